"""Peers are strangers of the right tier: who is left out, and who is asked first."""

from datetime import timedelta

import pytest
from commonweal import Refusal, new_id
from commonweal_missions.evidence.living import lock_evidence
from commonweal_missions.peers.choosing import strangers
from commonweal_missions.peers.leaving import leave, replaced_unless_stranger
from commonweal_missions.peers.reviewing import open_review
from commonweal_missions.settings import MissionsSettings

from .world import NOW, SETTINGS, World, asked, broken, checked, give, judged, open_as

LONG_AGO = NOW - timedelta(days=91)


@pytest.fixture
def world(database, market):
    return World(database, market)


async def found(world, evidence_id, exclude=(), settings=SETTINGS):
    async with world.database.write() as work:
        return await strangers(work, await lock_evidence(work, evidence_id), exclude, settings, NOW)


async def share_mission(world, *people, at=NOW):
    mission = await world.market.add(max_claims=len(people))
    for person in people:
        await world.claimed(person, mission, at=at)
    return mission


async def share_organisation(world, *people, role="viewer"):
    organisation = new_id()
    async with world.database.write() as work:
        await work.execute(
            "INSERT INTO identity.account (id, kind) VALUES ($1, 'organisation')", organisation
        )
        await work.execute(
            "INSERT INTO identity.organisation (id, slug, name) VALUES ($1, $2, 'Water')",
            *(organisation, f"water-{organisation.hex[-8:]}"),
        )
        for person in people:
            await work.execute(
                "INSERT INTO identity.membership (organisation_id, human_id, role, state, joined_at)"
                " VALUES ($1, $2, $3, 'active', now())",
                *(organisation, person, role),
            )
    return organisation


async def endorse(world, endorser, endorsed, at=NOW):
    async with world.database.write() as work:
        await work.execute(
            "INSERT INTO reputation.standing (human_id) VALUES ($1), ($2) ON CONFLICT DO NOTHING",
            *(endorser, endorsed),
        )
        await work.execute(
            "INSERT INTO reputation.endorsement (id, endorser_id, endorsed_id, reason, created_at)"
            " VALUES ($1, $2, $3, 'worked with care', $4)",
            *(new_id(), endorser, endorsed, at),
        )


async def test_who_has_the_tier_and_accepts_reviews_is_a_candidate(world):
    await world.person()
    await world.person("newcomer")
    await world.person("contributor", accepts_reviews=False)
    suspended = await world.person("expert")
    async with world.database.write() as work:
        await work.execute("UPDATE identity.account SET state = 'suspended' WHERE id = $1", suspended)
    peers = {await world.person(tier) for tier in ("contributor", "trusted", "expert")}
    _, _, evidence_id = await world.submitted()
    assert set(await found(world, evidence_id)) == peers


async def test_links_within_two_steps_are_left_out(world):
    human, _, evidence_id = await world.submitted()
    on_mission, endorsed, endorser, colleague, second, third = await world.peers(6)
    await share_mission(world, human, on_mission)
    await endorse(world, human, endorsed)
    await endorse(world, endorser, human)
    await share_organisation(world, human, colleague)
    await share_mission(world, on_mission, second)
    await share_organisation(world, second, third)  # the third step: a stranger
    assert await found(world, evidence_id) == [third]


async def test_links_older_than_90_days_are_forgotten(world):
    human, _, evidence_id = await world.submitted()
    on_mission, endorsed, held = await world.peers(3)
    await endorse(world, human, endorsed, LONG_AGO)
    await share_mission(world, human, on_mission, at=LONG_AGO)
    async with world.database.write() as work:
        await work.execute(
            "UPDATE missions.claim SET state = 'abandoned', finished_at = $2, ended_by = 'human'"
            " WHERE human_id = $1",
            *(on_mission, LONG_AGO),
        )
    await share_mission(world, human, held, at=LONG_AGO)  # claimed long ago, and still held
    assert set(await found(world, evidence_id)) == {on_mission, endorsed}


async def test_whom_one_reviewed_is_no_stranger_for_90_days(world):
    peers = await world.peers(3)
    human, claim_id, evidence_id = await world.submitted()
    await checked(world, evidence_id, 0.6)
    await judged(world, evidence_id, *[("reject", 0.9)] * 3)
    second = await world.submit(human, claim_id, NOW + timedelta(hours=1))
    assert await found(world, second) == []
    _, _, other = await world.submitted()
    assert set(await found(world, other)) == set(peers)


async def test_the_makers_of_a_mission_do_not_review_evidence_for_it(world):
    peers = await world.peers(3)
    organisation = await share_organisation(world, peers[0])
    _, _, evidence_id = await world.submitted(creator_kind="organisation", creator_id=organisation)
    assert set(await found(world, evidence_id)) == set(peers[1:])

    agent = new_id()
    async with world.database.write() as work:
        await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'agent')", agent)
        await work.execute(
            "INSERT INTO identity.agent (id, username, display_name, owner_id, owner_email, owner_key,"
            " framework, specializations, verification, claimed_at, verified_at)"
            " VALUES ($1, 'wells', 'Wells', $2, 'a@example.org', 'a@example.org', 'custom', '{elder_care}',"
            " 'verified', now(), now())",
            *(agent, peers[1]),
        )
    _, _, evidence_id = await world.submitted(creator_kind="agent", creator_id=agent)
    assert set(await found(world, evidence_id)) == {peers[0], peers[2]}


async def test_who_knows_the_domain_comes_first_then_who_has_least_to_do(world):
    busy, free, known = await world.peers(3)
    await share_mission(world, known)
    async with world.database.write() as work:
        await work.execute("UPDATE missions.claim SET state = 'submitted' WHERE human_id = $1", known)
        await work.execute(
            "UPDATE missions.claim SET state = 'verified', finished_at = $2 WHERE human_id = $1",
            *(known, NOW),
        )
    _, _, first = await world.submitted()
    async with world.database.write() as work:
        await work.execute("UPDATE missions.evidence SET state = 'checking'")
        await work.execute("UPDATE missions.evidence SET state = 'peer_review'")
        await work.execute(
            "INSERT INTO missions.peer_review (id, evidence_id, reviewer_id, due_at) VALUES ($1, $2, $3, $4)",
            *(new_id(), first, busy, NOW + timedelta(hours=48)),
        )
    _, _, second = await world.submitted()
    assert await found(world, second) == [known, free, busy]
    assert await found(world, second, settings=MissionsSettings(reviews_per_day=1)) == [known, free]
    assert await found(world, second, exclude={known}) == [free, busy]


async def test_trusted_people_are_asked_first_among_equals(world):
    await world.peers(4)
    trusted = {await world.person("trusted"), await world.person("expert")}
    _, _, evidence_id = await world.submitted()
    assert set((await found(world, evidence_id))[:2]) == trusted


async def test_a_link_that_comes_up_meanwhile_ends_the_review(world):
    await world.peers(3)
    human, _, evidence_id = await world.submitted()
    await checked(world, evidence_id, 0.6)
    (review, reviewer), (other_review, other), _ = await asked(world, evidence_id)
    await open_as(world, review, reviewer)
    await endorse(world, reviewer, human)
    await share_mission(world, human, other)
    with pytest.raises(Refusal, match="not_a_stranger"):
        await give(world, review, reviewer)
    with pytest.raises(Refusal, match="not_a_stranger"):
        await open_as(world, other_review, other)


async def test_a_link_over_somebody_else_ends_the_review_and_the_other_peers_are_none(world):
    peers = await world.peers(3)
    await share_mission(world, *peers)  # whom the first has reviewed is no friend of the others by that
    human, _, evidence_id = await world.submitted()
    await checked(world, evidence_id, 0.6)
    first, second, third = await asked(world, evidence_id)
    for review, reviewer in (first, second):
        await open_as(world, review, reviewer)
        await give(world, review, reviewer)
    friend = await world.person()
    await endorse(world, human, friend)
    await share_mission(world, friend, third[1])
    with pytest.raises(Refusal, match="not_a_stranger"):
        await open_as(world, *third)


async def test_who_is_no_stranger_any_more_makes_room_for_another(world, database):
    await world.peers(4)
    human, _, evidence_id = await world.submitted()
    await checked(world, evidence_id, 0.6)
    (review, reviewer), *others = await asked(world, evidence_id)
    await endorse(world, reviewer, human)
    for _ in range(2):
        with pytest.raises(Refusal, match=r"not_a_stranger|invalid_transition"):
            async with replaced_unless_stranger(database, review, reviewer), database.write() as work:
                await open_review(work, review, reviewer, NOW)
    states = await world.rows("SELECT state FROM missions.peer_review WHERE id = $1", review)
    assert states == [("withdrawn",)]
    await checked(world, evidence_id, 0.6)  # the task that was asked for
    [fourth] = set(await asked(world, evidence_id)) - set(others)
    assert fourth[1] not in {reviewer, *(other for _, other in others)}
    asks = await world.rows("SELECT 1 FROM kernel.task_request WHERE task = 'missions.ask_peers'")
    assert len(asks) == 2
    assert await broken(database) == {}


async def test_other_refusals_take_no_review_away(world, database):
    await world.peers(3)
    _, _, evidence_id = await world.submitted()
    await checked(world, evidence_id, 0.6)
    review, reviewer = (await asked(world, evidence_id))[0]
    with pytest.raises(Refusal, match="conflict"):
        async with replaced_unless_stranger(database, review, reviewer):
            raise Refusal("conflict")
    async with database.write() as work:
        await leave(work, review, reviewer)
        with pytest.raises(Refusal, match="not_found"):
            await leave(work, review, new_id())
    assert await world.rows("SELECT state FROM missions.peer_review WHERE id = $1", review) == [
        ("withdrawn",)
    ]


async def test_nobody_is_asked_about_two_claims_of_one_human_at_once(world):
    """With the first verdict they would be linked, and could not give the second."""
    human = await world.person()
    peers = set(await world.peers(6))
    seen = []
    for _ in range(2):
        _, claim_id = await world.claimed(human)
        evidence_id = await world.submit(human, claim_id)
        await checked(world, evidence_id, 0.6)
        seen.append({reviewer for _, reviewer in await asked(world, evidence_id)})
    assert seen[0] | seen[1] == peers
    assert not seen[0] & seen[1]
