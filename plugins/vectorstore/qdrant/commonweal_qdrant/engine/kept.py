"""One collection in the engine: its shard, and how that is exchanged for another while it is used."""

import asyncio
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import UUID

import msgspec

from commonweal_qdrant import sizing
from commonweal_qdrant.engine import disk
from commonweal_qdrant.engine.disk import Record
from commonweal_qdrant.engine.shard import Shard
from commonweal_qdrant.points import CollectionGone, Point, Shape, Sizes

_FLUSH = 5.0  # seconds after which what is only in the log is brought to where it belongs
_CHUNK = 256  # points moved at a time, so that others are answered in between


class Kept:
    """A collection that is kept in a directory; see ``disk`` for what lies there."""

    def __init__(self, directory: Path, record: Record, shard: Shard) -> None:
        self.directory = directory
        self.record = record
        self.shard = shard
        self._changed: set[UUID] | None = None
        self._logging: asyncio.Task[None] | None = None
        self._one_at_a_time = asyncio.Lock()
        self._flushing: asyncio.TimerHandle | None = None

    @classmethod
    def create(cls, directory: Path, shape: Shape) -> "Kept":
        """Make an empty collection."""
        record = Record(shape)
        shard = Shard.create(disk.generation(directory, record.generation), shape, sizing.NO_INDEX)
        disk.write_record(directory, record)
        return cls(directory, record, shard)

    @classmethod
    def load(cls, directory: Path, record: Record) -> "Kept":
        """Open a collection that is there."""
        return cls(directory, record, Shard.load(disk.generation(directory, record.generation)))

    async def upsert(self, points: Sequence[Point]) -> None:
        """Store points; they are on the disk when this returns."""
        self._note(point.id for point in points)
        self.shard.upsert(points)
        await self._logged()

    async def delete(self, ids: Sequence[UUID]) -> int:
        """Remove points; that is on the disk when this returns."""
        self._note(ids)
        there = self.shard.delete(ids)
        await self._logged()
        return there

    def sizes(self) -> Sizes:
        """Measure."""
        items, dimensions = self.shard.count(None), self.record.shape.dimensions
        vectors = 4 * items * dimensions
        used = disk.used(disk.generation(self.directory, self.record.generation))
        return Sizes(
            items=items,
            indexed=self.shard.indexed() if self.record.index else 0,
            index=self.record.index,
            vector_bytes=vectors,
            index_bytes=max(0, used - vectors),
        )

    def begin(self) -> Path:
        """Note from now on what changes, and return where a shard to replace this one is to be built."""
        self._changed = set()
        target = disk.generation(self.directory, self.record.generation + 1)
        shutil.rmtree(target, ignore_errors=True)
        return target

    def give_up(self) -> None:
        """Note no more what changes, and remove what was built."""
        self._changed = None
        target = disk.generation(self.directory, self.record.generation + 1)
        shutil.rmtree(target, ignore_errors=True)

    async def adopt(self, index: str) -> None:
        """Go over to the shard that was built, after all that has changed meanwhile is in it too."""
        number = self.record.generation + 1
        built = Shard.load(disk.generation(self.directory, number))
        try:
            while self._changed:
                self._move(self._changed, built)
                await asyncio.sleep(0)
            self._check_wanted()
            built.flush()
            record = msgspec.structs.replace(self.record, generation=number, index=index)
            disk.write_record(self.directory, record)
        except BaseException:
            built.close()
            raise
        before, self.shard, self.record, self._changed = self.shard, built, record, None
        before.close()
        await asyncio.to_thread(disk.clear_left_overs, self.directory, record)

    def _check_wanted(self) -> None:
        if self._changed is None:
            raise CollectionGone

    def _move(self, changed: set[UUID], built: Shard) -> None:
        chunk = [changed.pop() for _ in range(min(_CHUNK, len(changed)))]
        points = self.shard.retrieve(chunk)
        built.upsert(points)
        built.delete(list(set(chunk) - {point.id for point in points}))

    def close(self, *, for_good: bool = False) -> None:
        """Bring everything to the disk, unless it is gone ``for_good``, and let go of it."""
        if self._flushing is not None:
            self._flushing.cancel()
        if not for_good:
            self.shard.flush()
        self.shard.close()

    def _note(self, ids: Iterable[UUID]) -> None:
        if self._changed is not None:
            self._changed.update(ids)

    async def _logged(self) -> None:
        """Wait until what was written is in the log on the disk; writers that come together share that."""
        if self._logging is None:
            self._logging = asyncio.create_task(self._log())
        await asyncio.shield(self._logging)
        if self._flushing is None:
            self._flushing = asyncio.get_running_loop().call_later(_FLUSH, self._flush)

    async def _log(self) -> None:
        async with self._one_at_a_time:
            self._logging = None
            log = disk.generation(self.directory, self.record.generation)
            await asyncio.to_thread(disk.sync_log, log)

    def _flush(self) -> None:
        self._flushing = None
        self.shard.flush()
