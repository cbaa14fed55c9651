"""What readers ask in the benchmark: each question as an address of the app and as the SQL behind it."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

import asyncpg
from commonweal.web.cursors import Cursors
from commonweal_missions.filters import FilterReader, ListingFilters
from commonweal_missions.pages.market import PAGE_SIZE
from commonweal_missions.paging import write_cursor
from commonweal_missions.parameters import LIMIT_DEFAULT
from commonweal_missions.queries.listing import listing_statement
from commonweal_missions.queries.matching import Position
from commonweal_missions.queries.mission import mission_statement
from commonweal_missions.rules.vocabulary import ContentLocale

READER = ContentLocale.ENGLISH
API = "/api/v1"
ADDRESS = f"{API}/missions"
VARIANTS = 32  # different questions of each scenario
PAGES = ("page of the list", "page near a city", "page of one mission")
"""The scenarios that ask for pages: the floor reads the same missions, and draws and counts nothing."""
WORDS = ("water", "school", "older people", "garden", "solar", "library", "river", "clinic")


class Question(NamedTuple):
    """A question to the app, and the statement that reads the same rows."""

    path: str
    sql: str
    arguments: list[object]


async def scenarios(
    connection: asyncpg.Connection, cursors: Cursors, now: datetime
) -> dict[str, list[Question]]:
    """Make the questions of every scenario, the same ones for the same marketplace."""
    chance = random.Random("questions")
    cities = await connection.fetch(
        "SELECT latitude, longitude FROM missions.place WHERE city_id IS NULL ORDER BY slug"
    )
    missions = await connection.fetch(
        "SELECT id, published_at FROM missions.mission WHERE review_status = 'approved'"
        " ORDER BY published_at DESC, id DESC"
    )
    deep = chance.sample(missions[len(missions) // 10 : -len(missions) // 5], VARIANTS)
    numbers = range(VARIANTS)
    near = [
        {
            "lat": f"{city['latitude'] + chance.gauss(0, 0.02):.4f}",
            "lng": f"{city['longitude'] + chance.gauss(0, 0.02):.4f}",
            "radius_km": "25",
            "sort": "distance",
        }
        for city in (cities[number % len(cities)] for number in numbers)
    ]
    kinds = await connection.fetch(
        "SELECT domain, difficulty FROM missions.mission GROUP BY 1, 2 HAVING count(*) > 20 ORDER BY 1, 2"
    )
    return {
        "first page, newest": [_listing({}, now)],
        "domain and difficulty": [
            _listing(dict(values), now) for values in chance.sample(kinds, min(VARIANTS, len(kinds)))
        ],
        "a page deep down": list(_deep(cursors, deep, now)),
        "by reward": [_listing({"sort": "reward"}, now)],
        "words": [_listing({"q": word, "sort": "newest"}, now) for word in WORDS],
        "within 25 km, by distance": [_listing(values, now) for values in near],
        "one mission": list(_single([row["id"] for row in chance.sample(missions, VARIANTS)])),
        "page of the list": [_page(_listing({}, now, PAGE_SIZE))],
        "page near a city": [_page(_listing(values, now, PAGE_SIZE)) for values in near],
        "page of one mission": [
            _page(each) for each in _single([row["id"] for row in chance.sample(missions, VARIANTS)])
        ],
    }


def _page(question: Question) -> Question:
    return question._replace(path=question.path.removeprefix(API))


def _listing(values: dict[str, str], now: datetime, size: int = LIMIT_DEFAULT) -> Question:
    statement = listing_statement(_filters(values), READER, now, size)
    query = f"?{urlencode(values)}" if values else ""
    return Question(ADDRESS + query, statement.text, statement.arguments)


def _filters(values: dict[str, str]) -> ListingFilters:
    return FilterReader({name: [value] for name, value in values.items()}).read()


def _deep(cursors: Cursors, missions: Sequence[asyncpg.Record], now: datetime) -> Iterator[Question]:
    """Ask for the pages that follow some missions, as a reader who leafed there would."""
    filters = ListingFilters()
    for mission in missions:
        position = Position(mission["published_at"], mission["id"])
        cursor = write_cursor(cursors, filters, READER, position)
        statement = listing_statement(filters, READER, now, LIMIT_DEFAULT, position)
        yield Question(f"{ADDRESS}?{urlencode({'cursor': cursor})}", statement.text, statement.arguments)


def _single(ids: Sequence[UUID]) -> Iterator[Question]:
    for mission_id in ids:
        yield Question(f"{ADDRESS}/{mission_id}", *mission_statement(mission_id, READER))
