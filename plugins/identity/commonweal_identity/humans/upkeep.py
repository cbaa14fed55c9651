"""What is forgotten in time: registrations, codes, attempts and visits; sessions that nobody ended end."""

from datetime import timedelta

from commonweal import Schedule, TaskContext, task

from commonweal_identity.humans.sessions import end_sessions

_FORGET = (
    "DELETE FROM identity.registration WHERE created_at < now() - interval '1 day'",
    "DELETE FROM identity.email_code WHERE created_at < now() - interval '1 day'",
    "DELETE FROM identity.provider_visit WHERE created_at < now() - interval '1 hour'",
    """DELETE FROM identity.attempt WHERE coalesce(locked_until, now()) <= now()
        AND failed_at[cardinality(failed_at)] < now() - interval '1 day'""",
    "DELETE FROM identity.session WHERE state = 'ended' AND ended_at < now() - interval '30 days'",
    """DELETE FROM identity.session_secret WHERE retired_at < now() - interval '8 days'""",
)
_OVER = """
SELECT id FROM identity.session WHERE state = 'active' AND expires_at <= now()
ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED
"""


@task("identity.forget_what_is_over", time_limit=300)
async def forget_what_is_over(context: TaskContext) -> None:
    """End sessions that are over, and forget what is of no use any more."""
    async with context.database.write() as work:
        rows = await work.fetch(_OVER)
        await end_sessions(work, [row["id"] for row in rows], "expired")
    for statement in _FORGET:
        async with context.database.write() as work:
            await work.execute(statement)


SCHEDULES = [
    Schedule(name="identity.forget_what_is_over", task=forget_what_is_over, every=timedelta(minutes=15))
]
