"""How missions and open claims stand, as streams read them: several at once, told whenever they change."""

from datetime import timedelta

import pytest
from commonweal import Principal, new_id
from commonweal_missions import api
from commonweal_missions.claims.keeping import give_up, report_progress
from commonweal_missions.claims.making import make_claim
from commonweal_missions.queries.mission import find_mission
from commonweal_missions.reading import rights_of
from commonweal_missions.rules.vocabulary import ContentLocale

from .conftest import NOW
from .makers import add_agent, add_human, add_organisation, agent, human
from .world import World, checked

GUEST = Principal(kind="guest", id="somebody")


@pytest.fixture
def world(database, market):
    return World(database, market)


async def standings(database, *mission_ids):
    async with database.read() as work:
        return await api.mission_standings(work, mission_ids)


async def events(database, name):
    async with database.read() as work:
        rows = await work.fetch("SELECT data::text AS data FROM kernel.event WHERE type = $1", name)
    return [row["data"] for row in rows]


async def test_several_missions_are_read_at_once_and_unknown_ones_left_out(database, market):
    open_one, full = await market.add(max_claims=3), await market.add(max_claims=1)
    await market.claim(open_one, state="active")
    await market.claim(open_one, state="abandoned")
    await market.claim(full, state="submitted")
    found = await standings(database, open_one, full, new_id())
    assert set(found) == {open_one, full}
    one, other = found[open_one], found[full]
    assert (one.state, one.slots_left, one.active, one.submitted, one.verified) == ("open", 2, 1, 0, 0)
    assert (other.state, other.slots_left, other.submitted) == ("submitted", 0, 1)


async def test_open_claims_come_with_what_was_handed_in_last(world, database):
    ana, claim, evidence = await world.submitted()
    bruno, other = await world.claimed()
    async with database.read() as work:
        found = await api.open_claims_of(work, [ana, bruno, new_id()])
    assert [len(each) for each in found.values()] == [1, 1, 0]
    assert (found[ana][0].id, found[ana][0].evidence_id) == (claim, evidence)
    assert (found[ana][0].state, found[ana][0].evidence_state) == ("submitted", "pending")
    assert (found[bruno][0].id, found[bruno][0].evidence_id) == (other, None)
    await checked(world, evidence, 0.3)
    async with database.read() as work:
        rejected = (await api.open_claims_of(work, [ana]))[ana][0]
    assert (rejected.state, rejected.evidence_state, rejected.confidence) == ("active", "rejected", 0.3)


async def test_progress_is_told_when_it_changes_and_notes_are_not(world, database):
    ana, claim = await world.claimed()
    for progress, notes in ((40, None), (40, "Three wells so far."), (None, "Four."), (80, None)):
        async with database.write() as work:
            await report_progress(work, claim, ana, progress=progress, notes=notes, at=NOW)
    told = await events(database, "missions.claim_progressed")
    assert ['"progress": 40' in data for data in told] == [True, False]
    assert len(told) == 2


async def test_a_verdict_tells_how_sure_it_is(world, database):
    _, _, evidence = await world.submitted()
    await checked(world, evidence, 0.3)
    told = await events(database, "missions.evidence_state_changed")
    assert ['"confidence": 0.3' in data for data in told] == [False, True]


async def test_a_mission_tells_whether_everybody_saw_it(database, market):
    mission_id, ana = await market.add(max_claims=1), new_id()
    async with database.write() as work:
        made = await make_claim(work, mission_id, ana, acknowledged=True, most_open=3, at=NOW)
    await market.change(mission_id, review_status="flagged")
    async with database.write() as work:
        await give_up(work, made.id, ana, NOW + timedelta(minutes=1))
    assert '"review_status": "approved"' in (await events(database, "missions.mission_claimed"))[0]
    assert '"review_status": "flagged"' in (await events(database, "missions.mission_opened"))[0]


@pytest.mark.parametrize("status", ["approved", "flagged", "rejected"])
async def test_whether_one_may_read_is_what_reading_says(database, market, status):
    async with database.write() as work:
        owner, member, holder, past = [await add_human(work) for _ in range(4)]
        maker, stranger = await add_agent(work, owner), await add_agent(work, member)
        organisation = await add_organisation(work, {member: ("viewer", "active"), past: ("owner", "ended")})
    of_agent = await market.add(creator_id=maker, review_status=status)
    of_members = await market.add(creator_kind="organisation", creator_id=organisation, review_status=status)
    await market.claim(of_agent, human_id=holder)
    people = [human(each) for each in (owner, member, holder, past)]
    for who in (*people, human(owner, "admin"), agent(maker), agent(stranger), GUEST):
        for mission_id in (of_agent, of_members, new_id()):
            async with database.read() as work:
                rights = await rights_of(work, who)
                found = await find_mission(work, mission_id, ContentLocale.ENGLISH, NOW, rights)
                assert await api.may_read(work, who, mission_id) == (found is not None)
