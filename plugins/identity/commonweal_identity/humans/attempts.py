"""The lock after failed attempts (DOMAIN §2.5): 5 failures in 15 minutes lock for 15 minutes.

An attempt is counted before anything is looked at, in a transaction of its own, and forgotten when it turns
out right. So attempts that come together are counted one by one, and no rollback takes a count back.
"""

from commonweal import Database, Refusal, UnitOfWork

MOST_FAILURES = 5
_COUNT = """
INSERT INTO identity.attempt AS a (key, failed_at) VALUES ($1, ARRAY[now()])
ON CONFLICT (key) DO UPDATE SET
    failed_at = ARRAY(SELECT t FROM unnest(a.failed_at) AS t WHERE t > now() - interval '15 minutes')
        || ARRAY[now()],
    locked_until = CASE WHEN
        (SELECT count(*) FROM unnest(a.failed_at) AS t WHERE t > now() - interval '15 minutes') + 1 >= $2
        THEN now() + interval '15 minutes' END
WHERE a.locked_until IS NULL OR a.locked_until <= now()
RETURNING true
"""
_LEFT = "SELECT ceil(extract(epoch FROM locked_until - now()))::int FROM identity.attempt WHERE key = $1"


async def count_attempt(database: Database, key: bytes) -> None:
    """Count an attempt as failed; raises ``Refusal("rate_limited")`` while the lock holds."""
    async with database.write() as work:
        if await work.fetch_value(_COUNT, key, MOST_FAILURES):
            return
        left = await work.fetch_value(_LEFT, key)
    raise Refusal("rate_limited", seconds=max(1, left or 1))


async def forget_attempts(work: UnitOfWork, key: bytes) -> None:
    """Forget what failed before an attempt that was right."""
    await work.execute("DELETE FROM identity.attempt WHERE key = $1", key)
