"""The search page and its API: kinds of things side by side, and no kind that spoils it for the others."""

import asyncio

import pytest
from commonweal import Refusal
from commonweal_vectors import search_kinds
from commonweal_vectors.api import Hit, Hits, Searchable
from commonweal_vectors.search_kinds import Kinds

API = "/api/v1/vectors/search"


@pytest.fixture(scope="module")
def chosen_plugins():
    return ["vectors"]


async def find_trees(visit, words, limit):
    """Find as many trees as are wanted, named after what was sought and by whom."""
    reader = visit.principal.kind
    return Hits(
        [
            Hit(
                title=f"<i>{words}</i> {number}",
                excerpt=f"for a {reader}",
                url=f"/trees/{number}",
                facts=["Tall"],
            )
            for number in range(limit + 3)
        ]
    )


async def find_by_words(visit, words, limit):
    del visit, words, limit
    return Hits(
        [Hit(title="Un banco", excerpt="Bajo el roble", url="/benches/1", locale="es")], by_words=True
    )


async def find_nothing(visit, words, limit):
    del visit, words, limit
    return Hits([])


async def fail(visit, words, limit):
    raise Refusal("not_found")


async def hang(visit, words, limit):
    await asyncio.sleep(60)


def kind(name, find):
    return "vectors", Searchable(name=name, label="vectors-search", more=f"/{name}", find=find)


@pytest.fixture
def with_kinds(site):
    """Let the site find these kinds of things."""

    kinds = Kinds()
    site.host.services.provide(Kinds, kinds)

    def declare(**finds):
        kinds[:] = [kind(name, find) for name, find in finds.items()]

    return declare


async def test_every_kind_is_asked_and_answers_with_its_best(site, with_kinds):
    with_kinds(trees=find_trees, stones=find_nothing)
    async with site.browse() as guest:
        answer = await guest.get(API, params={"q": " oak & ash ", "limit": 2})
    trees, stones = answer.json()["kinds"]
    assert [hit["title"] for hit in trees["items"]] == ["<i>oak & ash</i> 0", "<i>oak & ash</i> 1"]
    assert trees["more"] == "/trees?q=oak+%26+ash"
    assert (stones["items"], stones["answered"], stones["by_words"]) == ([], True, False)
    assert "commonweal-search" not in answer.headers


async def test_a_kind_that_fails_or_is_late_is_left_out_and_named(site, with_kinds, monkeypatch):
    monkeypatch.setattr(search_kinds, "SECONDS", 0.3)
    with_kinds(trees=find_trees, broken=fail, slow=hang)
    async with site.browse() as guest:
        kinds = (await guest.get(API, params={"q": "oak"})).json()["kinds"]
        page = (await guest.get("/search?q=oak", headers={"accept": "text/html"})).text
    assert {each["kind"]: (len(each["items"]), each["answered"]) for each in kinds} == {
        "trees": (5, True),
        "broken": (0, False),
        "slow": (0, False),
    }
    assert "These did not answer in time" in page
    assert 'href="/slow?q=oak"' in page
    assert 'href="/trees/0"' in page


async def test_words_alone_are_admitted_on_the_page_and_in_the_header(site, with_kinds):
    with_kinds(trees=find_trees, benches=find_by_words)
    async with site.browse() as guest:
        assert (await guest.get(API, params={"q": "oak"})).headers["commonweal-search"] == "words"
        assert "commonweal-search" not in (await guest.get(API, params={"q": "oak", "in": "trees"})).headers
        page = (await guest.get("/search?q=oak", headers={"accept": "text/html"})).text
    assert "by their words alone" in page
    assert '<h3 class="search-title" lang="es">' in page
    assert "Español" in page


@pytest.mark.parametrize("language", ["en", "es", "zh-Hans"])
async def test_the_page_is_whole_in_every_language_and_for_every_word(site, with_kinds, language):
    with_kinds(trees=find_trees, stones=find_nothing)
    async with site.browse(accept="text/html") as guest:
        for q, status in (("", 200), ("oak", 200), ("<script>alert(1)</script>", 200), ("x" * 201, 422)):
            page = await guest.get("/search", params={"q": q, "lang": language})
            assert page.status_code == status
            assert page.headers["x-robots-tag"] == "noindex"
            assert '<meta name="robots" content="noindex">' in page.text
            assert "⟦" not in page.text
            assert "<script>alert" not in page.text
            assert ("/trees/0" in page.text) is (bool(q) and status == 200)
        with_kinds(stones=find_nothing)
        assert 'class="empty"' in (await guest.get("/search?q=oak")).text


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("", "q"),
        ("q=", "q"),
        ("q=%20", "q"),
        ("q=a%00b", "q"),
        ("q=" + "x" * 201, "q"),
        ("q=a&limit=0", "limit"),
    ],
)
async def test_a_wrong_question_is_named(site, query, pointer):
    async with site.browse() as guest:
        answer = await guest.get(f"{API}?{query}")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_only_kinds_that_are_there_can_be_asked_for(site, with_kinds):
    with_kinds(trees=find_trees, stones=find_nothing)
    async with site.browse() as guest:
        answer = await guest.get(f"{API}?q=a&in=trees&in=rivers")
    assert answer.status_code == 422
    assert "trees, stones" in answer.json()["errors"][0]["detail"]


async def test_who_searches_too_often_waits(host_with):
    async with host_with("vectors", COMMONWEAL_WEB__LIMITS='{"search": 3}') as site, site.browse() as guest:
        answers = [await guest.get(f"{API}?q=a") for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert (await guest.get("/search", headers={"accept": "text/html"})).status_code == 200
        assert (await guest.get("/search?q=a", headers={"accept": "text/html"})).status_code == 429
