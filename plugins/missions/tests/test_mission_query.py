"""One mission as everybody may read it, whatever its state (DOMAIN §5.2, §7)."""

from datetime import timedelta

import pytest
from commonweal import new_id
from commonweal_missions.queries.mission import find_mission
from commonweal_missions.rules.vocabulary import ContentLocale, MissionState, Provenance

from .conftest import NOW


@pytest.fixture
def find(database):
    async def find(mission_id, reader="en", now=NOW):
        async with database.read() as work:
            return await find_mission(work, mission_id, ContentLocale(reader), now)

    return find


async def test_mission_has_all_its_words_and_flags_in_order(market, find):
    mission = await find(await market.add(title="Listen", required_skills=["patience"]))

    assert mission.state is MissionState.OPEN
    assert [(step.text, step.optional) for step in mission.instructions] == [
        ("Go there.", False),
        ("Look around.", True),
    ]
    assert [(item.kind, item.required) for item in mission.required_evidence] == [("photo", True)]
    assert mission.required_skills == ["patience"]
    assert mission.original is None


@pytest.mark.parametrize("status", ["pending", "flagged", "rejected"])
async def test_mission_that_is_not_approved_is_unknown_to_guests(market, find, status):
    assert await find(await market.add(review_status=status)) is None
    assert await find(new_id()) is None


@pytest.mark.parametrize(
    ("claims", "state"),
    [
        ([], MissionState.OPEN),
        ([{"state": "active"}], MissionState.OPEN),
        ([{"state": "active"}, {"state": "active"}], MissionState.CLAIMED),
        ([{"state": "active", "progress": 10}, {"state": "submitted"}], MissionState.IN_PROGRESS),
        ([{"state": "submitted"}, {"state": "verified"}], MissionState.SUBMITTED),
        ([{"state": "verified"}, {"state": "verified"}], MissionState.VERIFIED),
        ([{"state": "abandoned"}, {"state": "released"}, {"state": "active"}], MissionState.OPEN),
    ],
)
async def test_state_follows_from_the_claims(market, find, claims, state):
    mission_id = await market.add(max_claims=2)
    for claim in claims:
        await market.claim(mission_id, **claim)

    mission = await find(mission_id)

    assert mission.state is state
    assert (mission.slots_left > 0) == (state is MissionState.OPEN)


async def test_mission_stays_readable_when_it_expires_or_is_archived(market, find):
    mission_id = await market.add()
    assert (await find(mission_id, now=NOW + timedelta(days=31))).state is MissionState.EXPIRED

    await market.change(mission_id, archived_at=NOW)
    assert (await find(mission_id)).state is MissionState.ARCHIVED


async def test_stale_translation_comes_with_the_original_beside_it(market, find):
    spanish = {"title": "Escucha", "provenance": "machine", "source_hash": "0" * 64}
    mission = await find(await market.add(title="Listen", texts={"es": spanish}), "es")

    assert mission.title == "Escucha"
    assert mission.stale
    assert mission.original.title == "Listen"
    assert mission.origins["title"].provenance is Provenance.MACHINE
    assert mission.fallback  # the steps have no translation
    assert [(language.locale, language.stale) for language in mission.languages] == [
        ("en", False),
        ("es", True),
    ]


async def test_unapproved_translation_is_not_shown(market, find):
    mission = await find(
        await market.add(title="Listen", texts={"es": {"title": "x", "review_status": "pending"}}), "es"
    )

    assert mission.title == "Listen"
    assert mission.fallback


async def test_slots_cannot_be_overdrawn_even_by_raw_sql(market):
    mission_id = await market.add(max_claims=1)
    await market.claim(mission_id)

    with pytest.raises(Exception, match="mission_slots"):
        await market.claim(mission_id)
