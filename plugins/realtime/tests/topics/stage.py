"""A stage on which everybody follows what is theirs, and what they hear is held against the tables."""

import asyncio
import json
import re
from uuid import UUID

import msgspec
from commonweal import Principal, Refusal, new_id, newest_position
from commonweal_ledger import api as ledger
from commonweal_realtime.hooks import Stream

PATIENCE = 20
_PARAMETER = re.compile(r"\{(\w+):\w+\}")
_THINGS = {
    "circle": "SELECT id FROM circles.circle",
    "mission": "SELECT id FROM missions.mission",
    "problem": "SELECT id FROM problems.problem",
    "solution": "SELECT id FROM problems.solution",
}
_CIRCLES = "SELECT circle_id, account_id, role FROM circles.member WHERE state = 'active'"


class Watcher:
    """A follower that knows of a topic what it was told first, and what the frames carried since."""

    def __init__(self, principal, deaf=()):
        self.principal = principal
        self.deaf = deaf  # to frames of these names, as if nobody told them
        self.states, self.positions, self.over = {}, {}, {}
        self.frames = []

    def deliver(self, batch, position):
        for frame in batch:
            told = json.loads(frame.json)
            topic = told["topic"]
            assert topic not in self.over, f"{topic} was told after its end"
            assert frame.previous <= self.positions[topic] < frame.position, f"{topic} has a gap"
            self.positions[topic] = frame.position
            self.frames.append(told)
            if told["event"] not in self.deaf and "state" in told:
                self.states[topic] = told["state"]

    def ended(self, topic, reason):
        self.over[topic] = reason
        self.states.pop(topic, None)

    def stale(self, topic):
        raise AssertionError(f"{topic} is stale")

    def presence(self, topic, count):
        """How many follow is no state of the tables."""


class Stage:
    """The app, a hub beside it, and a follower for each account; ``admin`` follows everything else.

    Members follow their circles, and moderators what waits for them in these.
    """

    def __init__(self, site, principals, hub, admin, deaf=()):
        self.site, self.principals, self.hub, self.deaf = site, principals, hub, deaf
        self.admin = admin
        self.watchers = {UUID(admin.id): Watcher(admin, deaf)}
        self.others = []  # who follow what a test chose
        self.walked = set()
        streams = site.host.collect_each("commonweal_streams", Stream)
        self.parts = [part for _, stream in streams for part in stream.parts]

    @classmethod
    async def of(cls, site, principals, hub, deaf=()):
        stage = cls(site, principals, hub, await principals.admin(), deaf)
        await stage.look()
        return stage

    @property
    def watcher(self):
        """What an admin hears."""
        return self.watchers[UUID(self.admin.id)]

    @property
    def everybody(self):
        """All who follow anything."""
        return [*self.watchers.values(), *self.others]

    async def value(self, sql, *arguments):
        async with self.site.database.read() as work:
            return await work.fetch_value(sql, *arguments)

    async def arrange(self, sql, *arguments):
        """Change the tables as no user can, and let everybody look anew."""
        async with self.site.database.write() as work:
            await work.execute(sql, *arguments)
        await self.look(anew=True)

    async def human(self, minor=0, **columns):
        """Make a person with tokens."""
        made = await self.principals.human()
        async with self.site.database.write() as work:
            await ledger.open_account(work, made.account_id, "human")
            if minor:
                about = {"key": f"test:{made.id}", "type": "earn_mission", "reference": made.account_id}
                await ledger.reward(work, human_id=made.account_id, amount_minor=minor, **about)
            for name, value in columns.items():
                await work.execute(
                    f"UPDATE identity.human SET {name} = $2 WHERE id = $1", made.account_id, value
                )
        await self.look()
        return made

    async def agent(self):
        made = await self.principals.agent()
        await self.look()
        return made

    async def act(self, who, route, body=None, *, files=None, settles=True, **named):
        """Do what a route does, then all that follows from it; what was heard must be what is there."""
        method, path = route.split(" ", 1)
        address = _PARAMETER.sub(lambda found: str(named.pop(found[1])), path)
        async with self.site.browse(who, idempotency_key=str(new_id())) as client:
            sent = {"files": files} if files else {} if body is None else {"json": body}
            answer = await client.request(method, address, params=named or None, **sent)
        assert answer.status_code < 300, f"{route}: {answer.status_code} {answer.text}"
        self.walked.add(route)
        await self.agree(route)
        if settles:
            await self.settle(route)
        await self.look()
        return answer.json() if answer.content else None

    async def settle(self, what="what follows"):
        """Run the tasks that are due, and hold what was heard against what is there."""
        await self.site.settle()
        await self.agree(f"what follows from {what}")

    async def agree(self, what):
        """Fail unless the last thing everybody heard of each topic is how it stands."""
        await self._quiet()
        there = await self.read({topic for watcher in self.everybody for topic in watcher.states})
        wrong = {
            f"{topic} as {watcher.principal.key} heard it": {"heard": heard, "is": there[topic]}
            for watcher in self.everybody
            for topic, heard in watcher.states.items()
            if heard != there[topic]
        }
        assert not wrong, f"{what}: {json.dumps(wrong, indent=1)}"

    async def read(self, topics):
        """Read the state of topics from the tables, as JSON has it."""
        keys, found = {}, {topic: {} for topic in topics}
        for topic in topics:
            name, _, key = topic.partition(":")
            keys.setdefault(name, {})[UUID(key) if len(key) == 36 else key] = topic
        async with self.site.database.read() as work:
            for part in self.parts:
                known = keys.get(part.topic, {})
                read = await part.read(work, list(known)) if known else {}
                for key, value in read.items():
                    found[known[key]][part.name] = json.loads(msgspec.json.encode(value))
        return found

    async def look(self, *, anew=False):
        """Let everybody follow what is new to them; ``anew`` all of it."""
        async with self.site.database.read() as work:
            accounts = await work.fetch(
                "SELECT id, kind FROM identity.account WHERE kind IN ('human', 'agent') AND state = 'active'"
            )
            things = ["feed", "admin:queue", "admin:health"]
            for name, sql in _THINGS.items():
                things += [f"{name}:{row['id']}" for row in await work.fetch(sql)]
            inside = await work.fetch(_CIRCLES)
        for row in accounts:
            if row["id"] not in self.watchers:
                roles = frozenset({row["kind"]})
                principal = Principal(kind=row["kind"], id=str(row["id"]), roles=roles)
                self.watchers[row["id"]] = Watcher(principal, self.deaf)
        await self._quiet()
        for account, watcher in self.watchers.items():
            own = [f"user:{account}", *(things if watcher is self.watcher else [])]
            for topic in own:
                if topic not in watcher.over and (anew or topic not in watcher.states):
                    await self.follow(watcher, topic)
        for row in inside:
            watcher = self.watchers[row["account_id"]]
            desk = [] if row["role"] == "member" else [f"circle-desk:{row['circle_id']}"]
            for topic in [f"circle:{row['circle_id']}", *desk]:
                if anew or topic not in watcher.states:
                    await self.follow(watcher, topic)
                    assert topic in watcher.states, f"{watcher.over[topic]}: {topic}"

    async def follow(self, watcher, topic):
        """Begin to follow a topic with its state; it may have ended before."""
        self.hub.leave(watcher, topic)
        watcher.over.pop(topic, None)
        try:
            following = await self.hub.follow(watcher, topic)
        except Refusal as refusal:
            watcher.ended(topic, refusal.code)
            return
        watcher.states[topic] = json.loads(msgspec.json.encode(following.state))
        watcher.positions[topic] = following.position

    def told(self, topic, account=None):
        """Return the names of what was told in a topic."""
        watcher = self.watcher if account is None else self.watchers[UUID(account.id)]
        return [frame["event"] for frame in watcher.frames if frame["topic"] == topic]

    async def _quiet(self):
        """Wait until everybody has heard everything."""
        newest = await newest_position(self.site.database)
        async with asyncio.timeout(PATIENCE):
            while any(
                self.hub.topics_of(watcher) and self.hub.position_of(watcher) < newest
                for watcher in self.everybody
            ):
                await asyncio.sleep(0.01)
