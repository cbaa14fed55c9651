"""One process's host and database, hubs on it, people who follow, and what they received."""

import asyncio
import json
from contextlib import AsyncExitStack, asynccontextmanager

from checker import Client, Log, Right, Told, problems
from commonweal import Principal, new_id, read_log
from commonweal.messaging.events import BEGINNING
from commonweal.plugin.acting import acting_as
from commonweal_realtime.hub.hub import Hub
from commonweal_realtime.hub.registry import registry_of

PATIENCE = 30


class Person:
    """A follower, and what a client behind it received."""

    def __init__(self, account=None):
        kind = "human" if account else "guest"
        self.principal = Principal(kind=kind, id=str(account or "somewhere"))
        self.client = Client(str(account) if account else None)
        self.frames, self.batches, self.counts = [], [], []
        self.has_room = True

    def deliver(self, batch, position):
        self.batches.append(batch)
        for frame in batch:
            self.frames.append(json.loads(frame.json))
            self.client.hear(self.frames[-1])

    def ended(self, topic, reason):
        self.client.hear({"type": "ended", "topic": topic, "reason": reason})

    def stale(self, topic):
        self.client.hear({"type": "stale", "topic": topic})

    def presence(self, topic, count):
        self.counts.append((topic, count))

    async def follow(self, hub, topic, position=None):
        following = await hub.follow(self, topic, position)
        self.client.hear({"type": "following", "topic": topic, "position": str(following.position)})
        return following

    def heartbeat(self, hub):
        self.client.hear({"type": "heartbeat", "position": str(hub.position_of(self))})

    def numbers(self, topic=None):
        return [each["data"]["number"] for each in self.frames if topic in (None, each["topic"])]

    def of(self, topic):
        return [each for each in self.frames if each["topic"] == topic]

    def reasons(self):
        return [(each.topic, each.ended) for each in self.client.stretches if each.ended]


class World:
    """One process's host and database, on which hubs run."""

    def __init__(self, runtime):
        self.host, self.database = runtime.host, runtime.database
        self.registry = registry_of(self.host)

    @asynccontextmanager
    async def hub(self, **options):
        hub = Hub(self.host, self.database, **options)
        async with AsyncExitStack() as parts:
            with acting_as("realtime"):  # with its rights, as in a gateway
                await parts.enter_async_context(hub.running())
            yield hub

    async def do(self, action, *arguments):
        with acting_as(None):
            async with self.database.write() as work:
                await action(work, *arguments)

    async def club(self, *accounts):
        from meadow.plugin import join

        club = new_id()
        for account in accounts:
            await self.do(join, club, account)
        return club

    async def state(self, club):
        """Return the state of a club as it is now, read by itself."""
        async with self.database.read() as work:
            posts = await work.fetch_value("SELECT posts FROM meadow.club WHERE id = $1", club)
            members = await work.fetch_value("SELECT count(*) FROM meadow.member WHERE club = $1", club)
        return {"posts": {"posts": posts}, "members": {"members": members}}

    async def stored(self):
        found, position = [], BEGINNING
        while events := await read_log(self.database, position):
            found += events
            position = events[-1].position
        return found

    async def log(self):
        """What the log says happened, worked out from the events alone."""
        told, rights = [], []
        for event in await self.stored():
            data, here = json.loads(event.data), tuple(event.position)
            kind = event.type.removeprefix("meadow.")
            if kind == "grown":
                told.append(Told(f"field:{data['field']}", here, str(event.id)))
            elif kind in ("posted", "joined", "left"):
                told.append(Told(f"club:{data['club']}", here, str(event.id)))
            elif kind == "sunk":
                told.append(Told("bog", here, str(event.id)))
            if kind in ("joined", "left", "disbanded"):
                rights.append(Right(here, f"club:{data['club']}", data.get("account"), kind == "joined"))
        return Log(told, rights)

    async def settled(self, hub, *people):
        """Wait until a hub has read everything, and handed it to these."""
        stored = await self.stored()
        await until(lambda: not stored or hub.head >= stored[-1].position)
        figures = hub.figures
        await until(lambda: figures().held == figures().arriving == 0)
        for person in people:
            person.heartbeat(hub)

    async def problems(self, hub, *people):
        await self.settled(hub, *people)
        log = await self.log()
        return [problem for person in people for problem in problems(log, person.client)]


async def until(condition):
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0.005)
