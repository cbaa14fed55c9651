"""Points, filters and collections in the forms of the client library."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from qdrant_client import models

from commonweal_qdrant import sizing
from commonweal_qdrant.points import Condition, Hit, Point, Shape, packed, unpacked

METADATA = "commonweal"
_DISTANCES = {
    "cosine": models.Distance.COSINE,
    "dot": models.Distance.DOT,
    "euclidean": models.Distance.EUCLID,
}
_SEGMENTS = 2  # of each shard; few large ones are searched faster than many small ones
_REQUEST = 8 * 2**20  # bytes of one request, about; servers refuse from 32 MiB on
_DIGIT_BYTES, _POINT_BYTES = 12, 1_000  # of a number and of all else of a point, written as JSON


def vectors_of(shape: Shape) -> models.VectorParams:
    """Return how the vectors of a shape are declared."""
    return models.VectorParams(size=shape.dimensions, distance=_DISTANCES[shape.metric])


def optimiser_for(shape: Shape, items: float) -> models.OptimizersConfigDiff:
    """Return how a server indexes by itself, from so many items of a shard on."""
    kibibytes = max(1, round(items / _SEGMENTS * shape.dimensions * 4 / 1024))
    return models.OptimizersConfigDiff(default_segment_number=_SEGMENTS, indexing_threshold=kibibytes)


def graph() -> models.HnswConfigDiff:
    """Return how a server builds its index."""
    return models.HnswConfigDiff(m=sizing.LINKS, ef_construct=sizing.EF_BUILD)


def bytes_for_vectors() -> models.ScalarQuantization:
    """Return how vectors are made bytes."""
    scalar = models.ScalarQuantizationConfig(
        type=models.ScalarType.INT8, quantile=sizing.QUANTILE, always_ram=True
    )
    return models.ScalarQuantization(scalar=scalar)


def to_structs(points: Sequence[Point]) -> list[models.PointStruct]:
    """Return points as the library takes them."""
    return [
        models.PointStruct(id=str(point.id), vector=unpacked(point.vector), payload=point.payload)
        for point in points
    ]


def in_requests(points: Sequence[Point], dimensions: int) -> Iterator[Sequence[Point]]:
    """Cut points into parts that a server takes in one request."""
    most = max(1, _REQUEST // (dimensions * _DIGIT_BYTES + _POINT_BYTES))
    for start in range(0, len(points), most):
        yield points[start : start + most]


def to_points(records: Iterable[models.Record]) -> list[Point]:
    """Return what the library gives as points."""
    return [Point(UUID(str(each.id)), packed(_numbers(each.vector)), each.payload or {}) for each in records]


def _numbers(vector: Any) -> list[float]:
    return list(vector)


def to_filter_model(where: Condition | None) -> models.Filter | None:
    """Return a filter as the library takes it."""
    return None if where is None else models.Filter.model_validate(where)


def has_radius(where: Any) -> bool:
    """Tell whether a filter asks for places near one."""
    if isinstance(where, dict):
        return "geo_radius" in where or any(map(has_radius, where.values()))
    return isinstance(where, list) and any(map(has_radius, where))


def to_query(vector: bytes, limit: int, where: models.Filter | None, *, exact: bool) -> models.QueryRequest:
    """Return one search."""
    rescored = models.QuantizationSearchParams(rescore=True, oversampling=sizing.OVERSAMPLING)
    params = models.SearchParams(hnsw_ef=max(sizing.EF_SEARCH, limit), exact=exact, quantization=rescored)
    return models.QueryRequest(
        query=unpacked(vector),
        limit=limit,
        filter=where,
        params=params,
        with_payload=False,
        with_vector=False,
    )


def to_hits(points: Iterable[models.ScoredPoint]) -> list[Hit]:
    """Return what the library has found."""
    return [Hit(UUID(str(point.id)), point.score) for point in points]
