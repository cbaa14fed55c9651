"""Missions are found by words and by likeness, under the reader's rights, with and without the index."""

from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from commonweal import VectorDrivers, VectorError
from commonweal_missions.claims.ending import archive, tell_expired_missions
from commonweal_missions.filters import ListingFilters
from commonweal_missions.finding.asking import ask_by_text
from commonweal_missions.finding.conditions import conditions_of
from commonweal_missions.queries.matching import Position, Ranking
from hypothesis import given
from hypothesis import strategies as st

from .finding import HEADER, finding
from .world import World

BIKES = "Repair bicycles with neighbours"
ASKED = "bicycle repairing neighbourhood"  # of which no mission says every word
NOTE = {
    "en": "Found by words only",
    "es": "Encontradas solo por palabras",
    "zh-Hans": "仅按字词查找",
}


@pytest.fixture(scope="module")
def chosen_plugins():
    return ["missions"]


@pytest_asyncio.fixture(loop_scope="session")
async def finder(tmp_path, database_settings):
    async with finding(tmp_path, database_settings) as finder:
        yield finder


async def proposed(finder, text=ASKED):
    """Ask the index alone."""
    services = finder.site.context("missions").services
    where = conditions_of(ListingFilters(), datetime.now(UTC))
    return [like.id for like in await ask_by_text(services, text, where, 10)]


async def test_mission_is_found_by_pieces_of_its_words_and_others_are_not(market, finder):
    bikes = await market.add(title=BIKES)
    other = await market.add(title="Read to children")
    await finder.index(bikes, other)

    assert await finder.titles(ASKED) == [BIKES]
    assert await finder.titles(ASKED, sort="newest") == []


async def test_what_says_the_words_comes_before_what_is_only_alike(market, finder):
    alike = await market.add(title="Bicycles")
    said = await market.add(title="Repair bicycles")
    await finder.index(said, alike)

    assert await finder.titles("repairing a bicycle") == ["Repair bicycles", "Bicycles"]
    assert await finder.titles("repairing a bicycle", sort="newest") == ["Repair bicycles"]


@pytest.mark.parametrize(
    "change",
    [
        {"review_status": "flagged"},
        {"archived_at": datetime.now(UTC)},
        {"expires_at": datetime.now(UTC) - timedelta(minutes=1)},
        {"slots_taken": 1},
    ],
    ids=lambda change: next(iter(change)),
)
async def test_what_may_not_be_shown_any_more_is_not_though_the_index_still_has_it(market, finder, change):
    bikes = await market.add(title=BIKES)
    await finder.index(bikes)
    await market.change(bikes, **change)

    assert bikes in await proposed(finder) or "expires_at" in change
    assert await finder.titles(ASKED) == []
    assert await finder.titles("repair bicycles") == []


@pytest.mark.parametrize("status", ["pending", "flagged", "rejected"])
async def test_what_is_not_approved_is_not_in_the_index_and_leaves_it(market, finder, status):
    never = await market.add(title=BIKES, review_status=status, published_at=None)
    bikes = await market.add(title=BIKES)
    await finder.index(never, bikes)
    assert await finder.indexed(bikes) == ["en"]

    await market.change(bikes, review_status=status)
    await finder.index(bikes)

    assert await finder.indexed(never) == await finder.indexed(bikes) == []


async def test_authors_find_their_own_missions_by_words_before_they_are_approved(market, finder, principals):
    agent = await principals.agent()
    await market.add(title=BIKES, creator_id=agent.account_id, review_status="flagged", published_at=None)
    await finder.index()

    answer = await finder.ask(principal=agent, q="repair bicycles", mine="true")

    assert [each["title"] for each in answer.json()["items"]] == [BIKES]
    assert HEADER not in answer.headers
    assert await finder.titles("repair bicycles", principal=agent) == []
    assert await finder.titles("-(" * 60) == [], "which is no word, and no error"
    assert await finder.titles("-(" * 60, sort="newest") == []


async def test_words_are_compared_with_every_text_that_may_be_read_and_found_in_the_readers_language(
    market, finder
):
    both = await market.add(title=BIKES, texts={"es": {"title": "Arregla bicicletas con el vecindario"}})
    foreign = await market.add(title="Repair bicycles in spring")
    hidden = await market.add(
        title="Repairing bicycle wheels", texts={"es": {"title": "Ruedas", "review_status": "flagged"}}
    )
    await finder.index(both, foreign, hidden)

    assert set(await finder.titles("bicycle repairing", reader="es")) == {
        "Arregla bicicletas con el vecindario",
        "Repair bicycles in spring",
        "Repairing bicycle wheels",
    }
    assert await finder.titles("ruedas", reader="en") == []
    assert await finder.titles("arreglo de la bicicleta", reader="es") == [
        "Arregla bicicletas con el vecindario"
    ]
    assert len(await finder.titles("bicycle repairing", reader="en")) == 3


@pytest.mark.parametrize("kind", [{"domain": "human_rights"}, {"type": "delivery"}, {"difficulty": "expert"}])
async def test_filters_by_kind_hold_for_what_is_only_alike(market, finder, kind):
    asked_for = await market.add(title=BIKES, **kind)
    other = await market.add(title="Repair bicycles with your neighbours")
    await finder.index(asked_for, other)

    assert len(await finder.items(ASKED)) == 2
    assert [each["id"] for each in await finder.items(ASKED, **kind)] == [str(asked_for)]


async def test_a_mission_is_proposed_while_it_is_open_and_found_in_its_new_words(
    market, finder, database, principals
):
    world, now = World(database, market), datetime.now(UTC)
    bikes = await market.add(title=BIKES, told_state="open")
    await finder.index(bikes)
    assert await proposed(finder) == [bikes]

    await world.claimed(mission_id=bikes)
    await finder.index()
    assert await proposed(finder) == []

    spare = await market.add(title=BIKES, told_state="open", max_claims=2)
    await finder.index(spare)
    await world.claimed(mission_id=spare)
    await finder.index()
    assert await proposed(finder) == [spare]

    async with database.write() as work:
        await archive(work, spare, by_admin=True, at=now)
    await finder.index()
    assert await proposed(finder) == []


async def test_a_mission_that_time_has_passed_by_is_not_proposed_even_before_anybody_says_so(market, finder):
    soon = datetime.now(UTC) + timedelta(seconds=1)
    bikes = await market.add(title=BIKES, told_state="open", expires_at=soon)
    await finder.index(bikes)
    services = finder.site.context("missions").services
    where = conditions_of(ListingFilters(), soon + timedelta(seconds=1))

    assert await ask_by_text(services, ASKED, where, 10) == []


async def test_texts_on_offer_are_those_of_open_missions(market, database):
    """Of which the best match for words is made: the mark follows every change of mission and text."""
    bikes = await market.add(title=BIKES, texts={"es": {"title": "x", "review_status": "flagged"}})

    async def offered():
        async with database.read() as work:
            rows = await work.fetch(
                "SELECT locale FROM missions.mission_translation WHERE mission_id = $1 AND offered", bikes
            )
        return sorted(row["locale"] for row in rows)

    assert await offered() == ["en"]
    async with database.write() as work:
        await work.execute(
            "UPDATE missions.mission_translation SET review_status = 'approved' WHERE mission_id = $1", bikes
        )
    assert await offered() == ["en", "es"]
    for change, back in (
        ({"review_status": "flagged"}, {"review_status": "approved"}),
        ({"archived_at": datetime.now(UTC)}, {"archived_at": None}),
        ({"slots_taken": 1}, {"slots_taken": 0}),
        ({"slots_taken": 1}, {"max_claims": 2}),
        ({"told_state": "expired"}, {"told_state": "open"}),
    ):
        await market.change(bikes, **change)
        assert await offered() == [], change
        await market.change(bikes, **back)
        assert await offered() == ["en", "es"], back


async def test_expiry_takes_the_texts_of_a_mission_off_the_offer(market, database):
    over = await market.add(title=BIKES, told_state="open", expires_at=datetime.now(UTC) - timedelta(hours=1))

    await tell_expired_missions(database, datetime.now(UTC))

    async with database.read() as work:
        marks = await work.fetch(
            "SELECT offered FROM missions.mission_translation WHERE mission_id = $1", over
        )
    assert [row["offered"] for row in marks] == [False]


@pytest.mark.parametrize("language", list(NOTE))
async def test_without_the_index_words_are_sought_and_the_answer_says_so(
    market, finder, language, monkeypatch
):
    bikes = await market.add(
        title=BIKES, texts={"es": {"title": "Arregla bicicletas"}, "zh-Hans": {"title": "修理自行车"}}
    )
    await finder.index(bikes)
    words = {"en": "repair", "es": "arregla", "zh-Hans": "修理"}[language]
    assert HEADER not in (await finder.ask(q=words, reader=language)).headers

    async def unfit(*_, **__):
        raise VectorError("vector_store_unfit", "version 0.1 is too old")

    with monkeypatch.context() as patch:
        store = finder.site.context("vectors").services.get(VectorDrivers).store()
        patch.setattr(store, "search", unfit)
        assert (await finder.ask(q=words, reader=language)).headers[HEADER] == "words"

    await finder.lose_index()

    answer = await finder.ask(q=words, reader=language)
    assert answer.headers[HEADER] == "words"
    assert len(answer.json()["items"]) == 1
    async with finder.site.browse(accept_language=language) as client:
        page = await client.get("/missions", params={"q": words})
        search = await client.get("/search", params={"q": words})
        mission = await client.get(f"/missions/{bikes}")
    assert page.status_code == search.status_code == mission.status_code == 200
    assert NOTE[language] in page.text


async def test_what_says_only_some_of_the_words_comes_behind_what_says_all_unless_some_are_ruled_out(
    market, finder
):
    await market.add(title="Repair bicycles")
    await market.add(title="Repair bicycles with zebras")

    assert await finder.titles("repair bicycles zebras") == ["Repair bicycles with zebras", "Repair bicycles"]
    assert await finder.titles("repair bicycles -zebras") == ["Repair bicycles"]


@pytest.mark.parametrize(
    "change", [{"store": "qdrant", "qdrant_url": "http://127.0.0.1:9"}, {"embedder": "openai"}]
)
async def test_before_there_is_an_index_words_are_sought(tmp_path, database_settings, market, change):
    names = {f"COMMONWEAL_VECTORS__{name.upper()}": value for name, value in change.items()}
    names["COMMONWEAL_VECTORS__EMBEDDER_URL"] = "http://127.0.0.1:9"
    await market.add(title=BIKES)
    async with finding(tmp_path, database_settings, **names) as finder:
        answer = await finder.ask(q="repair")

    assert answer.headers[HEADER] == "words"
    assert [each["title"] for each in answer.json()["items"]] == [BIKES]


@given(order=st.lists(st.uuids(), unique=True, min_size=1, max_size=12), data=st.data())
def test_an_order_goes_on_behind_the_last_one_shown_or_where_that_stood(order, data):
    shown = data.draw(st.integers(1, len(order)))
    last, ahead = order[shown - 1], order[shown:]
    gone = data.draw(st.sets(st.sampled_from(order), max_size=3)) - {last, *ahead}
    left = [each for each in order if each not in gone]
    without = [each for each in order if each != last]

    assert left[Ranking(left).place(Position(shown, last)) :] == ahead
    assert without[Ranking(without).place(Position(shown, last)) :] == ahead
