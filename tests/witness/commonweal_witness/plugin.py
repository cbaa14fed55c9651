"""The hooks of the witness, and the one thing it does."""

from uuid import UUID

from commonweal import (
    Event,
    RecordedEvent,
    Subscription,
    TaskContext,
    UnitOfWork,
    emit,
    enqueue,
    event_type,
    hookimpl,
    task,
)


@event_type("witness.deed_done")
class DeedDone(Event, frozen=True):
    """A deed was done."""

    deed: UUID


async def hear(work: UnitOfWork, recorded: RecordedEvent[DeedDone]) -> None:
    """Write an event down; a second time would show."""
    await work.execute(
        "INSERT INTO witness.heard VALUES ($1, 1) ON CONFLICT (id) DO UPDATE SET times = heard.times + 1",
        recorded.event.deed,
    )


@task("witness.write_down")
async def write_down(context: TaskContext, *, deed: UUID) -> None:
    """Write a task down; a second time changes nothing."""
    async with context.database.write() as work:
        await work.execute("INSERT INTO witness.done VALUES ($1) ON CONFLICT DO NOTHING", deed)


async def do_deed(work: UnitOfWork, deed: UUID) -> None:
    """Write the deed, its event and its task in one unit of work."""
    await work.execute("INSERT INTO witness.deed VALUES ($1)", deed)
    await emit(work, DeedDone(deed=deed), subject=deed)
    await enqueue(work, write_down, deed=deed)


@hookimpl
def commonweal_event_types() -> list[type[Event]]:
    """Declare the event."""
    return [DeedDone]


@hookimpl
def commonweal_subscriptions() -> list[Subscription]:
    """Hear of every deed."""
    return [Subscription(name="witness.hear", event_types=[DeedDone], handler=hear)]


@hookimpl
def commonweal_tasks() -> list[object]:
    """Offer the task."""
    return [write_down]
