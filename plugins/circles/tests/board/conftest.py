"""A circle with people in it, and missions for its board, as rows."""

from datetime import UTC, datetime, timedelta

import pytest_asyncio
from commonweal import new_id

MISSION = {
    "creator_kind": "agent",
    "creator_name": "Heron Field",
    "domain": "clean_water_sanitation",
    "type": "interview",
    "difficulty": "beginner",
    "reward_minor": 10_00,
    "duration_min": 90,
    "max_claims": 5,
    "step_optional": [False],
    "evidence_kind": ["photo"],
    "evidence_required": [True],
    "source_locale": "en",
    "review_status": "approved",
    "told_state": "open",
}


class Board:
    """A circle: its owner, a moderator, three members, an agent inside, and a stranger."""

    def __init__(self, world):
        self.world = world

    async def set_up(self, **changes):
        world = self.world
        self.owner, self.moderator, self.stranger = [await world.person() for _ in range(3)]
        self.ana, self.ben, self.cao = self.members = [await world.person() for _ in range(3)]
        self.agent = await world.agent()
        self.circle = await world.circle(self.owner, **changes)
        await world.member(self.circle, self.moderator, role="moderator")
        for member in (*self.members, self.agent):
            await world.member(self.circle, member)
        return self

    async def mission(self, *, title="Count the herons", titles=None, **changes):
        """Put an open mission into the tables; ``titles`` are those in other languages."""
        now = datetime.now(UTC)
        row = {"id": new_id(), "creator_id": new_id(), **MISSION}
        row |= {"published_at": now, "expires_at": now + timedelta(days=30), **changes}
        await self._insert("missions.mission", row)
        for locale, words in {"en": title, **(titles or {})}.items():
            text = {"mission_id": row["id"], "locale": locale, "title": words, "steps": ["Walk."]}
            text |= {"provenance": "author" if locale == "en" else "human", "source_hash": "0" * 64}
            text |= {"description": "Walk along the river.", "evidence": ["A picture."]}
            await self._insert("missions.mission_translation", text)
        return row["id"]

    async def send(self, who, path, body=None, status=200, method="POST"):
        return await self.world.send(who, method, f"/{self.circle}{path}", body, status)

    async def propose(self, who, mission=None, status=201, **words):
        mission = mission or await self.mission()
        return await self.send(who, "/proposals", {"mission_id": str(mission), **words}, status)

    async def vote(self, who, proposal, status=200, method="POST"):
        return await self.send(who, f"/proposals/{proposal}/vote", None, status, method)

    async def adopted(self, **changes):
        """Let the circle adopt a new mission, and return it."""
        mission = await self.mission(**changes)
        proposal = await self.propose(self.ana, mission)
        await self.send(self.moderator, f"/proposals/{proposal['id']}/adopt")
        return mission

    async def party(self, mission, *others, starter=None, **changes):
        """Let Ana start a party, and others join it."""
        body = {"mission_id": str(mission), **changes}
        made = await self.send(starter or self.ana, "/parties", body, 201)
        for other in others:
            await self.send(other, f"/parties/{made['id']}/me", changes)
        return made["id"]

    async def listed(self, who, **query):
        return (await self.world.get(who, f"/{self.circle}/board", **query))["items"]

    async def titles(self, who, **query):
        return [each["mission"]["title"] for each in await self.listed(who, **query)]

    async def parties(self, who):
        return (await self.world.get(who, f"/{self.circle}/parties"))["items"]

    async def claims(self, mission):
        return {
            row[0]
            for row in await self.world.rows(
                "SELECT human_id FROM missions.claim WHERE mission_id = $1 AND state = 'active'", mission
            )
        }

    async def end(self, mission, state="expired"):
        """Let a mission be over, and tell."""
        from commonweal_missions.claims.ending import archive, tell_expired_missions

        now = datetime.now(UTC)
        if state == "archived":
            async with self.world.database.write() as work:
                await archive(work, mission, by_admin=True, at=now)
        else:
            await self.world.change(
                "UPDATE missions.mission SET published_at = $2::timestamptz - interval '2 days',"
                " expires_at = $2::timestamptz - interval '1 second' WHERE id = $1",
                *(mission, now),
            )
            await tell_expired_missions(self.world.database, now)
        await self.world.site.settle()

    async def _insert(self, table, row):
        names, marks = ", ".join(row), ", ".join(f"${number}" for number in range(1, len(row) + 1))
        await self.world.change(f"INSERT INTO {table} ({names}) VALUES ({marks})", *row.values())


@pytest_asyncio.fixture
async def board(world):
    return await Board(world).set_up()


@pytest_asyncio.fixture
async def private(world):
    return await Board(world).set_up(visibility="private")
