"""What the index is told of missions, and after which events."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from commonweal import GeoPoint, check_filter
from commonweal_missions.claims.events import STATE_EVENTS
from commonweal_missions.filters import ListingFilters, Near
from commonweal_missions.finding.collection import FIELDS, MISSIONS
from commonweal_missions.finding.conditions import conditions_of
from commonweal_missions.missions.events import MISSION_EVENTS
from commonweal_missions.rules.geography import Point, snap
from commonweal_missions.rules.vocabulary import ContentLocale, Domain, MissionType
from commonweal_missions.translations.events import TRANSLATION_EVENTS
from hypothesis import given
from hypothesis import strategies as st


async def read(database, *ids):
    async with database.read() as work:
        return {(each.id, each.part): each for each in await MISSIONS.documents(work, ids)}


async def test_every_text_of_a_mission_is_a_document_with_its_title_first(market, database):
    mission = await market.add(title="Measure", texts={"es": {"title": "Mide"}})

    texts = await read(database, mission)

    assert texts[mission, "en"].text == "Measure\nWhat this is about: Measure.\nGo there.\nLook around."
    assert texts[mission, "es"].text == "Mide"
    assert set(texts) == {(mission, "en"), (mission, "es")}


async def test_fields_say_what_the_filters_ask_for_and_the_place_is_the_snapped_one(market, database):
    expires = datetime.now(UTC) + timedelta(days=3)
    placed = await market.add(
        latitude=19.43789,
        longitude=-99.12345,
        required_skills=["b", "a"],
        expires_at=expires,
        reward_minor=1500,
    )
    anywhere = await market.add(texts={"es": {"title": "Mide"}}, archived_at=datetime.now(UTC))
    texts = await read(database, placed, anywhere)
    fields, others = texts[placed, "en"].fields, texts[anywhere, "es"].fields

    assert set(fields) == set(others) == set(FIELDS)
    assert fields["place"] == GeoPoint(*snap(Point(19.43789, -99.12345)))
    assert (fields["anywhere"], fields["open"], fields["original"]) == (False, True, True)
    assert (fields["skills"], fields["reward"], fields["expires"]) == (["b", "a"], 1500, expires)
    assert (others["anywhere"], others["open"], others["original"]) == (True, False, False)
    assert (others["locale"], others["locales"], others["place"]) == ("es", ["en", "es"], None)


async def test_only_what_everybody_may_read_is_a_document(market, database):
    hidden = await market.add(review_status="flagged")
    half = await market.add(texts={"es": {"title": "Mide", "review_status": "flagged"}})
    texts = await read(database, hidden, half)

    assert set(texts) == {(half, "en")}
    assert texts[half, "en"].fields["locales"] == ["en"]


@pytest.mark.parametrize("size", [1, 2, 10])
async def test_ids_are_listed_in_order_and_only_those_of_documents(market, database, size):
    added = sorted([await market.add() for _ in range(5)])
    await market.add(review_status="pending", published_at=None)
    seen, after = [], None
    async with database.read() as work:
        while page := await MISSIONS.list_ids(work, after, size):
            assert len(page) <= size
            seen, after = [*seen, *page], page[-1]

    assert seen == added


def test_every_event_that_may_change_a_document_names_its_mission():
    assert {*MISSION_EVENTS, *STATE_EVENTS.values(), *TRANSLATION_EVENTS} == set(MISSIONS.changed_by)
    for event, attribute in MISSIONS.changed_by.items():
        assert attribute in {field.name for field in msgspec.structs.fields(event)}


FILTERS = st.builds(
    ListingFilters,
    domains=st.lists(st.sampled_from(Domain), max_size=3).map(tuple),
    types=st.lists(st.sampled_from(MissionType), max_size=3).map(tuple),
    skills=st.lists(st.text(max_size=100).filter(lambda text: "\0" not in text), max_size=3).map(tuple),
    reward_min_minor=st.none() | st.integers(0, 10**11),
    reward_max_minor=st.none() | st.integers(0, 10**11),
    languages=st.lists(st.sampled_from(ContentLocale), max_size=2).map(tuple),
    near=st.none()
    | st.builds(
        Near,
        st.builds(Point, st.floats(-90, 90), st.floats(-180, 180)),
        st.integers(min_value=1, max_value=200),
    ),
    or_anywhere=st.booleans(),
    not_by=st.lists(st.uuids(), max_size=2).map(tuple),
)


@given(filters=FILTERS)
def test_every_filter_of_the_list_can_be_asked_of_the_index(filters):
    check_filter(MISSIONS, conditions_of(filters, datetime.now(UTC)))
