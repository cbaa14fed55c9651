"""The list of the marketplace: what it finds, in which order, and page by page (DOMAIN §7.3)."""

# ruff: noqa: RUF001 - Chinese punctuation and wide letters are what the search must understand

import itertools
import random
from datetime import timedelta

import pytest
from commonweal_missions.filters import ListingFilters, Near
from commonweal_missions.queries.listing import list_missions
from commonweal_missions.queries.overview import overview
from commonweal_missions.rules.geography import Point, distance_m, snap
from commonweal_missions.rules.vocabulary import ContentLocale, Difficulty, Domain, MissionType, Risk, Sort

from .conftest import NOW

ENGLISH, SPANISH, MANDARIN = ContentLocale.ENGLISH, ContentLocale.SPANISH, ContentLocale.MANDARIN
HOME = Point(19.4326, -99.1332)


@pytest.fixture
def listed(database):
    async def listed(reader=ENGLISH, **filters):
        async with database.read() as work:
            page = await list_missions(work, ListingFilters(**filters), reader, NOW, limit=100)
            seen = await overview(work, ListingFilters(**filters), reader, NOW)
        assert seen.missions == len(page.missions)
        return [mission.title for mission in page.missions]

    return listed


async def test_lists_only_approved_missions_with_a_free_slot(market, listed):
    await market.add(title="open")
    await market.add(title="expired", expires_at=NOW)
    await market.add(title="archived", archived_at=NOW)
    for status in ("pending", "flagged", "rejected"):
        await market.add(title=status, review_status=status)
    full = await market.add(title="full", max_claims=2)
    for state in ("active", "verified"):
        await market.claim(full, state=state)
    given_up = await market.add(title="given up")
    await market.claim(given_up, state="abandoned")

    assert set(await listed()) == {"open", "given up"}


async def test_slot_that_becomes_free_opens_the_mission_again(market, listed, database):
    mission = await market.add(title="taken")
    claim = await market.claim(mission)
    assert await listed() == []

    async with database.write() as work:
        await work.execute(
            "UPDATE missions.claim SET state = 'released', finished_at = now() WHERE id = $1", claim
        )

    assert await listed() == ["taken"]


async def test_filters_keep_what_was_asked_for(market, listed):
    await market.add(title="asked", domain="food_security", type="research", difficulty="expert", risk="red")
    await market.add(title="other")

    assert await listed(domains=(Domain.FOOD_SECURITY,)) == ["asked"]
    assert await listed(types=(MissionType.RESEARCH,)) == ["asked"]
    assert await listed(difficulties=(Difficulty.EXPERT,)) == ["asked"]
    assert await listed(risks=(Risk.RED,)) == ["asked"]
    assert len(await listed(domains=(Domain.FOOD_SECURITY, Domain.ELDER_CARE))) == 2
    assert await listed(domains=(Domain.FOOD_SECURITY,), types=(MissionType.INTERVIEW,)) == []


async def test_mission_must_ask_for_all_skills(market, listed):
    await market.add(title="both", required_skills=["mapping", "spanish"])
    await market.add(title="one", required_skills=["mapping"])

    assert set(await listed(skills=("mapping",))) == {"both", "one"}
    assert await listed(skills=("mapping", "spanish")) == ["both"]


async def test_reward_bounds_include_their_ends(market, listed):
    for reward in (10_00, 20_00, 25_00):
        await market.add(title=str(reward), reward_minor=reward)

    assert await listed(reward_min_minor=20_00, sort=Sort.REWARD) == ["2500", "2000"]
    assert await listed(reward_max_minor=20_00, sort=Sort.REWARD) == ["2000", "1000"]
    assert await listed(reward_min_minor=20_00, reward_max_minor=20_00) == ["2000"]


async def test_content_language_keeps_missions_that_exist_in_it(market, listed):
    await market.add(title="english")
    await market.add(title="both", texts={"es": {"title": "ambas"}})
    await market.add(title="español", source_locale="es")
    await market.add(title="hidden", texts={"es": {"title": "oculta", "review_status": "flagged"}})

    assert set(await listed(languages=(SPANISH,))) == {"both", "español"}


@pytest.mark.parametrize(
    ("locale", "title", "found", "missed"),
    [
        (ENGLISH, "Interviewing people about clean water", ["interview water", '"clean water"'], ["wine"]),
        (SPANISH, "Educación para niñas", ["educacion", "educación niña", "NIÑAS"], ["educar perros"]),
        (
            MANDARIN,
            "测量饮用水，记录COVID-19",
            ["饮用水", "水", "测量 covid-19", "ＣＯＶＩＤ"],
            ["用饮", "，"],
        ),
    ],
)
async def test_text_is_found_in_the_readers_language(market, listed, locale, title, found, missed):
    await market.add(title=title, source_locale=str(locale))
    await market.add(title="x", source_locale=str(locale))

    for words in found:
        assert await listed(locale, words=words) == [title], words
    for words in missed:
        assert await listed(locale, words=words) == [], words


async def test_no_text_breaks_the_search(market, listed):
    await market.add(title="something")

    for words in ("'", "a & | !", "\\", "%", "(((", '"', "a:*", "水'|!", "-水", "<->", "the"):
        for reader in ContentLocale:
            await listed(reader, words=words)


async def test_text_search_reads_the_translation_the_reader_would_see(market, listed):
    await market.add(title="Measure water", texts={"es": {"title": "Mide el agua"}})

    assert await listed(SPANISH, words="agua") == ["Mide el agua"]
    assert await listed(SPANISH, words="measure") == []
    assert await listed(ENGLISH, words="measure") == ["Measure water"]


async def test_near_a_point_counts_distance_from_the_snapped_place(market, listed):
    just_inside = Point(HOME.latitude + 0.0851, HOME.longitude)  # snaps to a place 9.7 km away
    await market.add(title="inside", latitude=just_inside.latitude, longitude=just_inside.longitude)
    await market.add(title="far", latitude=21.0, longitude=-101.0)
    await market.add(title="anywhere")
    metres = distance_m(HOME, snap(just_inside))

    assert await listed(near=Near(HOME, metres // 1000 + 1)) == ["inside"]
    assert await listed(near=Near(HOME, metres // 1000)) == []


async def test_shown_place_and_distance_are_those_of_the_grid(market, database):
    exact = Point(19.43789, -99.12345)
    await market.add(latitude=exact.latitude, longitude=exact.longitude)

    async with database.read() as work:
        filters = ListingFilters(near=Near(HOME, 10), sort=Sort.DISTANCE)
        (mission,) = (await list_missions(work, filters, ENGLISH, NOW, limit=5)).missions

    assert Point(mission.location.latitude, mission.location.longitude) == Point(19.44, -99.12) == snap(exact)
    assert mission.distance_m == pytest.approx(distance_m(HOME, snap(exact)), abs=1)


@pytest.mark.parametrize(
    ("centre", "place"), [(Point(0, 179.95), Point(0, -179.95)), (Point(89.9, 10), Point(89.9, -170))]
)
async def test_near_a_point_reaches_over_the_date_line_and_the_poles(market, listed, centre, place):
    await market.add(title="over", latitude=place.latitude, longitude=place.longitude)

    assert await listed(near=Near(centre, 25)) == ["over"]


async def test_sorts_put_newest_richest_or_nearest_first(market, listed):
    for number in range(3):
        await market.add(
            title=str(number),
            published_at=NOW - timedelta(days=number),
            reward_minor=10_00 + (number * 2 % 3) * 100,
            latitude=HOME.latitude + (number * 5 % 3) * 0.05,
            longitude=HOME.longitude,
        )

    assert await listed() == ["0", "1", "2"]
    assert await listed(sort=Sort.REWARD) == ["1", "2", "0"]
    assert await listed(sort=Sort.DISTANCE, near=Near(HOME, 50)) == ["0", "2", "1"]


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("size", [1, 3, 7])
async def test_paging_shows_each_mission_once_even_while_others_come_in(market, database, sort, size):
    chance = random.Random(f"{sort}{size}")

    async def add(title):
        # Few different values, so that many missions tie and only ids tell them apart.
        return await market.add(
            title=title,
            published_at=NOW - timedelta(hours=chance.randrange(4)),
            reward_minor=10_00 + chance.randrange(4) * 100,
            latitude=HOME.latitude + chance.randrange(4) * 0.01,
            longitude=HOME.longitude,
        )

    present = [await add(f"present {number}") for number in range(25)]
    filters = ListingFilters(sort=sort, near=Near(HOME, 25))
    seen, position = [], None
    for _ in itertools.count():
        async with database.read() as work:
            page = await list_missions(work, filters, ENGLISH, NOW, size, position)
        seen += [mission.id for mission in page.missions]
        position = page.next_position
        if position is None:
            break
        await add("came in meanwhile")

    assert len(seen) == len(set(seen))
    assert set(present) <= set(seen)


async def test_card_tells_language_and_provenance_of_its_words(market, database):
    await market.add(
        title="Measure", texts={"es": {"title": "Mide", "provenance": "machine", "source_hash": "0" * 64}}
    )
    async with database.read() as work:
        (mission,) = (await list_missions(work, ListingFilters(), SPANISH, NOW, limit=5)).missions

    assert (mission.title, mission.origins["title"].locale) == ("Mide", SPANISH)
    assert mission.origins["title"].stale
    assert mission.origins["title"].provenance == "machine"
    assert mission.origins["excerpt"].locale == ENGLISH
    assert mission.origins["excerpt"].provenance == "author"
