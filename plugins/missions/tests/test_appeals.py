"""Appeals, and the verdicts of partners and admins: final, never on one's own, and paid once."""

import asyncio
from datetime import timedelta

import pytest
from commonweal import Principal, Refusal, new_id
from commonweal_ledger import api as ledger
from commonweal_missions.appeals.appealing import AppealDraft, appeal
from commonweal_missions.appeals.deciding import HandVerdict, decide_as_admin, decide_as_partner, take
from commonweal_missions.checking.running import begin
from commonweal_missions.evidence.counting import count
from commonweal_missions.settings import MissionsSettings

from .test_strangers import share_organisation
from .world import NOW, SETTINGS, World, asked, broken, checked, judged, state_of

REASON = "The picture does show the well; look at the sign behind it."
NOTES = "The sign is there: the place is right."


@pytest.fixture
def world(database, market):
    return World(database, market)


def admin(human_id=None):
    return Principal(kind="human", id=str(human_id or new_id()), roles=frozenset({"human", "admin"}))


def human(human_id):
    return Principal(kind="human", id=str(human_id), roles=frozenset({"human"}))


async def appeal_as(world, human_id, evidence_id, at=NOW, settings=SETTINGS, reason=REASON):
    async with world.database.write() as work:
        return await appeal(work, evidence_id, human_id, AppealDraft(reason), settings, at)


async def take_as(world, who, evidence_id, at=NOW):
    async with world.database.write() as work:
        return await take(work, who, evidence_id, at)


async def decide_as(world, who, evidence_id, verified=True, at=NOW, notes=NOTES):  # noqa: FBT002 - a test
    async with world.database.write() as work:
        verdict = HandVerdict(verified=verified, notes=notes)
        await decide_as_admin(work, who, evidence_id, verdict, SETTINGS, at)


async def as_partner(world, who, evidence_id, verified=True):  # noqa: FBT002 - a test
    async with world.database.write() as work:
        verdict = HandVerdict(verified=verified, notes=NOTES)
        await decide_as_partner(work, who, evidence_id, verdict, SETTINGS, NOW)


async def rejected(world, **mission):
    human_id, claim_id, evidence_id = await world.submitted(**mission)
    await checked(world, evidence_id, 0.3)
    return human_id, claim_id, evidence_id


async def test_an_upheld_appeal_pays_as_usual_and_once(world):
    human_id, claim_id, evidence_id = await rejected(world, reward_minor=10_00)
    await appeal_as(world, human_id, evidence_id)
    assert await world.rows("SELECT state FROM missions.claim") == [("submitted",)]
    who = admin(await world.person())
    await take_as(world, who, evidence_id)
    done = await asyncio.gather(
        *(decide_as(world, who, evidence_id) for _ in range(4)), return_exceptions=True
    )
    assert {each.code for each in done if each} == {"invalid_transition"}
    assert len([each for each in done if each is None]) == 1
    assert await world.rows("SELECT paid_minor, quality_percent FROM missions.payment") == [(10_00, 0)]
    row = await world.row(evidence_id)
    assert (row["state"], row["decided_by_kind"], row["final_confidence"]) == ("verified", "admin", 1.0)
    assert await world.rows("SELECT upheld, against_kind FROM missions.appeal") == [(True, "check")]
    [audit] = await world.rows("SELECT action, subject_id, reason FROM identity.audit")
    assert audit == ("missions.evidence_verified", evidence_id, NOTES)
    assert await world.rows("SELECT 1 FROM kernel.event WHERE type = 'missions.appeal_decided'") == [(1,)]
    assert claim_id
    assert await broken(world.database) == {}


async def test_an_appeal_that_fails_gives_the_claim_back_and_is_final(world):
    human_id, _, evidence_id = await rejected(world)
    await appeal_as(world, human_id, evidence_id)
    who, late = admin(await world.person()), NOW + timedelta(days=7)
    await take_as(world, who, evidence_id, late)
    await decide_as(world, who, evidence_id, verified=False, at=late)
    assert await state_of(world, evidence_id) == "rejected"
    assert await world.rows("SELECT state, deadline FROM missions.claim") == [
        ("active", late + timedelta(hours=72))
    ]
    with pytest.raises(Refusal, match="conflict"):
        await appeal_as(world, human_id, evidence_id, late)
    assert await broken(world.database) == {}


async def test_who_may_appeal_against_what(world):
    human_id, claim_id, evidence_id = await rejected(world)
    with pytest.raises(Refusal, match="not_found"):
        await appeal_as(world, await world.person(), evidence_id)
    with pytest.raises(Refusal, match="validation_error"):
        await appeal_as(world, human_id, evidence_id, reason=" " * 30)
    with pytest.raises(Refusal, match="invalid_transition"):  # the claim's time is over
        await appeal_as(world, human_id, evidence_id, NOW + timedelta(days=8))
    second = await world.submit(human_id, claim_id, NOW + timedelta(hours=1))
    with pytest.raises(Refusal, match="invalid_transition"):  # the claim waits for the second try
        await appeal_as(world, human_id, evidence_id, NOW + timedelta(hours=1))
    with pytest.raises(Refusal, match="invalid_transition"):  # not rejected
        await appeal_as(world, human_id, second, NOW + timedelta(hours=1))
    assert await broken(world.database) == {}


async def test_an_admins_own_rejection_is_final(world):
    human_id, _, evidence_id = await world.submitted()
    await checked(world, evidence_id, 0.6)  # without peers an admin decides
    who = admin(await world.person())
    await take_as(world, who, evidence_id)
    await decide_as(world, who, evidence_id, verified=False)
    with pytest.raises(Refusal, match="invalid_transition"):
        await appeal_as(world, human_id, evidence_id)
    assert await broken(world.database) == {}


async def test_three_appeals_a_day(world):
    human_id = await world.person()
    settings = MissionsSettings(appeals_per_day=1)
    evidence = []
    for _ in range(2):
        _, claim_id = await world.claimed(human_id)
        evidence.append(await world.submit(human_id, claim_id))
        await checked(world, evidence[-1], 0.1)
    await appeal_as(world, human_id, evidence[0], settings=settings)
    with pytest.raises(Refusal, match="rate_limited") as refused:
        await appeal_as(world, human_id, evidence[1], settings=settings)
    assert refused.value.arguments == {"seconds": 86_400}
    assert await broken(world.database) == {}


async def test_appealing_twice_at_once_happens_once(world):
    human_id, _, evidence_id = await rejected(world)
    done = await asyncio.gather(
        *(appeal_as(world, human_id, evidence_id) for _ in range(5)), return_exceptions=True
    )
    assert sorted(each.code for each in done if isinstance(each, Refusal)) == ["conflict"] * 4
    assert await broken(world.database) == {}


async def test_nobody_with_a_part_in_it_decides(world):
    peers = await world.peers(3)
    organisation = await share_organisation(world, member := await world.person())
    human_id, _, evidence_id = await world.submitted(creator_kind="organisation", creator_id=organisation)
    await checked(world, evidence_id, 0.6)
    await judged(world, evidence_id, *[("reject", 0.9)] * 3)
    await appeal_as(world, human_id, evidence_id)
    for who in (human_id, peers[0], member):
        with pytest.raises(Refusal, match="forbidden"):
            await take_as(world, admin(who), evidence_id)
        with pytest.raises(Refusal, match="forbidden"):
            await decide_as(world, admin(who), evidence_id)
    assert await state_of(world, evidence_id) == "appealed"


async def test_what_an_admin_took_is_theirs_for_half_an_hour(world):
    human_id, _, evidence_id = await rejected(world)
    await appeal_as(world, human_id, evidence_id)
    first, second = admin(await world.person()), admin(await world.person())
    with pytest.raises(Refusal, match="invalid_transition"):  # it is taken first
        await decide_as(world, first, evidence_id)
    assert await take_as(world, first, evidence_id) == NOW + timedelta(minutes=30)
    for act in (take_as(world, second, evidence_id), decide_as(world, second, evidence_id)):
        with pytest.raises(Refusal, match="conflict"):
            await act
    later = NOW + timedelta(minutes=31)
    await take_as(world, second, evidence_id, later)
    with pytest.raises(Refusal, match="conflict"):
        await decide_as(world, first, evidence_id, at=later)
    with pytest.raises(Refusal, match="validation_error"):
        await decide_as(world, second, evidence_id, at=later, notes="          x")
    await decide_as(world, second, evidence_id, at=later)
    assert await broken(world.database) == {}


async def test_an_overturned_verdict_counts_for_the_peers_as_it_stands(world):
    await world.peers(3)
    human_id, _, evidence_id = await world.submitted()
    await checked(world, evidence_id, 0.6)
    await judged(world, evidence_id, ("reject", 0.9), ("reject", 0.9), ("approve", 0.5))
    await count(world.database, evidence_id)
    agreed = "SELECT agreed FROM reputation.review_outcome ORDER BY agreed"
    assert await world.rows(agreed) == [(False,), (True,), (True,)]
    await appeal_as(world, human_id, evidence_id)
    who = admin(await world.person())
    await take_as(world, who, evidence_id)
    await decide_as(world, who, evidence_id)
    await count(world.database, evidence_id)
    assert await world.rows(agreed) == [(False,), (False,), (True,)]
    [payment] = await world.rows(
        "SELECT peers_percent, automatic_percent, quality_percent FROM missions.payment"
    )
    assert payment == (10, 0, 0)
    assert await broken(world.database) == {}


@pytest.mark.parametrize("state", ["pending", "checking", "peer_review"])
@pytest.mark.parametrize("verified", [True, False])
async def test_a_partner_decides_before_the_check_or_the_peers_have(world, state, verified):
    await world.peers(3)
    organisation = await share_organisation(world, verifier := await world.person(), role="verifier")
    human_id, _, evidence_id = await world.submitted(
        creator_kind="organisation", creator_id=organisation, reward_minor=10_00
    )
    if state == "checking":
        async with world.database.write() as work:
            await begin(work, evidence_id)
    if state == "peer_review":
        await checked(world, evidence_id, 0.6)
    assert await state_of(world, evidence_id) == state
    await as_partner(world, human(verifier), evidence_id, verified)
    row = await world.row(evidence_id)
    assert (row["state"], row["final_confidence"]) == (
        "verified" if verified else "rejected",
        float(verified),
    )
    assert await asked(world, evidence_id) == []
    await checked(world, evidence_id, 0.1)  # what runs late changes nothing
    assert await state_of(world, evidence_id) == ("verified" if verified else "rejected")
    with pytest.raises(Refusal, match="invalid_transition"):
        await as_partner(world, human(verifier), evidence_id, verified)
    if not verified:
        await appeal_as(world, human_id, evidence_id)
    assert await broken(world.database) == {}


async def test_who_decides_as_a_partner(world):
    viewer, verifier = await world.person(), await world.person()
    organisation = await share_organisation(world, viewer)
    async with world.database.write() as work:
        await work.execute(
            "INSERT INTO identity.membership (organisation_id, human_id, role, state, joined_at)"
            " VALUES ($1, $2, 'verifier', 'active', now())",
            *(organisation, verifier),
        )
    _, _, evidence_id = await world.submitted(creator_kind="organisation", creator_id=organisation)
    other = await share_organisation(world, outsider := await world.person(), role="owner")
    with pytest.raises(Refusal, match="forbidden"):
        await as_partner(world, human(viewer), evidence_id)
    with pytest.raises(Refusal, match="not_found"):
        await as_partner(world, human(outsider), evidence_id)
    own, claim_id = await world.claimed(verifier, creator_kind="organisation", creator_id=organisation)
    mine = await world.submit(own, claim_id)
    with pytest.raises(Refusal, match="forbidden"):
        await as_partner(world, human(verifier), mine)
    _, _, of_agent = await world.submitted()
    with pytest.raises(Refusal, match="not_found"):
        await as_partner(world, human(verifier), of_agent)
    assert other
    assert await broken(world.database) == {}


async def test_a_pool_pays_the_base_and_issuance_the_rest(world):
    organisation = await share_organisation(world, owner := await world.person(), role="owner")
    mission = {"creator_kind": "organisation", "creator_id": organisation, "reward_minor": 20_00}
    async with world.database.write() as work:
        await ledger.open_account(work, organisation, "pool")
        await ledger.fund(
            work, key="fund", organisation_id=organisation, amount_minor=100_00, reference=new_id()
        )
        await ledger.hold(
            work, key="pool-hold", account_id=organisation, amount_minor=20_00, reference=new_id()
        )
    human_id, _, evidence_id = await world.submitted(hold_key="pool-hold", **mission)
    await checked(world, evidence_id, 0.95)
    assert owner
    async with world.database.read() as work:
        pool, paid = await ledger.balance(work, organisation), await ledger.balance(work, human_id)
    assert pool.balance_minor == 80_00
    assert paid.balance_minor == 27_00 + 50_00
    assert await broken(world.database) == {}


async def test_an_inviter_who_is_gone_is_not_paid(world):
    inviter = await world.person()
    invited = await world.person(invited_by=inviter)
    async with world.database.write() as work:
        await work.execute("UPDATE identity.account SET state = 'deactivated' WHERE id = $1", inviter)
    _, claim_id = await world.claimed(invited)
    await checked(world, await world.submit(invited, claim_id), 0.9)
    async with world.database.read() as work:
        assert (await ledger.balance(work, inviter)).balance_minor == 0
    assert await world.rows("SELECT 1 FROM ledger.transaction WHERE type = 'earn_referral'") == []


async def test_the_inviter_is_paid_at_the_first_verified_mission_only(world):
    inviter = await world.person()
    invited = await world.person(invited_by=inviter)
    for _ in range(2):
        _, claim_id = await world.claimed(invited)
        await checked(world, await world.submit(invited, claim_id), 0.9)
    async with world.database.read() as work:
        assert (await ledger.balance(work, inviter)).balance_minor == 20_00
    assert len(await world.rows("SELECT 1 FROM ledger.transaction WHERE type = 'earn_first_in_domain'")) == 1
    assert await broken(world.database) == {}
