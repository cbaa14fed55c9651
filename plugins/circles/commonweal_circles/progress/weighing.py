"""The reputation of a circle: the mean of its active people's, each weighing 1 plus their missions here.

So a circle has a reputation from its first person on, and whoever does its missions counts for more
(DOMAIN §12). Agents have no reputation and weigh nothing; nor does who left. The sums stand in one row per
circle and are changed by the difference one person makes, when they come, go, finish a mission here, or their
reputation changes: nobody ever reads all members.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from commonweal import Database, UnitOfWork
from commonweal_reputation import api as reputation

MONTH: Final = timedelta(days=30)
BATCH = 200
# Events are handled together, and their circles come in any order: whoever locks sums of circles waits here
# for the others, who would wait for each other else.
_TURN = "SELECT pg_advisory_xact_lock(hashtextextended('circles.weighing', 0))"
_MAKE = """
INSERT INTO circles.achievement (circle_id)
SELECT id FROM unnest($1::uuid[]) AS made (id) ORDER BY id ON CONFLICT DO NOTHING
"""
_LOCK = "SELECT FROM circles.achievement WHERE circle_id = ANY ($1) ORDER BY circle_id FOR NO KEY UPDATE"
_WEIGH = """
WITH truth AS (
    SELECT asked.id AS circle_id, count(o.claim_id)::integer AS missions,
        coalesce(sum(o.earned_minor), 0)::bigint AS earned_minor,
        (count(*) FILTER (WHERE o.verified_at >= now() - $4::interval))::integer AS month_missions,
        coalesce(sum(o.earned_minor) FILTER (WHERE o.verified_at >= now() - $4), 0)::bigint AS month_minor,
        min(o.verified_at) FILTER (WHERE o.verified_at >= now() - $4) AS month_since,
        CASE WHEN m.state = 'active' AND m.kind = 'human' THEN 1 + count(o.claim_id)::integer ELSE 0
            END AS weight
    FROM unnest($1::uuid[]) AS asked (id)
    LEFT JOIN circles.member AS m ON m.circle_id = asked.id AND m.account_id = $2
    LEFT JOIN circles.outcome AS o ON o.circle_id = asked.id AND o.human_id = $2
    GROUP BY asked.id, m.state, m.kind
), before AS (
    SELECT circle_id, weight, weight::bigint * score AS points FROM circles.contribution
    WHERE circle_id = ANY ($1) AND human_id = $2
), kept AS (
    INSERT INTO circles.contribution AS k (circle_id, human_id, missions, earned_minor, month_missions,
        month_minor, month_since, score, weight)
    SELECT circle_id, $2, missions, earned_minor, month_missions, month_minor, month_since, $3, weight
    FROM truth
    WHERE missions > 0 OR weight > 0 OR EXISTS (SELECT FROM before WHERE before.circle_id = truth.circle_id)
    ON CONFLICT (circle_id, human_id) DO UPDATE SET missions = excluded.missions,
        earned_minor = excluded.earned_minor, month_missions = excluded.month_missions,
        month_minor = excluded.month_minor, month_since = excluded.month_since, score = excluded.score,
        weight = excluded.weight
    RETURNING k.circle_id, k.weight, k.weight::bigint * k.score AS points
)
UPDATE circles.achievement AS a SET
    people = a.people + (kept.weight > 0)::integer - (coalesce(before.weight, 0) > 0)::integer,
    weights = a.weights + kept.weight - coalesce(before.weight, 0),
    points = a.points + kept.points - coalesce(before.points, 0)
FROM kept LEFT JOIN before ON before.circle_id = kept.circle_id
WHERE a.circle_id = kept.circle_id
"""
_AGED = """
SELECT circle_id, human_id FROM circles.contribution WHERE month_since < $1 ORDER BY month_since LIMIT $2
"""
_CIRCLES = """
SELECT circle_id FROM circles.member WHERE account_id = $1 AND state = 'active' ORDER BY circle_id
"""


async def weigh(work: UnitOfWork, circle_ids: Sequence[UUID], human_id: UUID) -> None:
    """Make what some circles know of one person agree with the tables; again, nothing changes."""
    await take_turn(work)
    await work.execute(_MAKE, list(circle_ids))
    await work.execute(_LOCK, list(circle_ids))
    score = (await reputation.standing(work, human_id)).score  # read under the locks: never an older one
    await work.execute(_WEIGH, list(circle_ids), human_id, score, MONTH)


async def take_turn(work: UnitOfWork) -> None:
    """Wait until nobody else changes the sums of circles; ask it before any of their rows is locked."""
    await work.execute(_TURN)


async def weigh_everywhere(work: UnitOfWork, human_id: UUID) -> None:
    """Do that for every circle a person belongs to, after their reputation changed."""
    circle_ids = [row["circle_id"] for row in await work.fetch(_CIRCLES, human_id)]
    if circle_ids:
        await weigh(work, circle_ids, human_id)


async def forget_months(database: Database, at: datetime) -> int:
    """Let what is older than 30 days leave the places of the month; returns how many people that was for."""
    done = 0
    while True:
        async with database.read() as work:
            rows = await work.fetch(_AGED, at - MONTH, BATCH)
        for row in rows:
            async with database.write() as work:
                await weigh(work, [row["circle_id"]], row["human_id"])
        done += len(rows)
        if len(rows) < BATCH:
            return done
