"""What time does to members and invitations: bans end, and addresses of invitations that ran out go."""

from datetime import timedelta
from typing import Any

from commonweal import Database, Schedule, TaskContext, task

from commonweal_circles.members.changing import change, lock_circle
from commonweal_circles.members.mailing import send_invitation
from commonweal_circles.seeing import ban_is_over

_ENDED = f"""
SELECT circle_id, account_id FROM circles.member AS m WHERE {ban_is_over("m")}
ORDER BY banned_until, circle_id, account_id LIMIT 100
"""
_CLOSE = """
UPDATE circles.invitation SET revoked_at = now(), email = NULL
WHERE used_at IS NULL AND revoked_at IS NULL AND expires_at <= now()
"""


@task("circles.end_bans", time_limit=300)
async def end_bans(context: TaskContext) -> None:
    """Turn bans whose time is over into having left, each in a unit of work of its own."""
    while await end_some(context.database):
        pass


@task("circles.close_invitations", time_limit=300)
async def close_invitations(context: TaskContext) -> None:
    """Close invitations that ran out, and forget the addresses they were sent to."""
    async with context.database.write() as work:
        await work.execute(_CLOSE)


async def end_some(database: Database) -> bool:
    """End at most a hundred bans whose time is over; say whether there were any."""
    async with database.read() as work:
        ended = await work.fetch(_ENDED)
    for row in ended:
        async with database.write() as work:
            circle = await lock_circle(work, row["circle_id"])
            await change(work, circle, row["account_id"], "lift", by=None)
    return bool(ended)


TASKS: list[Any] = [send_invitation, end_bans, close_invitations]
SCHEDULES: list[Schedule] = [
    Schedule(name="circles.bans", task=end_bans, every=timedelta(minutes=1)),
    Schedule(name="circles.invitations", task=close_invitations, every=timedelta(minutes=10)),
]
