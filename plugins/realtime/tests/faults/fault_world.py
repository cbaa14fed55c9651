"""A meadow in which people come and go and write, gateways and workers, and all that can go wrong there."""

import asyncio
import os
import random
import signal
import sys
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import asyncpg
import msgspec
from commonweal import CommonwealError, Database, new_id
from commonweal.messaging.doorbell import doorbell
from commonweal.plugin.secret import Secret
from commonweal.storage.keys import KeptKeys
from commonweal.storage.migrations import Migrator
from commonweal.storage.settings import DatabaseSettings
from commonweal.testing.hosts import sources_of, with_requirements
from commonweal.testing.ports import answering, free_port
from commonweal.testing.web import web_environment
from commonweal_embedded.cluster import Cluster
from commonweal_identity.humans.session_tokens import access_token
from commonweal_identity.humans.sessions import Place, begin_session
from commonweal_identity.keys import Keys
from commonweal_identity.testing import People

HERE = Path(__file__).parent
PLUGINS = [str(HERE.parent / "hub" / "meadow"), str(HERE / "barn")]
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "hub"), *PLUGINS]

import fault_barn  # noqa: E402 - found there
from checker import problems  # noqa: E402
from fault_processes import Process, WallClock  # noqa: E402
from fault_readers import EventSource, Reader  # noqa: E402
from hub_world import World  # noqa: E402

GATEWAYS, WORKERS, PEOPLE, CLUBS, FIELDS, DOUBLED = 2, 2, 6, 3, 3, 4
FAULTS = {
    "gateway killed": 20,
    "gateway stopped for a while": 5,
    "worker killed": 15,
    "worker stopped for a while": 5,
    "clock set ahead": 6,
    "clock set behind": 6,
    "connections dropped": 20,
    "connections doubled": 10,
    "database connections ended": 10,
    "long transaction": 15,
    "everybody revoked": 10,
    "database restarted": 2,
    "database killed": 2,
}
"""What goes wrong, and how often beside the others."""
PAUSE = (0.1, 0.5)
JUMP = (60, 4 * 3_600)  # seconds
PATIENCE = 90
_SETTINGS = {
    "COMMONWEAL_WEB__HUMAN_PER_MINUTE": "1000000",
    "COMMONWEAL_REALTIME__CONNECTIONS_PER_NETWORK": "10000",
    "COMMONWEAL_REALTIME__CONNECTIONS_PER_PRINCIPAL": "1000",
    "COMMONWEAL_REALTIME__FRAMES_PER_SECOND": "1000",
    "COMMONWEAL_MESSAGING__EVENT_RETRY": "0.1",
    "COMMONWEAL_MESSAGING__TASK_RETRY": "0.1",
    "COMMONWEAL_MESSAGING__RESEND": "2",
    "COMMONWEAL_MESSAGING__WORKER_THREADS": "2",
}
_FAILURES = (CommonwealError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError)


class FaultWorld:
    """Everything of one run: database, gateways, traffic, readers."""

    def __init__(self, home, settings, cluster, database, chance):
        self.home, self.settings, self.cluster, self.database = home, settings, cluster, database
        self.chance = chance
        self.clock = WallClock(home / "clock")
        self.ports, self.gateways, self.workers = [], [], []
        self.readers, self.reading, self.traffic, self.doubled = [], {}, [], []
        self.tokens, self.clubs = {}, []
        self.written = 0

    async def begin(self):
        """Start gateways, workers, people, traffic and readers."""
        self.ports = [free_port() for _ in range(GATEWAYS)]
        self.gateways = [
            self._process("gateway", {"COMMONWEAL_GATEWAY__PORT": str(port)}) for port in self.ports
        ]
        self._keys = Keys(KeptKeys(self.home).key("identity"))
        async with self.database.write() as work:
            for number in range(PEOPLE):
                human_id = await People().human(work, f"Ana {number}", "en", is_admin=False)
                session = await begin_session(
                    work, self._keys, human_id, "token", Place("", "", is_secure=False)
                )
                self.tokens[human_id] = session.session_id
        self.clubs = [new_id() for _ in range(CLUBS)]
        for club in self.clubs:
            for account in self.tokens:
                await self._do("join", club, account)
        await asyncio.gather(*(answering(port) for port in self.ports))
        self.workers = [self._process("worker", {}) for _ in range(WORKERS)]
        await self._open_readers()
        self.traffic = [asyncio.create_task(self._live()) for _ in range(3)]

    async def _open_readers(self):
        fields = [f"field:f{number}" for number in range(FIELDS)]
        clubs = [f"club:{club}" for club in self.clubs]
        for account in self.tokens:
            self._read(Reader(self.ports, [*fields[:1], *clubs], account, self._token_of(account)))
        self._read(Reader(self.ports, fields))
        self._read(EventSource(self.ports, fields))
        async with asyncio.timeout(PATIENCE):
            while not all(reader.client.stretches for reader in self.readers):
                await asyncio.sleep(0.05)

    def _read(self, reader):
        self.readers.append(reader)
        self.reading[reader] = asyncio.create_task(reader.read())

    def _token_of(self, account):
        return lambda: access_token(self._keys, account, self.tokens[account], self.clock.now())

    async def _live(self):
        """Let people write, come and go, for ever; what fails is simply not in the log."""
        while True:
            chance, club = self.chance.random(), self.chance.choice(self.clubs)
            account = self.chance.choice(list(self.tokens))
            if chance < 0.45:
                await self._do("grow", f"f{self.chance.randrange(FIELDS)}", self.written)
            elif chance < 0.85:
                await self._do("post", club, self.written)
            else:
                await self._do("leave" if chance < 0.91 else "join", club, account)
            await asyncio.sleep(self.chance.uniform(0, 0.06))

    async def _do(self, action, *arguments):
        import meadow.plugin

        with suppress(*_FAILURES):
            async with self.database.write() as work:
                await getattr(meadow.plugin, action)(work, *arguments)
            self.written += 1
            return
        await asyncio.sleep(0.05)

    async def go_wrong(self, fault):
        """Let one thing go wrong, once there is a gateway that it can go wrong with."""
        self.revive()
        await self._one_answers()
        await {
            "gateway killed": lambda: self._kill(self.gateways),
            "gateway stopped for a while": lambda: self._stop(self.gateways),
            "worker killed": lambda: self._kill(self.workers),
            "worker stopped for a while": lambda: self._stop(self.workers),
            "clock set ahead": lambda: self._jump(1),
            "clock set behind": lambda: self._jump(-1),
            "connections dropped": self._drop,
            "connections doubled": self._double,
            "database connections ended": self._end_backends,
            "long transaction": self._hold,
            "everybody revoked": self._revoke,
            "database restarted": self._restart,
            "database killed": self._kill_database,
        }[fault]()

    async def _one_answers(self):
        looking = [asyncio.create_task(answering(port)) for port in self.ports]
        await asyncio.wait(looking, return_when=asyncio.FIRST_COMPLETED)
        for each in looking:
            each.cancel()

    @property
    def processes(self):
        """All that run, whatever they do."""
        return [*self.gateways, *self.workers]

    def revive(self):
        """Start processes again that ended by themselves, as what supervises them does."""
        for process in self.processes:
            process.revive()

    async def _kill(self, processes):
        process = self.chance.choice(processes)
        await asyncio.to_thread(process.kill)
        await asyncio.to_thread(process.start)

    async def _stop(self, processes):
        process = self.chance.choice(processes)
        process.send(signal.SIGSTOP)
        await asyncio.sleep(self.chance.uniform(0.2, 1.5))
        process.send(signal.SIGCONT)

    async def _jump(self, way):
        """Set the wall clock of gateways and workers by minutes to hours; PostgreSQL keeps the true time."""
        self.clock.set(way * self.chance.randint(*JUMP))
        for process in self.processes:
            process.send(signal.SIGUSR1)

    async def _drop(self):
        for reader in self.chance.sample(self.readers, len(self.readers) // 2):
            reader.drop()

    async def _double(self):
        """Somebody opens a second connection with the same credentials, for a while."""
        account = self.chance.choice(list(self.tokens))
        topics = ["field:f0", *(f"club:{club}" for club in self.clubs)]
        self.doubled.append(Reader(self.ports, topics, account, self._token_of(account)))
        self._read(self.doubled[-1])
        if len(self.doubled) > DOUBLED:
            gone = self.doubled.pop(0)
            self.reading.pop(gone).cancel()
            gone.client.disconnect()

    async def _end_backends(self):
        sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1"
        for role in ("gateway", "worker"):
            await self._sql(sql, f"commonweal-{role}")

    async def _hold(self):
        """Keep a transaction open that has its number, and then what it wrote, or not."""
        import meadow.plugin

        with suppress(*_FAILURES):
            async with self.database.write() as work:
                await meadow.plugin.grow(work, "f0", -1)
                await asyncio.sleep(self.chance.uniform(0.2, 1.5))
                if self.chance.random() < 0.5:
                    await work.execute("SELECT 1 / 0")

    async def _revoke(self):
        for club in self.clubs:
            for account in self.tokens:
                await self._do("leave", club, account)
        for account in self.tokens:
            await self._do("join", self.chance.choice(self.clubs), account)

    async def _restart(self):
        await asyncio.to_thread(self.cluster.stop)
        await asyncio.to_thread(self.cluster.start)

    async def _kill_database(self):
        pid = int((self.cluster.directory / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        await asyncio.to_thread(self.cluster.start)

    async def _sql(self, sql, *arguments):
        with suppress(*_FAILURES):
            async with self.database.direct_connection() as connection:
                await connection.fetch(sql, *arguments)

    def _process(self, role, changes):
        environment = {**_SETTINGS, "COMMONWEAL_PLUGINS__ENABLED": ",".join(with_requirements(["barn"]))}
        environment = web_environment(self.home, self.settings, environment | changes)
        return Process(role, environment, PLUGINS, self.home, self.clock)

    async def end(self):
        """Stop the traffic, wait until all is heard and done, and return what was wrong."""
        await _cancelled(self.traffic)
        log = await self._settled()
        await _cancelled(list(self.reading.values()))
        found = [each for reader in self.readers for each in reader.wrong]
        found += [each for reader in self.readers for each in problems(log, reader.client)]
        return found + await self._all_done()

    async def _all_done(self):
        """Wait until the workers have done everything, and return what is wrong with it."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while asyncio.get_running_loop().time() < deadline:
            self.revive()
            with suppress(*_FAILURES):
                if not await fault_barn.unfinished(self.database):
                    break
            await asyncio.sleep(0.2)
        return await fault_barn.barn_problems(self.database)

    async def _settled(self):
        """Wait until every open stretch has reached the end of the log, and return what the log says."""
        books = World.__new__(World)
        books.database = self.database
        newest = None  # of the traffic: the gateways' canaries go on writing
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while True:
            self.revive()
            with suppress(*_FAILURES):
                newest = newest or max(tuple(each.position) for each in await books.stored())
                behind = [each for each in self.reading if not each.client.has_reached(newest)]
                if not behind or asyncio.get_running_loop().time() > deadline:
                    assert not behind, f"{len(behind)} readers did not catch up"
                    return await books.log()
            await asyncio.sleep(0.2)

    def frames(self):
        """Count what was received."""
        return sum(len(each.frames) for reader in self.readers for each in reader.client.stretches)


async def _cancelled(tasks):
    for task in tasks:
        task.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if not isinstance(outcome, asyncio.CancelledError):
            raise outcome or AssertionError("a task ended by itself")


@asynccontextmanager
async def fault_world(home, seed):
    """Have a world for the block."""
    home.mkdir(parents=True, exist_ok=True)
    cluster = Cluster(home / "postgres")
    address = await asyncio.to_thread(cluster.start)
    settings = DatabaseSettings(driver="external", url=Secret(address))
    world = None
    try:
        await Migrator(settings, sources_of(with_requirements(["barn"]))).apply()
        roomy = msgspec.structs.replace(settings, pool_max=8)
        database = await Database.connect(roomy, application_name="faults")
        async with doorbell(database):
            world = FaultWorld(home, settings, cluster, database, random.Random(seed))
            await world.begin()
            yield world
        await database.close()
    finally:
        for process in world.processes if world else ():
            process.kill()
        await asyncio.to_thread(cluster.stop)


async def run(home, runs, seed, progress=lambda _done: None):
    """Let so many things go wrong, one after the other; return what was wrong, and figures."""
    chance = random.Random(seed)
    counts = dict.fromkeys(FAULTS, 0)
    async with fault_world(home, seed) as world:
        for number in range(runs):
            [fault] = chance.choices(list(FAULTS), list(FAULTS.values()))
            await world.go_wrong(fault)
            counts[fault] += 1
            await asyncio.sleep(chance.uniform(*PAUSE))
            progress(number + 1)
        wrong = await world.end()
        figures = {"frames": world.frames(), "written": world.written}
        figures["connections"] = sum(reader.connections for reader in world.readers)
        return wrong, counts, figures
