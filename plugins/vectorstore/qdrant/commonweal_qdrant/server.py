"""A Qdrant server or cluster, by REST or gRPC."""

import asyncio
import logging
import math
from collections.abc import Awaitable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
from commonweal import VectorError, VectorSettings, VectorsUnavailable
from qdrant_client import AsyncQdrantClient, models

from commonweal_qdrant import server_forms as form
from commonweal_qdrant import sizing, versions
from commonweal_qdrant.backend import Progress
from commonweal_qdrant.indexes import payload_indexes
from commonweal_qdrant.points import CollectionGone, Condition, Hit, Point, Shape, Sizes
from commonweal_qdrant.server_errors import AlreadyThere, answered
from commonweal_qdrant.sizing import DEFAULT, Table

log = logging.getLogger(__name__)
_T = TypeVar("_T")
_POLL = 0.5  # seconds between questions how the optimisers stand
_IDS, _QUERIES = 10_000, 100  # in one request
_ORDERING = models.WriteOrdering.MEDIUM  # writes of one point arrive at all replicas in one order


class ServerBackend:
    """A client of one server, or of any node of a cluster.

    ``exact`` is what asks for places near one by REST: over gRPC a radius is a 32-bit float, which is off by
    metres where it is large.
    """

    def __init__(
        self,
        client: AsyncQdrantClient,
        exact: AsyncQdrantClient,
        server: str,
        settings: VectorSettings,
        table: Table = DEFAULT,
    ) -> None:
        self._client = client
        self._exact = exact
        self._server = server
        self._replicas = settings.qdrant_replicas
        self._shards = settings.qdrant_shards
        self._table = table

    async def check(self) -> None:
        """Ask the server for its version."""
        version = (await self._answered(self._client.info())).version
        if allowed := versions.unfit(version, versions.SERVER):
            text = f"Qdrant at {self._server} is {version}; install one that is allowed: {allowed}"
            raise VectorError("vector_store_unfit", text)

    async def places(self) -> list[str]:
        """Name the collections."""
        answer = await self._answered(self._client.get_collections())
        return [each.name for each in answer.collections]

    async def shape(self, place: str) -> Shape:
        """Read the shape from the metadata of a collection."""
        metadata = (await self._info(place)).config.metadata or {}
        if form.METADATA not in metadata:
            raise CollectionGone
        return msgspec.convert(metadata[form.METADATA], Shape)

    async def create(self, place: str, shape: Shape) -> None:
        """Make a collection and then the payload indexes that it has not yet."""
        made = self._client.create_collection(
            place,
            vectors_config=form.vectors_of(shape),
            shard_number=self._shards,
            replication_factor=self._replicas,
            write_consistency_factor=self._replicas // 2 + 1,
            hnsw_config=form.graph(),
            optimizers_config=form.optimiser_for(shape, self._table.index_from / self._shards),
            metadata={form.METADATA: msgspec.to_builtins(shape)},
        )
        try:
            await self._answered(made)
        except AlreadyThere:
            log.debug("%s is there already", place)
        there = (await self._info(place)).payload_schema
        for field, kind in payload_indexes(shape.fields).items():
            if field not in there:
                index = self._client.create_payload_index(place, field, models.PayloadSchemaType(kind))
                await self._answered(index)

    async def drop(self, place: str) -> None:
        """Remove a collection."""
        if not await self._answered(self._client.delete_collection(place)):
            raise CollectionGone

    async def upsert(self, place: str, points: Sequence[Point]) -> None:
        """Store points; more than a request holds are stored part by part."""
        if not points:
            await self._info(place)
        dimensions = len(points[0].vector) // 4 if points else 1
        for part in form.in_requests(points, dimensions):
            structs = form.to_structs(part)
            await self._answered(self._client.upsert(place, structs, wait=True, ordering=_ORDERING))

    async def delete(self, place: str, ids: Sequence[UUID]) -> int:
        """Count points and remove them."""
        if not ids:
            await self._info(place)
        there = 0
        for start in range(0, len(ids), _IDS):
            part: list[models.ExtendedPointId] = [str(each) for each in ids[start : start + _IDS]]
            which = models.Filter(must=[models.HasIdCondition(has_id=part)])
            there += (await self._answered(self._client.count(place, which, exact=True))).count
            gone = self._client.delete(place, models.PointIdsList(points=part), wait=True, ordering=_ORDERING)
            await self._answered(gone)
        return there

    async def retrieve(self, place: str, ids: Sequence[UUID]) -> list[Point]:
        """Return points by id."""
        asked = self._client.retrieve(
            place, [str(each) for each in ids], with_payload=True, with_vectors=True
        )
        return form.to_points(await self._answered(asked))

    async def query(
        self, place: str, vectors: Sequence[bytes], limit: int, where: Condition | None, *, exact: bool
    ) -> list[list[Hit]]:
        """Find the nearest."""
        condition = form.to_filter_model(where)
        asked = [form.to_query(vector, limit, condition, exact=exact) for vector in vectors]
        found: list[list[Hit]] = []
        for start in range(0, len(asked), _QUERIES):
            some = self._for(where).query_batch_points(place, asked[start : start + _QUERIES])
            found += [form.to_hits(each.points) for each in await self._answered(some)]
        return found

    async def count(self, place: str, where: Condition | None) -> int:
        """Count exactly."""
        asked = self._for(where).count(place, form.to_filter_model(where), exact=True)
        return (await self._answered(asked)).count

    async def scroll(
        self, place: str, limit: int, start: UUID | None, where: Condition | None
    ) -> list[Point]:
        """Return points in order of id."""
        asked = self._for(where).scroll(
            place,
            form.to_filter_model(where),
            limit=limit,
            offset=None if start is None else str(start),
            with_payload=True,
            with_vectors=True,
        )
        records, _ = await self._answered(asked)
        return form.to_points(records)

    async def prepare(self, place: str, progress: Progress) -> None:
        """Have vectors made bytes where there are many, and wait until the server has nothing left to do."""
        items, info = await self.count(place, None), await self._info(place)
        if self._lacks_bytes(items, info):
            bytes_for_vectors = form.bytes_for_vectors()
            await self._answered(self._client.update_collection(place, quantization_config=bytes_for_vectors))
        elif info.status == models.CollectionStatus.GREY:  # has work that waits for a change
            unchanged = models.OptimizersConfigDiff()
            await self._answered(self._client.update_collection(place, optimizers_config=unchanged))
        while (info := await self._info(place)).status != models.CollectionStatus.GREEN:
            if info.status == models.CollectionStatus.RED:
                raise VectorsUnavailable(
                    f"Qdrant at {self._server} fails with {place}: {info.optimizer_status}"
                )
            progress(min(info.indexed_vectors_count or 0, items), max(items, 1))
            await asyncio.sleep(_POLL)
        progress(max(items, 1), max(items, 1))

    async def sizes(self, place: str) -> Sizes:
        """Count, and reckon the bytes: servers do not tell how many they use."""
        items, info = await self.count(place, None), await self._info(place)
        dimensions = (await self.shape(place)).dimensions
        quantised = info.config.quantization_config is not None
        graph = sizing.GRAPH if info.indexed_vectors_count else sizing.NO_INDEX
        index = sizing.GRAPH_OF_BYTES if quantised else graph
        links = 2 * sizing.LINKS * 4 if index else 0
        return Sizes(
            items=items,
            indexed=info.indexed_vectors_count or 0,
            vector_bytes=4 * dimensions * items,
            index_bytes=items * (links + dimensions * quantised),
            index=index,
            behind=self._lacks_bytes(items, info) or info.status != models.CollectionStatus.GREEN,
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()
        if self._exact is not self._client:
            await self._exact.close()

    def _for(self, where: Condition | None) -> AsyncQdrantClient:
        return self._exact if form.has_radius(where) else self._client

    def _lacks_bytes(self, items: int, info: models.CollectionInfo) -> bool:
        wanted = self._table.index_for(items) == sizing.GRAPH_OF_BYTES
        return wanted and info.config.quantization_config is None

    async def _info(self, place: str) -> models.CollectionInfo:
        return await self._answered(self._client.get_collection(place))

    async def _answered(self, call: Awaitable[_T]) -> _T:
        return await answered(self._server, call)


def open_server(settings: VectorSettings) -> ServerBackend:
    """Make a client by the settings; it connects when first asked."""
    parts = urlsplit(settings.qdrant_url)
    server = f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        text = f"qdrant_url is no address; write https://host:port, not {server}"
        raise VectorError("vector_store_unfit", text)
    if settings.qdrant_key and parts.scheme == "http" and parts.hostname not in ("127.0.0.1", "localhost"):
        log.warning("the key for Qdrant goes to %s for all on the way to read: use https", server)
    named: dict[str, Any] = {
        "url": settings.qdrant_url,
        "port": None if parts.port is None and parts.scheme == "https" else 6333,
        "headers": {"api-key": settings.qdrant_key.reveal()} if settings.qdrant_key else None,
        "timeout": math.ceil(settings.store_seconds),
        "check_compatibility": False,
    }
    exact = AsyncQdrantClient(**named)
    if not settings.qdrant_grpc_port:
        return ServerBackend(exact, exact, server, settings)
    fast = AsyncQdrantClient(**named, prefer_grpc=True, grpc_port=settings.qdrant_grpc_port)
    return ServerBackend(fast, exact, server, settings)
