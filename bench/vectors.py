"""Vector search at size: our stores beside the same index asked by hand, in turns, in the same run.

Clustered unit vectors with fields to filter by are written through the contract, indexed by ``prepare``, and
asked for the ten nearest: without a filter, with filters that leave 10 %, 1 % and 0.1 %, and with some that
go along with where a question lies, or against it. Recall is against an exact search with numpy. For pgvector
the floor is one statement through bare asyncpg on the very same table and index, with as many candidates.

Run: ``make bench-vectors``, with ``SIZES="100000 500000"``, ``DIMENSIONS="384 1024"`` and ``STORES="pgvector
qdrant"`` to choose. 500,000 of 1,024 dimensions take about 40 minutes and 8 GB of disk on two cores.
"""

import argparse
import asyncio
import random
import re
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import quantiles
from uuid import UUID

import asyncpg
import msgspec
import numpy as np
from commonweal import Collection, Database, Equal, Filter, Item, Services, VectorSettings
from commonweal.plugin.drivers import driver
from commonweal.storage.connecting import dsn_of
from commonweal.storage.settings import DatabaseSettings
from commonweal.testing.database import DatabaseServer, installed_sources
from commonweal.vectors.drivers import STORES, DriverSetup
from commonweal.vectors.store import VectorStore
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

K, QUESTIONS, BATCH, CLIENTS = 10, 200, 500, 8
PER_CLUSTER, REGIONS, SPREAD = 200, 100, 0.8
FIELDS = {"tenth": "keyword", "hundredth": "keyword", "thousandth": "keyword", "region": "keyword"}


class Data(msgspec.Struct, frozen=True):
    """Vectors of length one (items by dimensions, 32-bit floats), the region of each, and the questions."""

    vectors: np.ndarray
    regions: np.ndarray
    questions: np.ndarray
    asked_from: np.ndarray


class Question(msgspec.Struct, frozen=True):
    """One question, its filter, and which items pass it."""

    vector: list[float]
    field: str | None
    value: str | None

    @property
    def where(self) -> Filter | None:
        """The filter, as the contract has it."""
        return Equal(self.field, self.value) if self.field and self.value is not None else None


_TYPE = """
SELECT format_type(atttypid, atttypmod) FROM pg_attribute
WHERE attrelid = $1::regclass AND attname = 'vector'
"""
Ask = Callable[[Question], Awaitable[list[UUID]]]


def make_data(items: int, dimensions: int, seed: int = 20261129) -> Data:
    """Draw items around centres; clusters that lie together share a region of about 1 %."""
    chance = np.random.default_rng(seed)
    clusters = max(REGIONS, items // PER_CLUSTER)
    centres = unit(chance.standard_normal((clusters, dimensions), dtype=np.float32))
    home = chance.integers(clusters, size=items)
    vectors = np.empty((items, dimensions), dtype=np.float32)
    for begin in range(0, items, 50_000):
        part = centres[home[begin : begin + 50_000]]
        noise = chance.standard_normal(part.shape, dtype=np.float32) * np.float32(SPREAD / dimensions**0.5)
        vectors[begin : begin + 50_000] = unit(part + noise)
    asked = chance.integers(items, size=QUESTIONS)
    noise = chance.standard_normal((QUESTIONS, dimensions), dtype=np.float32) * np.float32(
        0.4 / dimensions**0.5
    )
    region = home * REGIONS // clusters
    return Data(vectors, region, unit(vectors[asked] + noise), region[asked])


def unit(vectors: np.ndarray) -> np.ndarray:
    """Give vectors the length one."""
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def fields_of(number: int, region: int) -> dict[str, str]:
    """Return the values by which an item is filtered; all but the region are independent of its vector."""
    mixed = number * 2_654_435_761 % 2**32
    return {
        "tenth": str(mixed % 10),
        "hundredth": str(mixed // 10 % 100),
        "thousandth": str(mixed // 1_000 % 1_000),
        "region": str(region),
    }


def passing(data: Data, field: str | None, value: str | None) -> np.ndarray:
    """Say of each item whether it passes."""
    numbers = np.arange(len(data.vectors), dtype=np.uint64)
    if field is None:
        return np.ones(len(numbers), dtype=bool)
    if field == "region":
        return data.regions == int(value or 0)
    mixed = numbers * np.uint64(2_654_435_761) % np.uint64(2**32)
    divided = {"tenth": (1, 10), "hundredth": (10, 100), "thousandth": (1_000, 1_000)}[field]
    return (mixed // np.uint64(divided[0]) % np.uint64(divided[1])) == np.uint64(int(value or 0))


def scenarios(data: Data) -> dict[str, list[Question]]:
    """Return the questions by what they are filtered by."""
    vectors = [vector.tolist() for vector in data.questions]

    def with_values(field: str | None, values: Sequence[str | None]) -> list[Question]:
        return [Question(vector, field, value) for vector, value in zip(vectors, values, strict=True)]

    chance = random.Random(7)
    far = [str((int(own) + REGIONS // 2) % REGIONS) for own in data.asked_from]
    return {
        "no filter": with_values(None, [None] * QUESTIONS),
        "10 %": with_values("tenth", [str(chance.randrange(10)) for _ in vectors]),
        "1 %": with_values("hundredth", [str(chance.randrange(100)) for _ in vectors]),
        "0.1 %": with_values("thousandth", [str(chance.randrange(1_000)) for _ in vectors]),
        "1 %, around": with_values("region", [str(own) for own in data.asked_from]),
        "1 %, elsewhere": with_values("region", far),
    }


def exact(data: Data, questions: Sequence[Question]) -> list[set[int]]:
    """Return the true nearest of each question."""
    best: list[set[int]] = []
    masks: dict[tuple[str | None, str | None], np.ndarray] = {}
    for begin in range(0, len(questions), 20):
        part = questions[begin : begin + 20]
        scores = np.array([question.vector for question in part], dtype=np.float32) @ data.vectors.T
        for row, question in zip(scores, part, strict=True):
            key = (question.field, question.value)
            if key not in masks:
                masks[key] = passing(data, *key)
            row[~masks[key]] = -np.inf
            most = min(K, int(masks[key].sum()))
            best.append({int(number) for number in np.argpartition(-row, most - 1)[:most]})
    return best


async def fill(store: VectorStore, name: str, data: Data, bar: Progress) -> float:
    """Write all items, and return how long that took in seconds."""
    task = bar.add_task("writing", total=len(data.vectors))
    began = time.monotonic()
    for begin in range(0, len(data.vectors), BATCH):
        items = [
            Item(
                UUID(int=number + 1),
                data.vectors[number].tolist(),
                fields_of(number, int(data.regions[number])),
            )
            for number in range(begin, min(begin + BATCH, len(data.vectors)))
        ]
        await store.upsert(name, items)
        bar.update(task, completed=begin + len(items))
    bar.remove_task(task)
    return time.monotonic() - began


async def build(store: VectorStore, name: str, bar: Progress) -> float:
    """Build the index, and return how long that took in seconds."""
    task = bar.add_task("indexing", total=None)
    began = time.monotonic()
    await store.prepare(name, lambda done, total: bar.update(task, completed=done, total=total or None))
    bar.remove_task(task)
    return time.monotonic() - began


async def timed(ask: Ask, questions: Sequence[Question], answers: list[list[UUID]]) -> list[float]:
    """Ask one question after the other; return the milliseconds each took."""
    took = []
    for question in questions:
        began = time.perf_counter()
        answers.append(await ask(question))
        took.append((time.perf_counter() - began) * 1e3)
    return took


async def asked_by_many(ask: Ask, questions: Sequence[Question]) -> list[float]:
    """Ask with eight clients at once; return the milliseconds each question took."""
    parts = [questions[start::CLIENTS] for start in range(CLIENTS)]
    return [each for took in await asyncio.gather(*[timed(ask, part, []) for part in parts]) for each in took]


def recall(answers: Sequence[Sequence[UUID]], best: Sequence[set[int]]) -> float:
    """Return which part of the true nearest was found."""
    hits = sum(
        len({each.int - 1 for each in given} & true) for given, true in zip(answers, best, strict=True)
    )
    return hits / sum(map(len, best))


def order_of(definition: str | None, kind: str) -> str:
    """Write how an index, or without one the column, orders what is like the first parameter."""
    found = re.search(r"USING hnsw \((.*) (halfvec|vector)_(cosine|ip)_ops\)", definition or "")
    if found is None:
        return f"vector <=> (SELECT $1::real[]::vector::{kind})"
    cast = re.search(r"halfvec\(\d+\)", f"{found[1]} {kind}") or re.search(r"vector\(\d+\)", kind)
    operator = {"cosine": "<=>", "ip": "<#>"}[found[3]]
    return f"{found[1]} {operator} (SELECT $1::real[]::vector::{cast[0] if cast else kind})"


@asynccontextmanager
async def by_hand(settings: DatabaseSettings, name: str) -> AsyncIterator[Ask]:
    """Ask pgvector by one statement on the table that the store made, with as many candidates as it takes."""
    pool = await asyncpg.create_pool(dsn_of(settings), min_size=CLIENTS, max_size=CLIENTS)
    held = await pool.fetchrow("SELECT number, breadth FROM pgvector.collection WHERE name = $1", name)
    table, breadth = f"pgvector.items_{held['number']}", max(40, min(1_000, held["breadth"]))
    definition = await pool.fetchval(
        "SELECT indexdef FROM pg_indexes"
        " WHERE schemaname || '.' || tablename = $1 AND indexdef LIKE '%hnsw%'",
        table,
    )
    order = order_of(definition, await pool.fetchval(_TYPE, table))
    columns = await pool.fetch(
        "SELECT attname, atttypid::regtype::text AS kind FROM pg_attribute"
        " WHERE attrelid = $1::regclass AND attnum > 0",
        table,
    )
    by_field = {
        field: next(row for row in columns if field in row["attname"] and row["kind"] in ("text", "text[]"))
        for field in FIELDS
    }

    async def ask(question: Question) -> list[UUID]:
        condition, values = "true", [question.vector]
        if question.field:
            column = by_field[question.field]
            condition = (
                f"{column['attname']} @> ARRAY[$2::text]"
                if column["kind"] == "text[]"
                else f"{column['attname']} = $2"
            )
            values.append(question.value)
        async with pool.acquire() as connection, connection.transaction():
            await connection.execute(
                f"SET LOCAL hnsw.ef_search = {breadth}; SET LOCAL hnsw.iterative_scan = relaxed_order"
            )
            rows = await connection.fetch(
                f"SELECT id FROM {table} WHERE {condition} ORDER BY {order} LIMIT {K}", *values
            )
        return [row["id"] for row in rows]

    try:
        yield ask
    finally:
        await pool.close()


def figures(took: Sequence[float]) -> str:
    """Write the median and the 95th percentile."""
    cuts = quantiles(took, n=20)
    return f"{cuts[9]:6.1f} {cuts[18]:6.1f}"


async def measure(name: str, items: int, dimensions: int, bar: Progress) -> None:
    """Build one collection in one store, and print what searching it takes."""
    data = make_data(items, dimensions)
    asked = scenarios(data)
    best = {scenario: exact(data, questions) for scenario, questions in asked.items()}
    with tempfile.TemporaryDirectory() as home:
        async with DatabaseServer.running() as server, server.database(installed_sources()) as settings:
            patient = msgspec.structs.replace(settings, statement_seconds=60)
            database = await Database.connect(patient, application_name="bench")
            services = Services()
            services.provide(Database, database)
            store: VectorStore = driver(STORES, name)(DriverSetup(VectorSettings(), services, Path(home)))
            try:
                await one(name, store, patient, data, asked, best, bar)
            finally:
                await store.close()
                await database.close()


async def one(
    name: str,
    store: VectorStore,
    settings: DatabaseSettings,
    data: Data,
    asked: dict[str, list[Question]],
    best: dict[str, list[set[int]]],
    bar: Progress,
) -> None:
    """Fill one store and ask it."""
    collection = Collection(name="bench.vectors", dimensions=data.vectors.shape[1], fields=FIELDS)
    await store.create(collection)
    written, built = await fill(store, collection.name, data, bar), await build(store, collection.name, bar)
    size = await store.measure(collection.name)
    print(
        f"\n{name}, {len(data.vectors):,} x {data.vectors.shape[1]:,}, index {size.index or 'none'}:"
        f" written in {written:.0f} s ({len(data.vectors) / written:,.0f} items/s), indexed in {built:.0f} s,"
        f" {size.vector_bytes / 1e6:,.0f} MB of vectors and fields,"
        f" {size.index_bytes / 1e6:,.0f} MB of indexes"
    )

    async def ours(question: Question) -> list[UUID]:
        [found] = await store.search(collection.name, [question.vector], limit=K, where=question.where)
        return [match.id for match in found]

    print(f"{'':16}  recall@10      1 client: ms p50, p95          8 clients: ms p50, p95")
    print(f"{'':16}  ours  floor    ours          floor          ours          floor")
    async with by_hand(settings, collection.name) if name == "pgvector" else nobody() as floor:
        for scenario, questions in asked.items():
            print(await compare(scenario, ours, floor, questions, best[scenario]))


@asynccontextmanager
async def nobody() -> AsyncIterator[None]:
    """Be no floor."""
    yield None


async def compare(
    scenario: str, ours: Ask, floor: Ask | None, questions: Sequence[Question], best: Sequence[set[int]]
) -> str:
    """Ask both sides in turns, and return the line of the table."""
    sides: list[Ask] = [ours] if floor is None else [ours, floor]
    for side in sides:
        await timed(side, questions[:20], [])
    answers: list[list[list[UUID]]] = [[] for _ in sides]
    alone: list[list[float]] = [[] for _ in sides]
    together: list[list[float]] = [[] for _ in sides]
    for begin in range(0, len(questions), 20):
        for place, side in enumerate(sides):
            alone[place] += await timed(side, questions[begin : begin + 20], answers[place])
    for _ in range(3):
        for place, side in enumerate(sides):
            together[place] += await asked_by_many(side, questions)
    found = [f"{recall(each, best):.3f}" for each in answers] + ["     "] * (2 - len(sides))
    times = [figures(each) for each in alone] + [" " * 13] * (2 - len(sides))
    times += [figures(each) for each in together]
    ratio = ""
    if floor is not None:
        ratio = f"  p95 x {quantiles(alone[0], n=20)[18] / quantiles(alone[1], n=20)[18]:.2f}"
    return f"{scenario:16}  {' '.join(found)}   {'  '.join(times)}{ratio}"


async def main(arguments: Sequence[str]) -> None:
    """Read what to measure, and measure it."""
    parser = argparse.ArgumentParser(description="Measure vector search at size.")
    parser.add_argument("--sizes", nargs="+", type=int, default=[100_000])
    parser.add_argument("--dimensions", nargs="+", type=int, default=[384])
    parser.add_argument("--stores", nargs="+", default=["pgvector"])
    chosen = parser.parse_args(arguments)
    columns = (TextColumn("{task.description:<9}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        for items in chosen.sizes:
            for dimensions in chosen.dimensions:
                for name in chosen.stores:
                    bar.console.print(f"{name}, {items:,} x {dimensions:,}")
                    await measure(name, items, dimensions, bar)
                    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
