"""The JSON API of the marketplace, through the whole app (DOMAIN §3, §7.3)."""

import itertools
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from .conftest import NOW

LIST = "/api/v1/missions"


async def test_list_is_items_and_a_cursor_in_the_house_style(market, client):
    mission_id = await market.add(title="Listen", latitude=19.43789, longitude=-99.12345)

    answer = await client.get(LIST)

    assert answer.status_code == 200
    assert set(answer.json()) == {"items", "next_cursor"}
    (item,) = answer.json()["items"]
    assert UUID(item["id"]) == mission_id
    assert item["reward_minor"] == 1000
    assert item["published_at"].endswith("Z")
    assert datetime.fromisoformat(item["published_at"]) == NOW - timedelta(days=1)
    assert (item["location"]["latitude"], item["location"]["longitude"]) == (19.44, -99.12)
    assert "19.43789" not in answer.text
    assert answer.json()["next_cursor"] is None


@pytest.mark.parametrize("sort", ["newest", "reward", "distance"])
async def test_cursors_lead_through_the_whole_list(market, client, sort):
    added = [
        await market.add(reward_minor=1000 + number % 3, latitude=19.43 + number % 4 / 100, longitude=-99.13)
        for number in range(11)
    ]
    query = {"sort": sort, "limit": "3", "lat": "19.43", "lng": "-99.13"}
    seen, cursor = [], {}
    for _ in itertools.count():
        page = (await client.get(LIST, params={**query, **cursor})).json()
        seen += [UUID(item["id"]) for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}

    assert sorted(seen) == sorted(added)


async def test_cursor_works_only_with_its_filters_and_order(market, client):
    for _ in range(3):
        await market.add()
    cursor = (await client.get(LIST, params={"limit": "1"})).json()["next_cursor"]

    assert (await client.get(LIST, params={"cursor": cursor})).status_code == 200
    for other in ({"sort": "reward"}, {"domain": "elder_care"}, {"q": "mission"}):
        refused = await client.get(LIST, params={"cursor": cursor, **other})
        assert (refused.status_code, refused.json()["code"]) == (400, "invalid_cursor")
    for damaged in ("", "x", cursor[:-1], cursor + "A", "ä"):
        assert (await client.get(LIST, params={"cursor": damaged})).status_code == 400


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ("domain=sports", "domain", "not_a_choice"),
        ("domain=", "domain", "not_a_choice"),
        ("domain=elder_care&domain=x", "domain", "not_a_choice"),
        ("type=walk", "type", "not_a_choice"),
        ("difficulty=hard", "difficulty", "not_a_choice"),
        ("risk=blue", "risk", "not_a_choice"),
        ("language=fr", "language", "not_a_choice"),
        ("sort=random", "sort", "not_a_choice"),
        ("sort=newest&sort=reward", "sort", "too_many"),
        ("sort=distance", "sort", "needs"),
        ("sort=relevance", "sort", "needs"),
        ("sort=relevance&q=%20", "sort", "needs"),
        ("reward_min_minor=ten", "reward_min_minor", "not_a_whole_number"),
        ("reward_min_minor=1_000", "reward_min_minor", "not_a_whole_number"),
        ("reward_min_minor=-1", "reward_min_minor", "too_small"),
        ("reward_max_minor=99999999999999999999", "reward_max_minor", "too_large"),
        ("reward_min_minor=2000&reward_max_minor=1000", "reward_max_minor", "wrong_order"),
        ("lat=19", "lat", "needs"),
        ("lng=19", "lng", "needs"),
        ("radius_km=10", "radius_km", "needs"),
        ("lat=91&lng=0", "lat", "too_large"),
        ("lat=0&lng=-181", "lng", "too_small"),
        ("lat=nan&lng=0", "lat", "not_a_number"),
        ("lat=north&lng=0", "lat", "not_a_number"),
        ("lat=0&lng=0&radius_km=0", "radius_km", "too_small"),
        ("lat=0&lng=0&radius_km=201", "radius_km", "too_large"),
        ("lat=0&lng=0&radius_km=1.5", "radius_km", "not_a_whole_number"),
        ("limit=0", "limit", "too_small"),
        ("limit=101", "limit", "too_large"),
        ("limit=all", "limit", "not_a_whole_number"),
        ("q=" + "x" * 201, "q", "too_long"),
        ("q=a%00b", "q", "invalid"),
        ("skill=" + "x" * 101, "skill", "too_long"),
        ("&".join(f"skill={number}" for number in range(21)), "skill", "too_many"),
        ("colour=red", "colour", "unknown_parameter"),
        ("lang=xx", "lang", "unknown_locale"),
    ],
)
@pytest.mark.parametrize("language", ["en", "es", "zh-Hans"])
async def test_every_wrong_filter_is_named_in_the_readers_language(
    shared_client, query, pointer, code, language
):
    answer = await shared_client.get(f"{LIST}?{query}", headers={"accept-language": language})

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["code"] == "validation_error"
    assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [(pointer, code)]
    assert "⟦" not in answer.text
    assert answer.headers["content-language"] == language


async def test_all_mistakes_are_told_at_once(shared_client):
    answer = await shared_client.get(f"{LIST}?domain=x&risk=y&lat=100&lng=0&limit=0")

    assert [error["pointer"] for error in answer.json()["errors"]] == ["lat", "domain", "risk", "limit"]


async def test_mission_is_given_with_all_its_fields(market, client):
    mission_id = await market.add(
        title="Listen", texts={"es": {"title": "Escucha"}}, latitude=1.234, longitude=2
    )

    mission = (await client.get(f"{LIST}/{mission_id}", headers={"accept-language": "es"})).json()

    assert mission["title"] == "Escucha"
    assert mission["state"] == "open"
    assert mission["origins"]["title"] == {"locale": "es", "provenance": "human", "stale": False}
    assert mission["origins"]["steps"]["locale"] == "en"
    assert mission["fallback"] is True
    assert mission["original"]["title"] == "Listen"
    assert mission["instructions"][1] == {"text": "Look around.", "optional": True}
    assert mission["required_evidence"] == [{"kind": "photo", "description": "A picture.", "required": True}]
    assert mission["location"]["latitude"] == 1.23


@pytest.mark.parametrize(
    ("ask", "title"),
    [
        ({"params": {"lang": "es"}}, "Escucha"),
        ({"params": {"lang": "zh"}}, "倾听"),
        ({"cookies": {"lang": "zh-Hans"}}, "倾听"),
        ({"headers": {"accept-language": "es-MX,es;q=0.8"}}, "Escucha"),
        ({"params": {"lang": "es"}, "cookies": {"lang": "zh-Hans"}}, "Escucha"),
        ({"headers": {"accept-language": "fr"}}, "Listen"),
    ],
)
async def test_language_is_the_parameter_then_the_cookie_then_the_browsers(market, client, ask, title):
    await market.add(title="Listen", texts={"es": {"title": "Escucha"}, "zh-Hans": {"title": "倾听"}})
    client.cookies.update(ask.get("cookies", {}))

    answer = await client.get(LIST, params=ask.get("params"), headers=ask.get("headers"))

    assert answer.json()["items"][0]["title"] == title


@pytest.mark.parametrize("mission_id", ["0198f2a0-0000-7000-8000-000000000000", "1", "not-an-id", "0000000g"])
async def test_unknown_mission_is_not_found(shared_client, mission_id):
    answer = await shared_client.get(f"{LIST}/{mission_id}")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_unapproved_mission_is_not_found(market, client):
    hidden = await market.add(review_status="flagged")

    assert (await client.get(f"{LIST}/{hidden}")).status_code == 404


@pytest.mark.parametrize(
    ("query", "most"),
    [
        ("", 1),
        ("?q=mission&sort=newest", 1),
        ("?lat=19&lng=-99&sort=distance&limit=100", 1),
        ("?q=mission", 3),  # with few missions, those that say only some of the words are sought too
    ],
)
async def test_list_takes_as_many_statements_however_many_missions(market, client, statements, query, most):
    for _ in range(3):
        await market.add(latitude=19, longitude=-99)
    async with statements() as few:
        await client.get(f"{LIST}{query}")
    for _ in range(10):
        await market.add(latitude=19, longitude=-99)
    async with statements() as many:
        await client.get(f"{LIST}{query}")

    assert len(many) <= len(few) == most
