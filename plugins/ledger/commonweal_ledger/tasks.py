"""The hourly look at the books: recomputed whole, and the week's issuance beside its cap."""

from datetime import timedelta
from uuid import UUID

from commonweal import Event, Schedule, TaskContext, emit, event_type, task

from commonweal_ledger.audit import audit_whole, keep_audit
from commonweal_ledger.issuance import issuance, reached
from commonweal_ledger.settings import LedgerSettings


@event_type("ledger.books_differ")
class BooksDiffer(Event, frozen=True):
    """An audit found what must not be; `commonweal ledger verify` shows it."""

    audit_id: UUID
    differences: int


@task("ledger.look_at_books", time_limit=1_800)
async def look_at_books(context: TaskContext) -> None:
    """Recompute the books and keep what was found; a difference raises an alert and is never corrected."""
    found = await audit_whole(context.database)
    async with context.database.write() as work:
        await keep_audit(work, context.id, found)
        if found.differences:
            await emit(work, BooksDiffer(audit_id=context.id, differences=len(found.differences)))
    if found.differences and context.plugin is not None:
        rules = sorted({difference.rule for difference in found.differences})
        context.plugin.log.error("the books differ", differences=len(found.differences), rules=rules)


@task("ledger.look_at_issuance", time_limit=60)
async def look_at_issuance(context: TaskContext) -> None:
    """Raise an alert once a week when 80 % of the soft cap are reached, and once when all of it is."""
    settings = context.plugin.settings if context.plugin else LedgerSettings()
    async with context.database.write() as work:
        for week in await issuance(work, weeks=0):
            for event in await reached(work, week, settings.weekly_cap * 100):
                await emit(work, event)
                if context.plugin is not None:
                    context.plugin.log.warning(
                        "issuance reached", week=str(event.week), percent=event.percent
                    )


SCHEDULES = [
    Schedule(name="ledger.hourly_audit", task=look_at_books, every=timedelta(hours=1)),
    Schedule(name="ledger.issuance", task=look_at_issuance, every=timedelta(minutes=5)),
]
