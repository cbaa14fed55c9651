"""One shard of Qdrant Edge: the only module, with its filters, that calls the engine.

Its bindings hold the interpreter's lock in every call: threads would gain nothing, so nothing here waits,
and building an index, which takes minutes, is left to another process.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import qdrant_edge as edge

from commonweal_qdrant import sizing
from commonweal_qdrant.engine.edge_filters import to_edge
from commonweal_qdrant.indexes import payload_indexes
from commonweal_qdrant.points import Condition, Hit, Point, Shape, packed, unpacked

_DISTANCES = {
    "cosine": edge.Distance.Cosine,
    "dot": edge.Distance.Dot,
    "euclidean": edge.Distance.Euclid,
}
_INDEXES = {
    "keyword": edge.PayloadSchemaType.Keyword,
    "integer": edge.PayloadSchemaType.Integer,
    "float": edge.PayloadSchemaType.Float,
    "datetime": edge.PayloadSchemaType.Datetime,
    "geo": edge.PayloadSchemaType.Geo,
}
_FULL_SCAN = 10_000  # KiB of points that pass a filter, up to which all of them are compared
_SMALLEST = 1  # KiB from which on optimising builds an index; it is only called where one is wanted


class Shard:
    """Points in one directory."""

    def __init__(self, opened: edge.EdgeShard) -> None:
        self._opened = opened

    @classmethod
    def create(cls, directory: Path, shape: Shape, index: str) -> "Shard":
        """Make an empty shard with its payload indexes."""
        directory.mkdir(parents=True)
        made = cls(edge.EdgeShard.create(str(directory), _config(shape, index)))
        for field, kind in payload_indexes(shape.fields).items():
            made._opened.update(edge.UpdateOperation.create_field_index(field, _INDEXES[kind]))
        made.flush()
        return made

    @classmethod
    def load(cls, directory: Path) -> "Shard":
        """Open a shard; what was written and not flushed when it was last left is read from its log."""
        return cls(edge.EdgeShard.load(str(directory)))

    def upsert(self, points: Sequence[Point]) -> None:
        """Store points, all or none, until ``flush`` in the log only."""
        made = [edge.Point(point.id, unpacked(point.vector), point.payload) for point in points]
        if made:
            self._opened.update(edge.UpdateOperation.upsert_points(made))

    def delete(self, ids: Sequence[UUID]) -> int:
        """Remove points and return how many there were."""
        found = self._opened.retrieve(list(ids), with_payload=False, with_vector=False)
        there: list[edge.PointId] = [record.id for record in found]
        if there:
            self._opened.update(edge.UpdateOperation.delete_points(there))
        return len(there)

    def flush(self) -> None:
        """Bring everything to the disk."""
        self._opened.flush()

    def retrieve(self, ids: Sequence[UUID]) -> list[Point]:
        """Return points by id."""
        found = self._opened.retrieve(list(ids), with_payload=True, with_vector=True)
        return [_point(record) for record in found]

    def query(
        self, vectors: Sequence[bytes], limit: int, where: Condition | None, *, exact: bool
    ) -> list[list[Hit]]:
        """Find the nearest to each vector."""
        rescored = edge.QuantizationSearchParams(rescore=True, oversampling=sizing.OVERSAMPLING)
        params = edge.SearchParams(hnsw_ef=max(sizing.EF_SEARCH, limit), exact=exact, quantization=rescored)
        condition = to_edge(where)
        asked = [
            edge.QueryRequest(
                query=edge.Query.Nearest(unpacked(vector)), filter=condition, limit=limit, params=params
            )
            for vector in vectors
        ]
        found = self._opened.query_batch(edge.QueryBatchRequest(asked))
        return [[Hit(cast("UUID", one.id), one.score) for one in each] for each in found]

    def count(self, where: Condition | None) -> int:
        """Count exactly."""
        return self._opened.count(edge.CountRequest(filter=to_edge(where), exact=True))

    def scroll(self, limit: int, start: UUID | None, where: Condition | None) -> list[Point]:
        """Return points in order of id."""
        asked = edge.ScrollRequest(
            offset=start, limit=limit, filter=to_edge(where), with_payload=True, with_vector=True
        )
        records, _ = self._opened.scroll(asked)
        return [_point(record) for record in records]

    def optimise(self) -> None:
        """Build the index; this takes minutes when there is much."""
        self._opened.optimize()
        self.flush()

    def indexed(self) -> int:
        """Return how many vectors are in an index."""
        return self._opened.info().indexed_vectors_count

    def close(self) -> None:
        """Let go of the files."""
        self._opened.close()


def _point(record: edge.Record) -> Point:
    vector = cast("list[float]", record.vector)
    payload: dict[str, Any] = record.payload or {}
    return Point(cast("UUID", record.id), packed(vector), payload)


def _config(shape: Shape, index: str) -> edge.EdgeConfig:
    quantised = edge.ScalarQuantizationConfig(
        type=edge.ScalarType.Int8, quantile=sizing.QUANTILE, always_ram=True
    )
    return edge.EdgeConfig(
        vectors=edge.EdgeVectorParams(size=shape.dimensions, distance=_DISTANCES[shape.metric]),
        hnsw_config=edge.HnswIndexConfig(sizing.LINKS, sizing.EF_BUILD, full_scan_threshold=_FULL_SCAN),
        optimizers=edge.EdgeOptimizersConfig(indexing_threshold=_SMALLEST, default_segment_number=1),
        quantization_config=quantised if index == sizing.GRAPH_OF_BYTES else None,
    )
