"""Background work of this room: bytes of files that are not needed any more."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from commonweal import BlobStore, PluginContext, Schedule, TaskContext, task

from commonweal_circles.words.keeping import forget_bytes, sweep, sweep_bytes


@task("circles.forget_file", time_limit=60)
async def forget_file(context: TaskContext, *, file_id: UUID) -> None:
    """Delete the bytes of a file that was forgotten; one that has a row keeps them."""
    await forget_bytes(context.database, _blobs(_plugin(context)), file_id)


@task("circles.sweep_files", time_limit=300)
async def sweep_files(context: TaskContext) -> None:
    """Forget files that were never sent, and those of deleted posts."""
    await sweep(context.database, datetime.now(UTC))


@task("circles.sweep_bytes", time_limit=3_600)
async def sweep_lost_bytes(context: TaskContext) -> None:
    """Delete the bytes of files that have no row, and say how many there were."""
    plugin = _plugin(context)
    gone = await sweep_bytes(context.database, _blobs(plugin), datetime.now(UTC))
    plugin.log.info("bytes without a row were deleted", blobs=gone)


def _plugin(context: TaskContext) -> PluginContext:
    assert context.plugin is not None  # noqa: S101 - tasks of plugins have one
    return context.plugin


def _blobs(plugin: PluginContext) -> BlobStore:
    found: BlobStore = plugin.services.get(BlobStore)  # type: ignore[type-abstract]  # a key, not made
    return found


TASKS: list[Any] = [forget_file, sweep_files, sweep_lost_bytes]
SCHEDULES: list[Schedule] = [
    Schedule(name="circles.files", task=sweep_files, every=timedelta(hours=1)),
    Schedule(name="circles.bytes", task=sweep_lost_bytes, every=timedelta(days=1)),
]
