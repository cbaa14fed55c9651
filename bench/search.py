"""Search at size: pages and answers by likeness and words over 200,000 missions with a filled index.

Each mission has a text of its own in three languages, indexed by the default embedder and store; 16 clients
ask ``commonweal web``, one process, for the search page by words that many missions say and by rare ones, the
marketplace by relevance, also with filters, and the JSON API:
as people do, who look at what they found for a second, and then as fast as they are answered. Beside it, in
turns, the page of one mission: what a page takes here that searches nothing. The aim is a p95 of at most
100 ms for the search page.

Run: ``python bench/search.py [missions] [dimensions] [seconds of each round]``; with 1,024 dimensions
building takes four times as long as with 256.
"""

import asyncio
import os
import random
import re
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import asyncpg
import uvloop
from commonweal.storage.connecting import dsn_of
from commonweal.storage.settings import DatabaseSettings
from commonweal.testing.database import DatabaseServer, installed_sources
from commonweal.testing.web import web_environment
from market.load import load, read
from marketplace import CLIENTS, percentiles, prepare, product
from rich.console import Console
from rich.progress import Progress

AIM = 0.1
LOOKED_AT = 1.0  # seconds between an answer and the next question
ROUNDS = 7
COMMONWEAL = Path(sys.executable).with_name("commonweal")

# The sample's texts repeat; five words of each mission's own, from the sample's, tell them apart.
DIFFERENT = """
CREATE TEMPORARY TABLE word AS
SELECT locale, word, row_number() OVER (PARTITION BY locale ORDER BY word) - 1 AS number
FROM (SELECT DISTINCT locale, unnest(regexp_split_to_array(title, '[ ,.:]+')) AS word
      FROM missions.mission_translation) AS used WHERE word <> '';
CREATE INDEX ON word (locale, number);
CREATE TEMPORARY TABLE many AS SELECT locale, count(*) AS words FROM word GROUP BY locale;
SET session_replication_role = replica;
UPDATE missions.mission_translation AS t SET description = t.description || ' ' || own.words
FROM (SELECT t.mission_id, t.locale, string_agg(word.word, ' ') AS words
      FROM missions.mission_translation AS t JOIN many USING (locale)
      CROSS JOIN generate_series(1, 5) AS place
      JOIN word ON word.locale = t.locale
        AND word.number = abs(hashtextextended(t.mission_id::text, place)) % many.words
      GROUP BY 1, 2) AS own
WHERE own.mission_id = t.mission_id AND own.locale = t.locale;
"""
ASKED = (
    "water",
    "older people",
    "clean the river bank",
    "teach children to read",
    "measure the air near a school",
    "repair wells",
    "plantar árboles",
    "ayuda a personas mayores",
    "calidad del agua",
    "社区 花园",
    "空气质量",
    "帮助老人",
)
SELDOM = (
    "umbrella",
    "smoke alarm",
    "river marsh",
    "needle stuffing",
    "paraguas",
    "espinacas",
    "葫芦",
    "菠菜",
)
NARROWED = (
    {"q": "water", "domain": "clean_water_sanitation"},
    {"q": "older people", "domain": "elder_care", "difficulty": "beginner"},
    {"q": "teach children to read", "type": "delivery"},
    {"q": "repair wells", "reward_min": 20},
    {"q": "people", "difficulty": "expert"},
    {"q": "school", "domain": ["education_access", "digital_inclusion"]},
    {"q": "water", "lat": 51.5, "lng": -0.1, "radius_km": 50},
)
CARD = re.compile(r'href="/missions/[0-9a-f-]{36}"')


async def main(count: int, dimensions: int, seconds: float) -> None:
    """Fill a marketplace, index it, serve it, and print what searching it takes."""
    bar = Progress(console=Console(stderr=True), transient=True)
    os.environ["COMMONWEAL_VECTORS__DIMENSIONS"] = str(dimensions)
    with bar, tempfile.TemporaryDirectory() as home:
        async with DatabaseServer.running() as server, server.database(installed_sources()) as settings:
            await prepare(settings, count, datetime.now(UTC), bar)
            missions = await tell_apart(settings)
            took = await index(Path(home), settings, bar)
            async with product(Path(home), settings) as port:
                asked = scenarios(missions)
                await expect_results(port, asked)
                print(
                    f"{count:,} missions in three languages, {dimensions} dimensions, indexed in {took:.0f}"
                    f" s; {CLIENTS} clients; milliseconds from request to answer"
                )
                await measure(port, asked, seconds, bar)


async def tell_apart(settings: DatabaseSettings) -> list[str]:
    """Give each mission a text of its own, and return some of their addresses."""
    connection = await asyncpg.connect(dsn_of(settings))
    try:
        await connection.execute(DIFFERENT)
        await connection.execute("VACUUM ANALYZE missions.mission_translation")
        rows = await connection.fetch("SELECT id FROM missions.mission ORDER BY id LIMIT 5000")
    finally:
        await connection.close()
    return [f"/missions/{row['id']}" for row in random.Random(1).sample(rows, 32)]


async def index(home: Path, settings: DatabaseSettings, bar: Progress) -> float:
    """Build the index of the missions as an operator would, and return how many seconds that took."""
    task, began = bar.add_task("indexing", total=None), time.monotonic()
    environment = {**os.environ, **web_environment(home, settings, {})}
    with (home / "index.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            COMMONWEAL, "vectors", "rebuild", env=environment, stdout=log, stderr=log
        )
        if await process.wait():
            raise SystemExit((home / "index.log").read_text()[-2_000:])
    bar.remove_task(task)
    return time.monotonic() - began


def scenarios(missions: list[str]) -> dict[str, list[str]]:
    """Return the addresses of each scenario."""
    return {
        "search page": [f"/search?{urlencode({'q': words})}" for words in ASKED],
        "search page, rare words": [f"/search?{urlencode({'q': words})}" for words in SELDOM],
        "search API": [f"/api/v1/vectors/search?{urlencode({'q': words})}" for words in ASKED],
        "marketplace by relevance": [
            f"/missions?{urlencode({'q': words, 'sort': 'relevance'})}" for words in ASKED
        ],
        "marketplace, with filters": [
            f"/missions?{urlencode({'sort': 'relevance', **asked}, doseq=True)}" for asked in NARROWED
        ],
        "missions API, relevance": [
            f"/api/v1/missions?{urlencode({'q': words, 'sort': 'relevance'})}" for words in ASKED
        ],
        "page of one mission": missions,
    }


async def expect_results(port: int, asked: dict[str, list[str]]) -> None:
    """Stop where a search finds nothing: its time would say nothing."""
    for name, paths in asked.items():
        for path in paths:
            answer = await read(port, path)
            if not (
                CARD.search(answer)
                if isinstance(answer, str)
                else "/missions/" in str(answer) or answer.get("items")
            ):
                raise SystemExit(f"{name}: nothing is found by {path}")


async def measure(port: int, asked: dict[str, list[str]], seconds: float, bar: Progress) -> None:
    """Ask the scenarios in turns, and print a table for each way of asking."""
    for pause, pace in ((LOOKED_AT, "a second after each answer"), (0, "as fast as they are answered")):
        asking = bar.add_task(pace, total=(ROUNDS + 1) * len(asked))
        taken: dict[str, list[list[float]]] = {name: [] for name in asked}
        for turn in range(ROUNDS + 1):
            for name, paths in asked.items():
                took = await load(port, paths, CLIENTS, seconds + pause * 2, pause)
                taken[name] += [took] if turn else []  # the first only warms up
                bar.advance(asking)
        bar.remove_task(asking)
        show(pace, taken)


def show(pace: str, taken: dict[str, list[list[float]]]) -> None:
    """Print one table."""
    print(f"{pace:<30}{'p50':>9}{'p95':>9}{'p99':>9}{'answers':>10}")
    for name, rounds in taken.items():
        figures = "".join(f"{each * 1e3:>9.1f}" for each in percentiles(rounds))
        print(f"  {name:<28}{figures}{sum(map(len, rounds)):>10}")
    met = percentiles(taken["search page"])[1] <= AIM
    print(f"aim for the search page of a p95 of at most {AIM * 1e3:.0f} ms: {'met' if met else 'missed'}")


if __name__ == "__main__":
    given = sys.argv[1:]
    numbers = [*map(float, given), *(200_000, 256, 2.0)[len(given) :]]
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(round(numbers[0]), round(numbers[1]), numbers[2]))
