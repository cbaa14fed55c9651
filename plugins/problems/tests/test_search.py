"""Searching problems and solutions: by words in three languages, by likeness, and by both made one."""

from typing import get_args

import pytest
from commonweal import SampleData
from commonweal_problems.rules.vocabulary import Locale
from commonweal_problems.words import LOCALES

from .conftest import Village, problem
from .likeness import (
    API,
    GRIFOS,
    HEADER,
    PHARMACY,
    SWIFTS,
    TAPS,
    found,
    index,
    proposed,
    report,
    reported,
    withhold,
)
from .test_twins import OTHER


@pytest.fixture(scope="module")
def chosen_plugins():
    return ["problems"]


def test_every_language_of_a_text_has_its_search():
    assert get_args(Locale) == LOCALES


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tap", [0]),  # stems: the text says taps
        ("queueing families", [0, 1]),  # all words, then some of them
        ('"public taps"', [0]),
        ("lower quarter", [0]),  # the place
        ("nests -colony", []),
        ("grifo seco", [1]),
        ("presion", [1]),  # typed without its accent
        ("mañana", [1]),
        ("san martin", [1]),
        ("药店", [2]),
        ("药", [2]),  # one character
        ("城东", [2]),
        ("急诊药店", [2]),  # pairs that do not follow each other: some of them
        ("the", []),
        ("%", []),
    ],
)
async def test_words_are_found_in_the_language_of_each_text(site, village, words, expected):
    ids = await reported(site, village, TAPS, GRIFOS, PHARMACY, SWIFTS)
    async with site.browse() as guest:
        listed, by_words = await found(guest, q=words)
    assert listed == [ids[each] for each in expected]
    assert by_words == "words", "there is no index yet, and the answer says so"


async def test_what_has_the_words_in_its_title_comes_first(site, village):
    late = problem(
        title="Benches are missing", description="A long text about a harbour. " * 9 + "And a well."
    )
    ids = await reported(site, village, late, problem(title="The well of the harbour is closed"))
    async with site.browse() as guest:
        assert (await found(guest, q="well harbour"))[0] == ids[::-1]


async def test_likeness_finds_what_says_the_words_otherwise(site, village):
    ids = await reported(site, village, TAPS, GRIFOS, PHARMACY, SWIFTS)
    await index(site)
    async with site.browse() as guest:
        assert await found(guest, q="renovating without swifts and birds") == ([ids[3]], None)
        assert await found(guest, q="renovating without swifts and birds", sort="newest") == ([], None)
        assert await found(guest, q="夜间药店信息") == ([ids[2]], None)
        assert await found(guest, q="grifos públicos secos") == ([ids[1]], None)
        assert await found(guest, q="-(" * 60, sort="newest") == ([], None), "no word, and no error"
        assert await found(guest, q="quantum computing") == ([], None), "what is not alike does not flood in"


async def test_a_search_keeps_to_every_filter_of_the_list(site, village):
    agent = await village.agent()
    own = {**OTHER, "location_name": "Lower quarter", "severity": "low"}
    ids = [*await reported(site, village, TAPS), (await report(site, agent, own))["id"]]
    await index(site)
    query = "public taps lower quarter"
    async with site.browse(agent) as client:
        assert set((await found(client, q=query))[0]) == set(ids)
        for filters, expected in (
            ({"severity": "low"}, [ids[1]]),
            ({"severity": "high"}, [ids[0]]),
            ({"domain": "elder_care"}, []),
            ({"state": "archived"}, []),
            ({"mine": "true"}, [ids[1]]),
        ):
            assert (await found(client, q=query, **filters))[0] == expected, filters


async def test_what_is_no_longer_approved_is_not_shown_though_it_is_in_the_index(site, village):
    ids = await reported(site, village, TAPS, SWIFTS)
    await index(site)
    await withhold(site, ids[0])
    async with site.browse() as guest:
        assert await found(guest, q="dry taps of the lower quarter") == ([], None)
        page = await guest.get("/problems?q=taps", headers={"accept": "text/html"})
        assert ids[0] not in page.text
        everything = await guest.get("/api/v1/vectors/search?q=taps")
        assert ids[0] not in everything.text


async def test_what_is_taken_back_leaves_the_index_and_so_do_its_solutions(site, village):
    [made] = await reported(site, village, TAPS)
    solution_id = await proposed(site, await village.agent(), made)
    await index(site)
    assert await _entries(site) == {made, solution_id}
    async with site.browse(await village.human(0, "admin")) as admin:
        sent = {"kind": "problems.problem", "id": made, "reason": "dangerous"}
        assert (await admin.post("/api/v1/review/reports", json=sent)).status_code == 201
    await site.settle()
    assert await _entries(site) == set()


async def test_solutions_are_found_as_problems_are(site, village):
    first, second = await reported(site, village, TAPS, SWIFTS)
    taps = await proposed(site, await village.agent(), first)
    boxes = await proposed(
        site,
        await village.agent(),
        second,
        title="Boxes for swifts on every scaffold",
        description="Carpenters make boxes from waste wood, and builders hang them before they close a hole.",
        approach="A list of nests is drawn up in May, the boxes are hung in June and counted in August.",
    )
    url = f"{API}/solutions"
    async with site.browse() as guest:
        assert await found(guest, url, q="census") == ([taps], "words")
        await index(site)
        assert await found(guest, url, q="wooden nesting boxes for the swift") == ([boxes], None)
        assert await found(guest, url, q="census", domain="elder_care") == ([], None)
        assert await found(guest, url, q="census", problem_id=second) == ([], None)
        page = await guest.get("/solutions?q=boxes", headers={"accept": "text/html"})
        assert boxes in page.text
        assert taps not in page.text


async def test_parts_of_a_list_by_relevance_join_without_a_gap(site, village):
    words = ["brook", "school", "clinic", "market", "forest", "harbour", "library"]
    sent = [
        problem(
            title=f"The lamps near the {word} are broken",
            description=f"At night nobody sees the way. {word} " * 6 + "needs light, say all who pass there.",
        )
        for word in words
    ]
    ids = await reported(site, village, *sent)
    await index(site)
    listed, cursor = [], None
    async with site.browse() as guest:
        for _ in range(4):
            query = {"q": "broken lamps", "limit": 2, **({"cursor": cursor} if cursor else {})}
            answer = (await guest.get(API, params=query)).json()
            listed += [each["id"] for each in answer["items"]]
            cursor = answer["next_cursor"]
        assert cursor is None
        whole = (await found(guest, q="broken lamps", limit=100))[0]
        assert listed == whole
        assert set(listed) == set(ids)
        first = (await guest.get(API, params={"q": "broken lamps", "limit": 2})).json()["next_cursor"]
        wrong = await guest.get(API, params={"q": "broken lamp", "limit": 2, "cursor": first})
        assert wrong.json()["code"] == "invalid_cursor"


async def test_a_sample_that_is_loaded_later_is_found_by_likeness(site):
    await index(site)
    for _, sample in site.host.collect_each("commonweal_sample_data", SampleData):
        async with site.database.write() as work:
            await sample.load(work, lambda _done, _of: None)
    await site.settle()
    async with site.database.read() as work:
        expected = await work.fetch_value(
            "SELECT (SELECT count(*) FROM problems.problem) + (SELECT count(*) FROM problems.solution)"
        )
    assert len(await _entries(site)) == expected > 5
    async with site.browse() as guest:
        assert (await found(guest, q="without water in the pipes and llaves públicas"))[1] is None


@pytest.mark.parametrize("part", ["store = 'qdrant'", "embedder = 'openai'"])
async def test_while_a_part_is_down_words_are_searched_and_writes_wait(host_with, part):
    """What answers searches now lies where nobody answers: a port that is closed."""
    nowhere = "http://127.0.0.1:9"
    changes = {"COMMONWEAL_VECTORS__QDRANT_URL": nowhere, "COMMONWEAL_VECTORS__EMBEDDER_URL": nowhere}
    async with host_with("problems", **changes) as site:
        village = Village(site.database)
        [taps] = await reported(site, village, TAPS)
        await index(site)
        async with site.database.write() as work:
            await work.execute(f"UPDATE vectors.generation SET {part}")
        [swifts] = await reported(site, village, SWIFTS)
        await site.settle()
        async with site.browse() as guest:
            assert await found(guest, q="nests") == ([swifts], "words")
            assert await found(guest, f"{API}/solutions", q="nests") == ([], "words")
            page = await guest.get("/problems?q=nests", headers={"accept": "text/html"})
            assert (page.status_code, "by their words alone" in page.text) == (200, True)
            everything = await guest.get("/api/v1/vectors/search?q=nests")
            assert everything.headers[HEADER] == "words"
            page = await guest.get("/search?q=nests", headers={"accept": "text/html"})
            assert (page.status_code, "by their words alone" in page.text) == (200, True)
        async with site.database.read() as work:
            waiting = await work.fetch("SELECT document_id FROM vectors.change")
        assert [str(row["document_id"]) for row in waiting] == [swifts]

        async with site.database.write() as work:
            await work.execute("UPDATE vectors.generation SET store = 'pgvector', embedder = 'hashing'")
            await work.execute("UPDATE vectors.change SET due_at = now()")
        await index(site)
        async with site.browse() as guest:
            assert await found(guest, q="renovating without swifts and birds") == ([swifts], None)
        assert await _entries(site) == {taps, swifts}


@pytest.mark.parametrize(
    ("query", "pointer"), [("sort=relevance", "sort"), ("q=" + "x" * 201, "q"), ("sort=best&q=a", "sort")]
)
async def test_a_wrong_search_is_named(site, query, pointer):
    async with site.browse() as guest:
        for url in (API, f"{API}/solutions"):
            answer = await guest.get(f"{url}?{query}")
            assert answer.status_code == 422
            assert answer.json()["errors"][0]["pointer"].endswith(pointer)


async def _entries(site):
    async with site.database.read() as work:
        rows = await work.fetch("SELECT document_id FROM vectors.entry")
    return {str(row["document_id"]) for row in rows}
