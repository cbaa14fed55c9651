"""Background work of this room: bytes of files that are not needed any more."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from commonweal import BlobStore, Schedule, TaskContext, task

from commonweal_circles.words.keeping import forget_bytes, sweep


@task("circles.forget_file", time_limit=60)
async def forget_file(context: TaskContext, *, file_id: UUID) -> None:
    """Delete the bytes of a file that has no row: of an upload that failed, or a file that was forgotten."""
    assert context.plugin is not None  # noqa: S101 - tasks of plugins have one
    blobs: BlobStore = context.plugin.services.get(BlobStore)  # type: ignore[type-abstract]  # a key, not made
    await forget_bytes(context.database, blobs, file_id)


@task("circles.sweep_files", time_limit=300)
async def sweep_files(context: TaskContext) -> None:
    """Forget files that were never sent, and those of deleted posts."""
    await sweep(context.database, datetime.now(UTC))


TASKS: list[Any] = [forget_file, sweep_files]
SCHEDULES: list[Schedule] = [Schedule(name="circles.files", task=sweep_files, every=timedelta(hours=1))]
