"""Searching the sample marketplace in three languages: what is alike is found, and nothing else."""

import pytest
import pytest_asyncio

from .finding import HEADER, finding, load

SAID_OTHERWISE = [
    ("en", "birdsong counting at dawn", "Count the birds that wake up"),
    ("en", "wheelchair accessible entrances", "Which public doors"),
    ("en", "bicycle repairing", "What a repair costs"),
    ("es", "reparacion de bicicleta", "Cuánto cuesta reparar"),
    ("es", "potabilidad del agua potable", "¿Dónde se puede beber agua"),
    ("es", "cartas manuscritas para ancianos", "Lleva cartas escritas a mano"),
    ("zh-Hans", "饮用水质量检测", "哪里能喝到不花钱的水"),
    ("zh-Hans", "自行车修理", "修东西要花多少钱"),
    ("zh-Hans", "行道树浇水", "口渴的小树"),
]
WORDS = ("help old people with their phones", "water", "bicycle repairing", "wheelchair accessible entrances")
NARROWED = [
    {"domain": "elder_care"},
    {"domain": ["digital_inclusion", "community_building"], "difficulty": "beginner"},
    {"type": "documentation"},
    {"risk": "green", "reward_min_minor": 1500, "reward_max_minor": 3000},
    {"skill": "photography"},
    {"skill": ["photography", "mapping"]},
    {"language": "es"},
    {"lat": 19.43, "lng": -99.13, "radius_km": 25},
    {"lat": 19.43, "lng": -99.13, "radius_km": 200, "domain": "human_rights"},
]


@pytest.fixture(scope="module")
def chosen_plugins():
    return ["missions"]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def finder(tmp_path_factory, database_server, migration_sources):
    """One marketplace for all tests, which change nothing in it."""
    async with (
        database_server.database(migration_sources) as settings,
        finding(tmp_path_factory.mktemp("site"), settings) as finder,
    ):
        await load(finder.site.database)
        await finder.index()
        yield finder


@pytest.mark.parametrize(("language", "words", "title"), SAID_OTHERWISE)
async def test_mission_that_says_it_otherwise_is_found(finder, language, words, title):
    found = await finder.titles(words, reader=language)

    assert any(title in each for each in found[:5])
    if words != "bicycle repairing":
        assert await finder.titles(words, reader=language, sort="newest") == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "quantum physics lecture"),
        ("en", "football tickets"),
        ("es", "física cuántica"),
        ("es", "gafas graduadas"),
        ("zh-Hans", "足球门票"),
    ],
)
async def test_what_is_about_nothing_of_ours_finds_nothing(finder, language, words):
    assert await finder.titles(words, reader=language) == []


@pytest.mark.parametrize("narrowed", NARROWED, ids=str)
async def test_every_mission_that_is_found_passes_the_filters(finder, narrowed):
    passing = set(await finder.every(limit=100, **narrowed))
    found = [each for words in WORDS for each in await finder.every(q=words, limit=100, **narrowed)]
    everywhere = [each for words in WORDS for each in await finder.every(q=words, limit=100)]

    assert set(found) <= passing
    assert len(set(found)) < len(set(everywhere))
    assert set(found) >= passing & set(everywhere)


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("size", [1, 3, 7, 20])
async def test_pages_hold_each_mission_once_in_the_order_of_the_whole(finder, words, size):
    whole = await finder.every(q=words, limit=100)

    assert len(set(whole)) == len(whole) > 12
    assert await finder.every(q=words, limit=size) == whole


async def test_best_match_is_the_order_only_where_words_are_sought_and_none_is_chosen(finder):
    best = await finder.every(q="water", limit=100)

    assert await finder.every(q="water", limit=100, sort="relevance") == best
    newest = await finder.items("water", limit=100, sort="newest")
    assert [each["published_at"] for each in newest] == sorted(
        (each["published_at"] for each in newest), reverse=True
    )
    assert {each["id"] for each in newest} < set(best)
    assert await finder.every(limit=100) == await finder.every(limit=100, sort="newest")


async def test_answer_of_the_index_is_nothing_to_speak_of(finder):
    assert HEADER not in (await finder.ask(q="water")).headers


async def test_list_page_begins_with_the_best_match_and_offers_other_orders(finder):
    [best, *_] = await finder.titles("bicycle repairing")
    async with finder.site.browse() as client:
        page = (await client.get("/missions", params={"q": "bicycle repairing"})).text
        plain = (await client.get("/missions")).text

    assert page.index(best) < page.index("card-foot")
    assert 'id="sort-relevance"' in page
    assert 'href="/missions?q=bicycle+repairing&amp;sort=newest"' in page
    assert 'id="sort-relevance"' not in plain


async def test_pages_of_the_list_lead_on_from_one_to_the_next(finder):
    whole = await finder.every(q="help old people with their phones", limit=100)
    async with finder.site.browse() as client:
        first = (await client.get("/missions", params={"q": "help old people with their phones"})).text
        address = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
        second = (await client.get(address)).text

    assert all(f"/missions/{each}" in first for each in whole[:24])
    assert all(f"/missions/{each}" in second for each in whole[24:48])


@pytest.mark.parametrize(("language", "words", "title"), SAID_OTHERWISE[::3])
async def test_search_page_finds_missions(finder, language, words, title):
    async with finder.site.browse(accept_language=language) as client:
        page = (await client.get("/search", params={"q": words})).text

    assert title in page


async def test_every_text_of_the_sample_is_in_the_index(finder):
    async with finder.site.database.read() as work:
        texts = await work.fetch_value("SELECT count(*) FROM missions.mission_translation")
        entries = await work.fetch_value(
            "SELECT count(*) FROM vectors.entry WHERE collection = 'missions.mission'"
        )

    assert entries == texts > 1_000
