"""What becomes due by the clock is told as an event, once each; what a stopped scheduler missed, afterwards.

A reminder that was told stands in ``notifications.reminder``, in the same unit of work as its event.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from uuid import UUID

from commonweal import Database, Event, Schedule, TaskContext, UnitOfWork, emit, task
from commonweal_identity import api as identity
from commonweal_missions import api as missions
from commonweal_reputation import api as reputation

from commonweal_notifications.kinds.events import AgentWeekEnded, DeadlineNear, ScaleReached, StreakAtRisk

Reminder = tuple[UUID, str, Event]
"""Whom or what it is about, which occasion, and what is told."""

EVENING = range(18, 22)
"""The hours in which people hear of a streak that ends today: after work, before quiet hours."""
SHORTEST_STREAK = 3
SIZES: tuple[tuple[Literal["human", "agent"], int], ...] = (
    ("agent", 1_000),
    ("human", 5_000),
    ("agent", 10_000),
    ("human", 50_000),
)
_PAGE = 500
_HOURS = timedelta(hours=4)
_NOBODY = UUID(int=0)
_TELL = """
INSERT INTO notifications.reminder (kind, subject, occasion)
SELECT $1, subject, occasion FROM unnest($2::uuid[], $3::text[]) AS row (subject, occasion)
ON CONFLICT DO NOTHING RETURNING subject, occasion
"""
_FORGET = "DELETE FROM notifications.reminder WHERE kind <> 'scale' AND told_at < now() - interval '90 days'"


async def tell_once(work: UnitOfWork, kind: str, reminders: Sequence[Reminder]) -> int:
    """Tell those reminders of a kind that nobody was told of, and return how many there were."""
    rows = await work.fetch(_TELL, kind, [each[0] for each in reminders], [each[1] for each in reminders])
    new = {(row["subject"], row["occasion"]) for row in rows}
    for subject, occasion, event in reminders:
        if (subject, occasion) in new:
            await emit(work, event, subject=subject)
    return len(new)


async def tell_deadlines(database: Database, at: datetime) -> int:
    """Tell of claims that are due within 24 and 4 hours; of one that is due in 4, only that."""
    hours = await _tell_due(database, at, 4, lambda _claim: True)
    return hours + await _tell_due(database, at, 24, lambda claim: claim.deadline > at + _HOURS)


async def tell_streaks(database: Database, at: datetime) -> int:
    """Tell of streaks that end with today, in the evening of whoever has them."""
    told, after = 0, _NOBODY
    while True:
        async with database.write() as work:
            found, last = await reputation.streaks_at_risk(
                work, at, least_days=SHORTEST_STREAK, hours=EVENING, after=after, limit=_PAGE
            )
            told += await tell_once(
                work,
                "streak",
                [
                    (
                        each.human_id,
                        each.day.isoformat(),
                        StreakAtRisk(human_id=each.human_id, day=each.day, days=each.days),
                    )
                    for each in found
                ],
            )
        if last is None:
            return told
        after = last


async def tell_agent_weeks(database: Database, at: datetime) -> int:
    """Tell every owner of agents that the last ISO week is over."""
    week = monday_of(at) - timedelta(days=7)
    async with database.read() as work:
        owners = list(await identity.answered_for(work))
    told = 0
    for first in range(0, len(owners), _PAGE):
        reminders: list[Reminder] = [
            (owner, week.isoformat(), AgentWeekEnded(owner_id=owner, week=week))
            for owner in owners[first : first + _PAGE]
        ]
        async with database.write() as work:
            told += await tell_once(work, "agent_week", reminders)
    return told


async def tell_sizes(work: UnitOfWork) -> int:
    """Tell of every size that the deployment has reached (DOMAIN §19), once for ever."""
    counts = await identity.count_accounts(work)
    reached: list[Reminder] = [
        (_NOBODY, f"{kind}:{size}", ScaleReached(kind=kind, threshold=size, count=counts[kind]))
        for kind, size in SIZES
        if counts.get(kind, 0) >= size
    ]
    return await tell_once(work, "scale", reached)


def monday_of(at: datetime) -> date:
    """Return the Monday of a moment's ISO week."""
    day = at.astimezone(UTC).date()
    return day - timedelta(days=day.weekday())


async def _tell_due(
    database: Database,
    at: datetime,
    hours: Literal[24, 4],
    counts: Callable[[missions.ClaimRead], bool],
) -> int:
    told, last = 0, None
    while True:
        async with database.write() as work:
            page = await missions.claims_near_deadline(
                work, at, timedelta(hours=hours), after=last, limit=_PAGE
            )
            due: list[Reminder] = [(each.id, *_near(each, hours)) for each in page if counts(each)]
            told += await tell_once(work, f"deadline_{hours}", due)
        if len(page) < _PAGE:
            return told
        last = page[-1]


def _near(claim: missions.ClaimRead, hours: Literal[24, 4]) -> tuple[str, DeadlineNear]:
    event = DeadlineNear(
        claim_id=claim.id,
        mission_id=claim.mission_id,
        human_id=claim.human_id,
        hours=hours,
        deadline=claim.deadline,
    )
    return claim.deadline.isoformat(), event


@task("notifications.look_at_deadlines", time_limit=300)
async def look_at_deadlines(context: TaskContext) -> None:
    """Tell of claims that are due soon."""
    await tell_deadlines(context.database, datetime.now(UTC))


@task("notifications.look_at_streaks", time_limit=300)
async def look_at_streaks(context: TaskContext) -> None:
    """Tell of streaks that end today."""
    await tell_streaks(context.database, datetime.now(UTC))


@task("notifications.look_at_agent_weeks", time_limit=300)
async def look_at_agent_weeks(context: TaskContext) -> None:
    """Tell owners of agents that a week is over."""
    await tell_agent_weeks(context.database, datetime.now(UTC))


@task("notifications.look_at_sizes", time_limit=60)
async def look_at_sizes(context: TaskContext) -> None:
    """Tell of sizes that were reached, and forget reminders of long ago."""
    async with context.database.write() as work:
        await tell_sizes(work)
        await work.execute(_FORGET)


TASKS = [look_at_deadlines, look_at_streaks, look_at_agent_weeks, look_at_sizes]
SCHEDULES = [
    Schedule(name="notifications.deadlines", task=look_at_deadlines, every=timedelta(minutes=5)),
    Schedule(name="notifications.streaks", task=look_at_streaks, every=timedelta(minutes=30)),
    Schedule(name="notifications.agent_weeks", task=look_at_agent_weeks, cron="0 7 * * 1"),
    Schedule(name="notifications.sizes", task=look_at_sizes, every=timedelta(hours=1)),
]
