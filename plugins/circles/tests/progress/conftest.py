"""Missions, claims and verdicts for the tests of progress: rows and events as missions makes them."""

from datetime import UTC, datetime

import pytest
from commonweal import emit, new_id
from commonweal_circles.events import MembershipChanged
from commonweal_circles.progress.counting import count_claim
from commonweal_missions.testing import overturn_claim, verify_claim
from commonweal_reputation.api import ReputationChanged

MISSION = {
    "creator_kind": "agent",
    "creator_name": "Heron Field",
    "domain": "clean_water_sanitation",
    "type": "interview",
    "difficulty": "beginner",
    "reward_minor": 10_00,
    "duration_min": 90,
    "max_claims": 500,
    "step_optional": [False],
    "evidence_kind": ["photo"],
    "evidence_required": [True],
    "source_locale": "en",
    "review_status": "approved",
}


class River:
    """A world in which boards adopt missions, and people carry them out."""

    def __init__(self, world):
        self.world = world

    async def circle(self, owner, **changes):
        """Make a circle whose owner was told of, as members are."""
        circle_id = await self.world.circle(owner, **changes)
        await self.tell(circle_id, owner, "", "active")
        return circle_id

    async def join(self, circle_id, person, **given):
        """Let somebody join, and be told of."""
        await self.world.member(circle_id, person, **given)
        await self.tell(circle_id, person, "", "active")

    async def leave(self, circle_id, person):
        """Let somebody leave, and be told of."""
        await self.world.change(
            "UPDATE circles.member SET state = 'left', role = 'member', left_at = now()"
            " WHERE circle_id = $1 AND account_id = $2",
            *(circle_id, person.account_id),
        )
        await self.tell(circle_id, person, "active", "left")

    async def tell(self, circle_id, person, before, after):
        """Tell that somebody's place in a circle is another one."""
        event = MembershipChanged(
            circle_id=circle_id,
            account_id=person.account_id,
            kind=person.kind,
            before=before,
            after=after,
            role_before="member",
            role="member",
            cause="joined" if after == "active" else "left",
            by=None,
            members=1,
        )
        async with self.world.database.write() as work:
            await emit(work, event, subject=circle_id)
        await self.world.site.settle()

    async def mission(self, **changes):
        now = datetime.now(UTC)
        row = {"id": new_id(), "creator_id": new_id(), **MISSION, **changes}
        row |= {"published_at": now, "expires_at": now.replace(year=now.year + 1)}
        await self._insert("missions.mission", row)
        text = {"mission_id": row["id"], "locale": "en", "provenance": "author", "title": "Count the herons"}
        text |= {"description": "Walk along the river.", "steps": ["Walk."], "evidence": ["A picture."]}
        await self._insert("missions.mission_translation", {**text, "source_hash": "0" * 64})
        return row["id"]

    async def adopt(self, circle_id, mission_id, state="adopted"):
        row = {"id": new_id(), "circle_id": circle_id, "mission_id": mission_id, "proposed_by": new_id()}
        row |= {"state": state, "adopted_at": datetime.now(UTC) if state in ("adopted", "done") else None}
        await self._insert("circles.proposal", row)

    async def adopted(self, *circle_ids, **mission):
        """Make a mission that these circles adopted."""
        mission_id = await self.mission(**mission)
        for circle_id in circle_ids:
            await self.adopt(circle_id, mission_id)
        return mission_id

    async def verify(self, mission_id, person, paid_minor=12_00):
        """Let a person's claim be verified and paid, as one transaction does."""
        async with self.world.database.write() as work:
            return await verify_claim(work, mission_id, person.account_id, paid_minor)

    async def achieve(self, circle_id, person, paid_minor=12_00, **mission):
        """Let a person do a new mission of a circle, and the circle count it."""
        claim_id = await self.verify(await self.adopted(circle_id, **mission), person, paid_minor)
        await self.world.site.settle()
        return claim_id

    async def take_back(self, claim_id):
        """Let a verdict be overturned."""
        async with self.world.database.write() as work:
            await overturn_claim(work, claim_id)

    async def count(self, claim_id):
        async with self.world.database.write() as work:
            await count_claim(work, claim_id)

    async def score(self, person, score):
        """Let somebody's reputation be another one, and be told of."""
        await self.world.change(
            "INSERT INTO reputation.standing (human_id, score) VALUES ($1, $2)"
            " ON CONFLICT (human_id) DO UPDATE SET score = $2",
            *(person.account_id, score),
        )
        async with self.world.database.write() as work:
            event = ReputationChanged(before=0, after=score, reason="mission")
            await emit(work, event, subject=person.account_id)
        await self.world.site.settle()

    async def _insert(self, table, row):
        places = ", ".join(f"${number}" for number in range(1, len(row) + 1))
        await self.world.change(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", *row.values())


@pytest.fixture
def river(world):
    return River(world)


BROKEN = {
    "verified": """SELECT c.id FROM circles.circle c WHERE c.verified <> (
        SELECT count(*) FROM circles.outcome o WHERE o.circle_id = c.id)""",
    "whole": """SELECT a.circle_id FROM circles.achievement a WHERE (a.minutes, a.earned_minor) <> (
        SELECT coalesce(sum(minutes), 0), coalesce(sum(earned_minor), 0) FROM circles.outcome o
        WHERE o.circle_id = a.circle_id)""",
    "weights": """SELECT a.circle_id FROM circles.achievement a WHERE (a.people, a.weights, a.points) <> (
        SELECT count(*), coalesce(sum(1 + done), 0), coalesce(sum((1 + done) * score), 0) FROM (
            SELECT (SELECT count(*) FROM circles.outcome o WHERE o.circle_id = m.circle_id
                AND o.human_id = m.account_id) AS done, coalesce(s.score, 0) AS score
            FROM circles.member m LEFT JOIN reputation.standing s ON s.human_id = m.account_id
            WHERE m.circle_id = a.circle_id AND m.state = 'active' AND m.kind = 'human') AS people)""",
    "places": """SELECT k.human_id FROM circles.contribution k WHERE
        (k.missions, k.earned_minor, k.month_missions, k.month_minor) <> (SELECT count(*),
            coalesce(sum(earned_minor), 0),
            count(*) FILTER (WHERE verified_at >= coalesce(k.month_since, 'infinity')),
            coalesce(sum(earned_minor) FILTER (WHERE verified_at >= coalesce(k.month_since, 'infinity')), 0)
        FROM circles.outcome o WHERE o.circle_id = k.circle_id AND o.human_id = k.human_id)""",
    "domains": """SELECT circle_id, domain FROM circles.domain_tally t WHERE missions <> (
        SELECT count(*) FROM circles.outcome o WHERE o.circle_id = t.circle_id AND o.domain = t.domain)""",
    "weeks": """SELECT circle_id, week FROM circles.week_tally t WHERE missions <> (
        SELECT count(*) FROM circles.outcome o WHERE o.circle_id = t.circle_id
        AND date_trunc('week', o.verified_at AT TIME ZONE 'UTC')::date = t.week)""",
    "milestones": """SELECT m.id, m.metric, m.progress FROM circles.milestone m, LATERAL (
            SELECT count(*) AS missions, coalesce(sum(minutes), 0) AS minutes,
                coalesce(sum(earned_minor), 0) AS tokens, count(DISTINCT human_id) AS people,
                count(DISTINCT domain) AS domains
            FROM circles.outcome o WHERE o.circle_id = m.circle_id AND o.verified_at >= m.starts_at
                AND (m.ends_at IS NULL OR o.verified_at < m.ends_at)) AS truth
        WHERE m.reached_at IS NULL AND m.dropped_at IS NULL AND m.progress <> CASE m.metric
            WHEN 'missions' THEN missions WHEN 'minutes' THEN minutes WHEN 'tokens' THEN tokens
            WHEN 'people' THEN people ELSE domains END""",
}


@pytest.fixture
def broken(world):
    """Return which sums are not what the rows add up to, by name."""

    async def find():
        found = {name: await world.rows(statement) for name, statement in BROKEN.items()}
        return {name: rows for name, rows in found.items() if rows}

    return find
