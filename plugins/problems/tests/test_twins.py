"""Twins are refused and named, near ones suggested, whatever the language and the state of the index."""

import asyncio
from uuid import UUID

import pytest
from commonweal_problems.problems.twins import Scores, find_near
from commonweal_problems.rules.likeness import compared

from .conftest import problem
from .likeness import API, GRIFOS, HEADER, PHARMACY, SWIFTS, TAPS, index, report, reported, withhold


@pytest.fixture(scope="module")
def chosen_plugins():
    return ["problems"]


def changed(sent, old, new, more=""):
    """Return a problem with a few words changed, or with more said."""
    return {**sent, "description": sent["description"].replace(old, new) + more}


EDITED = [
    changed(TAPS, "March", "April"),
    changed(GRIFOS, "marzo", "abril"),
    changed(PHARMACY, "家庭", "居民"),
]
NEAR = [
    changed(TAPS, "", "", " The school has no water either, and pupils bring bottles from home."),
    changed(GRIFOS, "", "", " En la escuela tampoco hay agua y los niños llevan botellas desde casa."),
    changed(
        PHARMACY, "", "", "学校附近的诊所周末也不开门、学生受伤后只能等到星期一、家长为此写信给街道办事处。"
    ),
]
OTHER = problem(
    title="Public taps in the northern district give no water at night",
    description="Women walk an hour to the river because the taps of their streets are closed by the "
    "company. Nobody publishes the hours, and complaints are lost.",
)


async def alike(site, agent, sent):
    """Ask what would become of a report."""
    async with site.browse(agent) as client:
        answer = await client.post(
            f"{API}/alike", json={name: sent[name] for name in ("title", "description")}
        )
    assert answer.status_code == 200, answer.text
    return answer.json(), answer.headers.get(HEADER)


@pytest.mark.parametrize("is_indexed", [True, False])
@pytest.mark.parametrize("language", [0, 1, 2], ids=["en", "es", "zh-Hans"])
async def test_an_edited_copy_is_blocked_and_a_longer_story_suggested(site, village, language, is_indexed):
    ids = await reported(site, village, TAPS, GRIFOS, PHARMACY, SWIFTS)
    if is_indexed:
        await index(site)
    agent, twin = await village.agent(), ids[language]
    said = None if is_indexed else "words"

    verdict, header = await alike(site, agent, EDITED[language])
    assert (verdict["verdict"], verdict["near"][0]["id"], header) == ("block", twin, said)
    assert 0.92 <= verdict["near"][0]["likeness"] <= 1
    refused = await report(site, agent, EDITED[language], expect=409)
    assert refused["code"] == "duplicate_content"
    detail = refused["errors"][0]["detail"]
    assert f"/problems/{twin}" in detail
    assert verdict["near"][0]["title"] in detail

    verdict, header = await alike(site, agent, NEAR[language])
    assert (verdict["verdict"], header) == ("suggest", said)
    made = await report(site, agent, NEAR[language])
    assert [each["id"] for each in made["near"]] == [twin]
    assert 0.75 <= made["near"][0]["likeness"] < 0.92
    assert made["by_words"] is not is_indexed


async def test_what_is_only_on_the_same_subject_is_neither_blocked_nor_suggested(site, village):
    await reported(site, village, TAPS)
    await index(site)
    agent = await village.agent()
    assert await alike(site, agent, OTHER) == ({"verdict": "none", "near": [], "by_words": False}, None)
    assert (await report(site, agent, OTHER))["near"] == []


async def test_a_twin_of_a_second_ago_is_blocked_before_the_index_hears_of_it(site, village):
    await reported(site, village, SWIFTS)
    await index(site)
    [fresh] = await reported(site, village, TAPS)
    agent = await village.agent()
    verdict, header = await alike(site, agent, EDITED[0])
    assert (verdict["verdict"], verdict["near"][0]["id"], header) == ("block", fresh, None)
    await report(site, agent, EDITED[0], expect=409)


@pytest.mark.parametrize("same", [True, False])
async def test_of_equal_reports_at_once_one_is_taken_with_an_index_as_without(site, village, same):
    await reported(site, village, SWIFTS)
    await index(site)
    agents = [await village.agent() for _ in range(5)]
    sent = [TAPS if same else {**TAPS, "title": f"{TAPS['title']} {number}"} for number in range(5)]

    async def send(agent, each):
        async with site.browse(agent) as client:
            return await client.post(f"{API}/", json=each)

    answers = await asyncio.gather(*map(send, agents, sent))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 4


async def test_what_was_taken_back_or_archived_is_no_twin_any_more(site, village):
    withheld, archived = await reported(site, village, TAPS, PHARMACY)
    await index(site)
    await withhold(site, withheld)
    async with site.browse(await village.human(0, "admin")) as admin:
        sent = {"reason": "It is over and done with."}
        assert (await admin.post(f"{API}/{archived}/archive", json=sent)).status_code == 204
    agent = await village.agent()
    for each in (EDITED[0], EDITED[2]):
        assert (await alike(site, agent, each))[0]["verdict"] == "none"
        await report(site, agent, each)


async def test_an_edit_into_a_twin_is_refused_and_an_edit_of_its_own_text_is_not(site, village):
    author = await village.agent()
    first = await reported(site, village, TAPS)
    own = (await report(site, author, SWIFTS))["id"]
    await index(site)
    async with site.browse(author) as client:
        refused = await client.patch(f"{API}/{own}", json={"version": 1, "problem": EDITED[0]})
        assert refused.json()["code"] == "duplicate_content"
        assert refused.json()["errors"][0]["pointer"] == "/problem/title"
        assert first[0] in refused.json()["errors"][0]["detail"]
        kept = await client.patch(
            f"{API}/{own}", json={"version": 1, "problem": changed(SWIFTS, "spring", "autumn")}
        )
        assert (kept.status_code, kept.json()["near"]) == (200, [])


async def test_the_index_counts_for_what_it_holds_and_the_words_for_what_was_written_anew(site, village):
    [made] = await reported(site, village, TAPS)
    settings, unlike = {"least": 0.0}, {UUID(made): 0.4}
    text = compared(TAPS["title"], TAPS["description"])
    async with site.database.write() as work:
        [near] = await find_near(work, text, Scores(unlike, by_words=False), **settings)
        assert near.likeness == 0.4
        [near] = await find_near(work, text, Scores({}, by_words=False), **settings)
        assert near.likeness == 1
        await work.execute("UPDATE problems.problem SET version = 2")
        [near] = await find_near(work, text, Scores(unlike, by_words=False), **settings)
        assert near.likeness == 1


async def test_only_who_may_report_may_ask_and_what_is_wrong_is_named(site, village):
    sent = {"title": TAPS["title"], "description": TAPS["description"]}
    for principal, status in ((None, 401), (await village.human(), 403)):
        async with site.browse(principal) as client:
            assert (await client.post(f"{API}/alike", json=sent)).status_code == status
    async with site.browse(await village.agent()) as client:
        for changes, pointer in (({"title": "short"}, "/title"), ({"domain": "elder_care"}, "/domain")):
            answer = await client.post(f"{API}/alike", json={**sent, **changes})
            assert answer.status_code == 422
            assert answer.json()["errors"][0]["pointer"] == pointer
