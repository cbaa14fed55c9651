"""Missions that suit whoever asks: a human's skills, languages and place, or an agent's specialisations."""

import pytest
import pytest_asyncio
from commonweal_missions.skills import spellings, suggested

from .finding import HEADER, LIST, finding

MATCHING = f"{LIST}/matching"
MEXICO = {"latitude": 19.43, "longitude": -99.13}
LAGOS = {"latitude": 6.52, "longitude": 3.38}
PAGE = "/missions/for-you"


@pytest.fixture(scope="module")
def chosen_plugins():
    return ["missions"]


@pytest_asyncio.fixture(loop_scope="session")
async def finder(tmp_path, database_settings):
    async with finding(tmp_path, database_settings) as finder:
        yield finder


@pytest.fixture
def able(principals, database):
    """Make people whose profile says what a test wants."""

    async def make(**profile):
        human = await principals.human()
        sets = ", ".join(f"{name} = ${number}" for number, name in enumerate(profile, 2))
        if profile:
            async with database.write() as work:
                await work.execute(
                    f"UPDATE identity.human SET {sets} WHERE id = $1", human.account_id, *profile.values()
                )
        return human

    return make


async def suiting(finder, principal, **query):
    """Ask for what suits: titles with what they have in common, and what the header says."""
    answer = await finder.ask(MATCHING, principal, **query)
    items = answer.json()["items"]
    return {each["mission"]["title"]: each["because"] for each in items}, answer.headers.get(HEADER)


async def test_missions_that_ask_for_ones_skills_come_first_and_say_so(market, finder, able):
    missions = [
        await market.add(title="Two of two", required_skills=["first_aid", "mapping"]),
        await market.add(title="One of three", required_skills=["first_aid", "driving", "writing"]),
        await market.add(title="One of one", required_skills=["mapping"]),
        await market.add(title="None", required_skills=["driving"]),
    ]
    await finder.index(*missions)

    found, note = await suiting(finder, await able(skills=["First aid", "mapping"]))

    assert found == {
        "Two of two": ["first_aid", "mapping"],
        "One of one": ["mapping"],
        "One of three": ["first_aid"],
    }
    assert next(iter(found)) == "Two of two"
    assert note is None


@pytest.mark.parametrize(
    ("lang", "title"), [("en", "First aid"), ("es", "Primeros auxilios"), ("zh-Hans", "急救入门")]
)
async def test_missions_whose_text_is_like_a_skill_suit_in_every_language(market, finder, able, lang, title):
    texts = {"es": {"title": "Primeros auxilios"}, "zh-Hans": {"title": "急救入门"}}
    mission = await market.add(title="First aid", texts=texts)
    await finder.index(mission)

    answer = (await finder.ask(MATCHING, await able(skills=["first_aid"]), lang=lang)).json()["items"]

    assert [each["mission"]["title"] for each in answer] == [title]
    assert answer[0]["because"] == []
    assert answer[0]["score"] > 0.15


async def test_what_is_far_away_does_not_suit_but_what_can_be_done_anywhere_does(market, finder, able):
    skills = ["mapping"]
    missions = [
        await market.add(title="Near", required_skills=skills, **MEXICO),
        await market.add(title="Far", required_skills=skills, **LAGOS),
        await market.add(title="Anywhere", required_skills=skills),
    ]
    await finder.index(*missions)

    assert set((await suiting(finder, await able(skills=skills, **MEXICO)))[0]) == {"Near", "Anywhere"}
    assert len((await suiting(finder, await able(skills=skills)))[0]) == 3


async def test_what_one_cannot_read_does_not_suit(market, finder, able):
    missions = [
        await market.add(title="English", required_skills=["mapping"]),
        await market.add(title="Español", required_skills=["mapping"], source_locale="es"),
        await market.add(title="中文", required_skills=["mapping"], source_locale="zh-Hans"),
    ]
    await finder.index(*missions)

    assert set((await suiting(finder, await able(skills=["mapping"], languages=["fr"])))[0]) == {"English"}
    spanish = await able(skills=["mapping"], languages=["es", "fr"])
    assert set((await suiting(finder, spanish))[0]) == {"English", "Español"}
    assert len((await suiting(finder, await able(skills=["mapping"])))[0]) == 3


async def test_ones_own_missions_and_those_one_has_a_claim_of_are_left_out(market, finder, able, database):
    human = await able(skills=["mapping"])
    asked = {"required_skills": ["mapping"], "max_claims": 3}
    agent_id = await owned_agent(database, human)
    missions = [
        await market.add(title="Held", **asked),
        await market.add(title="Done", **asked),
        await market.add(title="Given up", **asked),
        await market.add(title="My agent's", creator_id=agent_id, **asked),
        await market.add(title="Free", **asked),
    ]
    await market.claim(missions[0], human_id=human.account_id)
    await market.claim(missions[1], human_id=human.account_id, state="verified")
    await market.claim(missions[2], human_id=human.account_id, state="abandoned")
    await finder.index(*missions)

    assert set((await suiting(finder, human))[0]) == {"Given up", "Free"}


async def owned_agent(database, human):
    """Make an agent that a human answers for."""
    from commonweal import new_id

    agent_id = new_id()
    async with database.write() as work:
        await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'agent')", agent_id)
        await work.execute(
            "INSERT INTO identity.agent (id, username, display_name, owner_key, owner_id)"
            " VALUES ($1, 'mapper', 'Mapper', '\\x00', $2)",
            agent_id,
            human.account_id,
        )
    return agent_id


async def test_agents_see_what_is_done_in_their_domains(market, finder, principals, database):
    agent = await principals.agent()
    async with database.write() as work:
        await work.execute(
            "UPDATE identity.agent SET specializations = $2 WHERE id = $1",
            agent.account_id,
            ["food_security"],
        )
    missions = [
        await market.add(title="Share food", domain="food_security"),
        await market.add(title="Visit", domain="elder_care"),
        await market.add(title="Mine", domain="food_security", creator_id=agent.account_id),
    ]
    await finder.index(*missions)

    assert await suiting(finder, agent) == ({"Share food": ["food_security"]}, None)
    await finder.lose_index()
    assert await suiting(finder, agent) == ({"Share food": ["food_security"]}, "words")


async def test_what_is_no_longer_approved_does_not_suit_though_the_index_still_has_it(market, finder, able):
    mission = await market.add(title="First aid", required_skills=["first_aid"])
    await finder.index(mission)
    await market.change(mission, review_status="flagged")

    assert (await suiting(finder, await able(skills=["first_aid"])))[0] == {}


async def test_without_the_index_skills_alone_decide(market, finder, able):
    missions = [
        await market.add(title="Draw a map", required_skills=["mapping"]),
        await market.add(title="Mapping for all"),
    ]
    await finder.index(*missions)
    human = await able(skills=["mapping"])
    assert len((await suiting(finder, human))[0]) == 2

    await finder.lose_index()

    assert await suiting(finder, human) == ({"Draw a map": ["mapping"]}, "words")
    async with finder.site.browse(human) as client:
        assert "Found by skills only" in (await client.get(PAGE)).text


async def test_a_profile_without_skills_gets_a_hint_and_guests_must_sign_in(market, finder, able, principals):
    await market.add(required_skills=["mapping"])
    bare = await able()

    assert await suiting(finder, bare) == ({}, "no-skills")
    async with finder.site.browse(bare) as client:
        assert "What can you do?" in (await client.get(PAGE)).text
        assert "Add your skills" in (await client.get("/missions")).text
    async with finder.site.browse() as client:
        assert (await client.get(MATCHING)).status_code == 401
        page = (await client.get("/missions")).text
    assert "Add your skills" not in page
    assert PAGE not in page


async def test_first_page_of_the_market_begins_with_what_suits_until_something_is_asked(market, finder, able):
    missions = [await market.add(title=f"Map {number}", required_skills=["mapping"]) for number in range(5)]
    await finder.index(*missions)
    human = await able(skills=["mapping"])

    async with finder.site.browse(human) as client:
        first = (await client.get("/missions")).text
        asked = [(await client.get("/missions", params=q)).text for q in ({"q": "map"}, {"sort": "reward"})]
        every = (await client.get(PAGE)).text

    assert first.count('class="card missions-card"') == 3 + 5
    assert PAGE in first
    assert not any(PAGE in page for page in asked)
    assert every.count('class="card missions-card"') == 5
    assert every.count("mapping</span>") == 5


async def test_limits_are_checked(finder, able):
    human = await able(skills=["mapping"])
    async with finder.site.browse(human) as client:
        wrong = [await client.get(MATCHING, params={"limit": limit}) for limit in (0, 51, "x")]

    assert [answer.status_code for answer in wrong] == [422] * 3


def test_skills_are_compared_however_they_are_written():
    assert suggested("First  Aid") == "first_aid"
    assert spellings(["First aid", "mapping"]) == ("First aid", "first_aid", "mapping")
