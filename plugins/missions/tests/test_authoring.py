"""Missions are written, edited, published and settled; an organisation's rewards are held meanwhile."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from commonweal import Refusal, new_id
from commonweal_ledger import api as ledger
from commonweal_missions.claims.ending import archive
from commonweal_missions.missions.publishing import decided, publish
from commonweal_missions.missions.settling import settle
from commonweal_missions.missions.writing import Author, insert_mission, update_mission
from commonweal_missions.queries.mission import find_mission
from commonweal_missions.rules.drafting import MissionDraft, mistakes
from commonweal_missions.rules.vocabulary import ContentLocale, CreatorKind

from .makers import add_solution
from .replay import mismatches

NOW = datetime.now(UTC)
DRAFT = {
    "title": "Count the wells",
    "description": "Find out which wells of the village give water.",
    "instructions": [{"text": "Walk to each well."}, {"text": "Ask who uses it.", "optional": True}],
    "required_evidence": [{"kind": "photo", "description": "A photo of each well."}],
    "domain": "clean_water_sanitation",
    "type": "data_collection",
    "difficulty": "beginner",
    "reward_minor": 12_00,
    "duration_min": 90,
    "expires_at": (NOW + timedelta(days=20)).isoformat(),
    "source_locale": "en",
    "latitude": 19.4,
    "longitude": -99.1,
    "max_claims": 2,
}


def draft(**changes):
    return msgspec.convert({**DRAFT, **changes}, MissionDraft)


@pytest.fixture
def author():
    return Author(CreatorKind.ORGANISATION, new_id(), "Clear Springs")


async def written(database, author, *, pool=100_00, **changes):
    mission_id = new_id()
    async with database.write() as work:
        if author.kind == "organisation":
            await ledger.open_account(work, author.id, "pool")
            if pool:
                await ledger.fund(
                    work,
                    key=f"fund:{author.id}",
                    organisation_id=author.id,
                    amount_minor=pool,
                    reference=new_id(),
                )
        await insert_mission(work, mission_id, draft(**changes), author, "flagged", NOW)
    return mission_id


async def held(database, author):
    async with database.read() as work:
        return (await ledger.balance(work, author.id)).held_minor


async def find(database, mission_id):
    async with database.read() as work:
        return await find_mission(work, mission_id, ContentLocale.ENGLISH, NOW)


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"reward_minor": 25_01}, "/reward_minor"),
        ({"difficulty": "expert"}, "/reward_minor"),
        ({"latitude": None}, "/latitude"),
        ({"longitude": None}, "/longitude"),
        ({"expires_at": NOW.isoformat()}, "/expires_at"),
        ({"expires_at": "2099-01-01T00:00:00"}, "/expires_at"),
    ],
)
def test_what_breaks_a_rule_with_another_field_is_named(changes, pointer):
    assert [found.pointer for found in mistakes(draft(**changes), NOW)] == [pointer]
    assert mistakes(draft(), NOW) == []


async def test_a_mission_is_seen_once_it_is_published_and_its_rewards_are_held(database, author):
    mission_id = await written(database, author)
    assert await find(database, mission_id) is None

    async with database.write() as work:
        await publish(work, mission_id, NOW)
        await publish(work, mission_id, NOW)

    shown = await find(database, mission_id)
    assert (shown.title, shown.state, shown.creator.name) == ("Count the wells", "open", "Clear Springs")
    assert await held(database, author) == 24_00


async def test_a_pool_that_is_too_short_refuses_the_mission(database, author):
    mission_id = await written(database, author, pool=23_99)

    with pytest.raises(Refusal) as refused:
        async with database.write() as work:
            await decided(work, mission_id, "approved")

    assert refused.value.code == "insufficient_tokens"
    assert await find(database, mission_id) is None


async def test_an_edit_raises_the_version_and_holds_what_it_asks_for_now(database, author):
    mission_id = await written(database, author)
    async with database.write() as work:
        await publish(work, mission_id, NOW)
    async with database.write() as work:
        await update_mission(
            work, mission_id, draft(title="Count the springs", max_claims=3), author, "flagged", NOW
        )
    assert await find(database, mission_id) is None

    async with database.write() as work:
        await decided(work, mission_id, "approved")

    shown = await find(database, mission_id)
    assert (shown.title, shown.version, shown.max_claims) == ("Count the springs", 2, 3)
    assert await held(database, author) == 36_00


async def test_a_closed_mission_frees_what_it_held_once(database, author):
    mission_id = await written(database, author)
    async with database.write() as work:
        await publish(work, mission_id, NOW)
        assert not await settle(work, mission_id, NOW)
        await archive(work, mission_id, by_admin=False, at=NOW)

    async with database.write() as work:
        assert await settle(work, mission_id, NOW)
        assert not await settle(work, mission_id, NOW)

    assert await held(database, author) == 0


async def test_a_mission_that_is_over_before_its_approval_holds_and_begins_nothing(database, author):
    problem_id, _ = await solution(database)
    archived = await written(database, author, problem_id=str(problem_id))
    late = await written(database, author, pool=0, problem_id=str(problem_id))
    async with database.write() as work:
        await archive(work, archived, by_admin=False, at=NOW)
        await settle(work, archived, NOW)
    for mission_id, at in ((archived, NOW), (late, NOW + timedelta(days=21))):
        async with database.write() as work:
            await publish(work, mission_id, at)
            await settle(work, mission_id, at)

    assert await held(database, author) == 0
    async with database.read() as work:
        state = await work.fetch_value("SELECT state FROM problems.problem WHERE id = $1", problem_id)
    assert state == "active"
    assert await mismatches(database) == []


async def test_an_edit_holds_no_reward_for_places_that_were_paid(database, author, market):
    mission_id = await written(database, author, max_claims=3)
    async with database.write() as work:
        await publish(work, mission_id, NOW)
    await market.claim(mission_id, state="verified")
    async with database.write() as work:
        await update_mission(work, mission_id, draft(max_claims=4), author, "flagged", NOW)
        await decided(work, mission_id, "approved")

    assert await held(database, author) == 3 * 12_00


async def solution(database):
    async with database.write() as work:
        return await add_solution(work, new_id())


@pytest.mark.parametrize(
    ("latitude", "longitude", "name"),
    [
        (19.4137, -99.1704, "Roma"),  # beside a quarter
        (19.55, -99.05, "Ciudad"),  # in the city, far from its quarters
        (20.9, -99.1, None),  # far from everything
        (None, None, None),
    ],
)
async def test_a_mission_is_called_after_the_nearest_known_place(database, author, latitude, longitude, name):
    city = new_id()
    async with database.write() as work:
        for place, inside, called, at in (
            (city, None, "Ciudad", (19.4326, -99.1332)),
            (new_id(), city, "Roma", (19.4194, -99.1617)),
        ):
            await work.execute(
                "INSERT INTO missions.place (id, slug, city_id, country, names, latitude, longitude)"
                " VALUES ($1, $2, $3, 'MX', jsonb_build_object('en', $4::text), $5, $6)",
                *(place, called.lower(), inside, called, *at),
            )
    mission_id = await written(database, author, latitude=latitude, longitude=longitude)
    async with database.write() as work:
        await publish(work, mission_id, NOW)

    location = (await find(database, mission_id)).location
    assert (location and location.place and location.place.name) == name
    async with database.write() as work:
        moved = draft(latitude=48.2, longitude=16.3)
        await update_mission(work, mission_id, moved, author, "approved", NOW)
    assert (await find(database, mission_id)).location.place is None
