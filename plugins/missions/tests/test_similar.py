"""The page and the API of a mission name open missions like it, or else those of its domain."""

from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from .finding import HEADER, LIST, finding

TITLES = {
    "en": ("Count the birds at dawn", "Counting birds by the lake at dawn", "Read aloud to children"),
    "es": ("Cuenta las aves al amanecer", "Contar aves junto al lago al amanecer", "Lee en voz alta a niños"),
    "zh-Hans": ("清晨清点鸟类", "清晨在湖边清点鸟类", "给孩子们朗读"),
}
HEADINGS = {"en": "Similar missions", "es": "Misiones parecidas", "zh-Hans": "相似的任务"}


@pytest.fixture(scope="module")
def chosen_plugins():
    return ["missions"]


@pytest_asyncio.fixture(loop_scope="session")
async def finder(tmp_path, database_settings):
    async with finding(tmp_path, database_settings) as finder:
        yield finder


async def similar(finder, mission_id, **query):
    """Ask for missions like one: titles with scores, and what the header says."""
    answer = await finder.ask(f"{LIST}/{mission_id}/similar", **query)
    items = answer.json()["items"]
    return {each["mission"]["title"]: each["score"] for each in items}, answer.headers.get(HEADER)


async def three(market):
    """Add three missions in every language, of different domains."""
    texts = [
        {language: {"title": titles[number]} for language, titles in TITLES.items() if language != "en"}
        for number in range(3)
    ]
    domains = ("biodiversity_conservation", "human_rights", "biodiversity_conservation")
    return [
        await market.add(title=title, domain=domain, texts=text)
        for title, domain, text in zip(TITLES["en"], domains, texts, strict=True)
    ]


@pytest.mark.parametrize("language", list(TITLES))
async def test_most_alike_comes_first_in_the_readers_language_whatever_its_domain(market, finder, language):
    missions = await three(market)
    await finder.index(*missions)
    _, alike, other = TITLES[language]

    found, note = await similar(finder, missions[0], reader=language)

    assert list(found) == [alike, other]
    assert found[alike] > 0.5 > found[other]
    assert note is None
    assert list((await similar(finder, missions[0], reader=language, limit=1))[0]) == [alike]


async def test_page_shows_missions_like_it(market, finder):
    missions = await three(market)
    await finder.index(*missions)

    for language, heading in HEADINGS.items():
        async with finder.site.browse(accept_language=language) as client:
            page = (await client.get(f"/missions/{missions[0]}")).text
        assert heading in page
        assert page.index(heading) < page.index(TITLES[language][1]) < page.index(TITLES[language][2])


async def test_closed_mission_leads_to_open_ones_and_none_that_is_closed_is_named(market, finder):
    missions = await three(market)
    await finder.index(*missions)
    for closed in missions[:2]:
        await market.change(closed, archived_at=datetime.now(UTC))
    await market.add(
        title="Over", domain="biodiversity_conservation", expires_at=datetime.now(UTC) - timedelta(1)
    )

    found, _ = await similar(finder, missions[0])

    assert list(found) == [TITLES["en"][2]]


async def test_mission_that_is_not_in_the_index_names_those_of_its_domain(market, finder, principals):
    agent = await principals.agent()
    mine = await market.add(creator_id=agent.account_id, review_status="flagged", published_at=None)
    same = await market.add(title="Of the same domain")
    await market.add(title="Of another", domain="food_security")
    await finder.index(same)

    found, note = await similar(finder, mine, principal=agent)

    assert found == {"Of the same domain": None}
    assert note == "domain"


async def test_without_the_index_those_of_the_domain_are_named(market, finder):
    missions = await three(market)
    await finder.index(*missions)
    await finder.lose_index()

    assert await similar(finder, missions[0]) == ({TITLES["en"][2]: None}, "domain")
    async with finder.site.browse() as client:
        page = (await client.get(f"/missions/{missions[0]}")).text
    assert "More for the same cause" in page
    assert HEADINGS["en"] not in page


async def test_what_one_may_not_read_has_no_likes_and_limits_are_checked(market, finder):
    hidden, shown = await market.add(review_status="flagged"), await market.add()

    async with finder.site.browse() as client:
        lost = await client.get(f"{LIST}/{hidden}/similar")
        wrong = [
            await client.get(f"{LIST}/{shown}/similar", params={"limit": limit}) for limit in (0, 21, "x")
        ]

    assert lost.status_code == 404
    assert [answer.status_code for answer in wrong] == [422] * 3
