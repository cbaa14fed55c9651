"""Several people claim one mission together: a slot for each of them, or nothing (DOMAIN §7.2, §12)."""

import asyncio
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import msgspec
import pytest
import pytest_asyncio
from commonweal import Database, Refusal
from commonweal_missions.api import Claimer, TogetherRefused, claim_together, hindrances_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .makers import add_agent, add_human
from .test_claim_storms import BROKEN, broken

NOW = datetime.now(UTC)
STORM = 60


class Party:
    """What claiming together needs of a visit: the database, and the settings as nobody changed them."""

    def __init__(self, database):
        self.database = database
        plugins = {"missions": SimpleNamespace(context=None)}
        self.web = SimpleNamespace(database=database, host=SimpleNamespace(plugins=plugins))

    async def people(self, count):
        async with self.database.write() as work:
            return [await add_human(work) for _ in range(count)]

    async def claim(self, mission, people, *, acknowledged=False, at=NOW):
        """Claim for people, and say how it ended: claims, the code of a refusal, or hindrances."""
        try:
            made = await claim_together(
                self, mission, [Claimer(each, acknowledged=acknowledged) for each in people], at=at
            )
        except TogetherRefused as refusal:
            return refusal.hindrances
        except Refusal as refusal:
            return refusal.code
        return set(made)

    async def hindrances(self, mission, people):
        async with self.database.read() as work:
            return await hindrances_of(self, work, mission, [Claimer(each) for each in people])

    async def holders(self, mission):
        async with self.database.read() as work:
            rows = await work.fetch(
                "SELECT human_id FROM missions.claim WHERE mission_id = $1 AND state = 'active'", mission
            )
        return {row["human_id"] for row in rows}


@pytest_asyncio.fixture
async def party(database_settings):
    settings = msgspec.structs.replace(database_settings, pool_max=40)
    database = await Database.connect(settings, application_name="party")
    yield Party(database)
    await database.close()


async def test_everybody_gets_a_slot_of_their_own_and_a_deadline(party, market):
    people, mission = await party.people(3), await market.add(max_claims=5, told_state="open")

    assert await party.claim(mission, [*people, people[0]]) == set(people)

    assert await party.holders(mission) == set(people)
    assert await broken(party.database) == []


async def test_too_few_slots_give_nobody_one(party, market):
    people, mission = await party.people(3), await market.add(max_claims=2, told_state="open")

    assert await party.claim(mission, people) == "mission_full"

    assert await party.holders(mission) == set()
    assert await party.claim(mission, people[:2]) == set(people[:2])
    assert await broken(party.database) == []


async def test_a_mission_that_is_over_hidden_or_none_is_refused_as_to_one_alone(party, market):
    people = await party.people(2)
    over = await market.add(max_claims=5, expires_at=NOW + timedelta(hours=1))
    hidden = await market.add(max_claims=5, review_status="flagged")

    assert await party.claim(over, people, at=NOW + timedelta(hours=2)) == "gone"
    assert await party.claim(hidden, people) == "not_found"
    assert await party.claim(people[0], people) == "not_found"


async def test_a_refusal_says_what_hinders_whom_and_claims_for_nobody(party, market):
    fine, busy, holder, maker, suspended = people = await party.people(5)
    async with party.database.write() as work:
        agent = await add_agent(work, maker)
        await work.execute("UPDATE identity.account SET state = 'suspended' WHERE id = $1", suspended)
    mission = await market.add(max_claims=9, creator_id=agent, told_state="open")
    for _ in range(3):
        await market.claim(await market.add(), human_id=busy)
    await market.claim(mission, human_id=holder)
    hindered = {
        busy: "claim_limit_reached",
        holder: "already_claimed",
        maker: "forbidden",
        suspended: "forbidden",
    }

    assert await party.claim(mission, people) == hindered

    assert await party.hindrances(mission, people) == hindered
    assert await party.holders(mission) == {holder}
    assert await party.claim(mission, [fine]) == {fine}


async def test_risk_is_accepted_by_each_of_them(party, market):
    careful, hasty = await party.people(2)
    mission = await market.add(max_claims=5, risk="yellow", told_state="open")
    claimers = [Claimer(careful, acknowledged=True), Claimer(hasty)]

    with pytest.raises(TogetherRefused) as refused:
        await claim_together(party, mission, claimers, at=NOW)

    assert refused.value.hindrances == {hasty: "acknowledgement_required"}
    assert await party.hindrances(mission, [hasty]) == {hasty: "acknowledgement_required"}
    assert await party.claim(mission, [careful, hasty], acknowledged=True) == {careful, hasty}


async def test_what_surrounds_a_refused_claim_goes_on_without_a_trace_of_it(party, market):
    people, mission = await party.people(2), await market.add(max_claims=1, told_state="open")

    async with party.database.write():
        assert await party.claim(mission, people) == "mission_full"

    assert await party.holders(mission) == set()
    assert await broken(party.database) == []


async def test_groups_with_members_in_common_storm_few_slots_without_deadlock(party, market):
    people = await party.people(12)
    missions = [await market.add(max_claims=4, told_state="open") for _ in range(6)]
    chance = random.Random(7)
    groups = [(chance.choice(missions), chance.sample(people, chance.randint(1, 4))) for _ in range(STORM)]

    ended = await asyncio.gather(*(party.claim(mission, group) for mission, group in groups))

    claimed = Counter()
    for (mission, group), end in zip(groups, ended, strict=True):
        if isinstance(end, set):
            assert end == set(group)
            claimed[mission] += len(group)
    assert sum(claimed.values()) > 0
    assert {each for each in ended if isinstance(each, str)} <= {"mission_full"}
    for mission in missions:
        assert len(await party.holders(mission)) == claimed[mission]
    assert await broken(party.database) == []


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(
    slots=st.integers(1, 5),
    facts=st.lists(st.sampled_from(["fine", "busy", "holds", "owner"]), min_size=1, max_size=5),
    risk=st.sampled_from(["green", "yellow"]),
    acknowledged=st.booleans(),
)
async def test_all_are_claimed_for_or_none_whatever_the_facts(
    party, market, slots, facts, risk, acknowledged
):
    people = await party.people(len(facts))
    async with party.database.write() as work:
        owner = next((human for human, fact in zip(people, facts, strict=True) if fact == "owner"), None)
        agent = await add_agent(work, owner or await add_human(work))
    mission = await market.add(max_claims=slots, risk=risk, creator_id=agent, told_state="open")
    kept, hindered = set(), set()
    for human, fact in zip(people, facts, strict=True):
        if fact == "busy":
            for _ in range(3):
                await market.claim(await market.add(), human_id=human)
        if fact == "holds" and len(kept) < slots:
            await market.claim(mission, human_id=human)
            kept.add(human)
        if fact == "busy" or human in kept or human == owner or (risk != "green" and not acknowledged):
            hindered.add(human)
    ended = await party.claim(mission, people, acknowledged=acknowledged)
    if hindered:
        assert set(ended) <= hindered or ended == "mission_full"
        assert await party.holders(mission) == kept
    elif len(people) > slots:
        assert ended == "mission_full"
        assert await party.holders(mission) == kept
    else:
        assert ended == set(people)
        assert await party.holders(mission) == set(people)
    async with party.database.read() as work:
        assert await work.fetch(BROKEN) == []
