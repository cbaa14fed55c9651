"""Evidence from hand-in to verdict: where each score leads, what it pays, and who decides."""

import asyncio
from datetime import timedelta

import pytest
from commonweal import Refusal, new_id
from commonweal_missions.checking.looking import find_out
from commonweal_missions.checking.running import begin, conclude, lowest
from commonweal_missions.checking.scoring import Score, score
from commonweal_missions.evidence.counting import count
from commonweal_missions.evidence.living import lock_evidence
from commonweal_missions.evidence.submitting import EvidenceDraft, submit_evidence
from commonweal_missions.peers.asking import replace_late
from commonweal_missions.settings import MissionsSettings

from .world import (
    NOW,
    SETTINGS,
    WORDS,
    World,
    asked,
    broken,
    checked,
    give,
    judged,
    open_as,
    put_file,
    state_of,
)


@pytest.fixture
def world(database, market):
    return World(database, market)


PAID = [
    (5_000, "when_uncertain", 0.92, [], 0, 6_750),
    (5_000, "when_uncertain", 0.70, [("approve", 0.9), ("approve", 0.8), ("reject", 0.7)], 8, 6_600),
    (5_000, "always", 0.92, [("approve", 0.95)] * 3, 90, 12_375),
    (1_235, "when_uncertain", 0.85, [], 30, 1_853),
]


@pytest.mark.parametrize(("base", "peer_review", "found", "votes", "streak", "paid"), PAID)
async def test_the_examples_of_the_domain_are_paid_to_the_minor_unit(
    world, base, peer_review, found, votes, streak, paid
):
    await world.peers(3)
    human = await world.person()
    async with world.database.write() as work:
        await work.execute(
            "INSERT INTO reputation.standing (human_id, streak_days, streak_last_day) VALUES ($1, $2, $3)",
            *(human, streak, NOW.date() - timedelta(days=1) if streak else None),
        )
        # The day of the submission itself counts for the streak.
        await work.execute(
            "UPDATE reputation.standing SET streak_days = greatest(streak_days - 1, 0) WHERE human_id = $1",
            human,
        )
    _, claim_id = await world.claimed(
        human, reward_minor=base, peer_review=peer_review, difficulty="advanced"
    )
    evidence_id = await world.submit(human, claim_id)
    await checked(world, evidence_id, found)
    await judged(world, evidence_id, *votes)

    [payment] = await world.rows(
        "SELECT paid_minor, multiplier_hundredths, first_in_domain_minor FROM missions.payment"
        " WHERE claim_id = $1",
        claim_id,
    )
    assert payment[0] == paid
    assert payment[2] == 50_00
    [balance] = await world.rows("SELECT balance_minor FROM ledger.account WHERE id = $1", human)
    assert balance == (paid + 50_00,)
    assert await broken(world.database) == {}


@pytest.mark.parametrize(
    ("found", "peer_review", "state"),
    [
        (0.80, "when_uncertain", "verified"),
        (0.7999, "when_uncertain", "peer_review"),
        (0.99, "always", "peer_review"),
        (0.50, "when_uncertain", "peer_review"),
        (None, "when_uncertain", "peer_review"),
        (0.4999, "always", "rejected"),
    ],
)
async def test_the_score_says_where_evidence_goes(world, found, peer_review, state):
    await world.peers(3)
    _, _, evidence_id = await world.submitted(peer_review=peer_review)
    await checked(world, evidence_id, found)
    assert await state_of(world, evidence_id) == state
    assert await broken(world.database) == {}


async def test_rejected_evidence_gives_the_claim_back_for_a_second_try(world):
    human, claim_id, evidence_id = await world.submitted()
    late = NOW + timedelta(days=6)
    await checked(world, evidence_id, 0.2, at=late)
    [(state, deadline)] = await world.rows(
        "SELECT state, deadline FROM missions.claim WHERE id = $1", claim_id
    )
    assert (state, deadline) == ("active", late + timedelta(hours=72))
    second = await world.submit(human, claim_id, late + timedelta(hours=1))
    assert (await world.row(second))["attempt"] == 2
    assert await state_of(world, evidence_id) == "rejected"
    await checked(world, second, 0.9, at=late + timedelta(hours=1))
    assert await state_of(world, second) == "verified"
    assert await broken(world.database) == {}


async def test_only_its_human_hands_in_once_and_while_the_claim_is_active(world):
    human, claim_id = await world.claimed()
    stranger = await world.person()
    for who, at, code in (
        (stranger, NOW, "not_found"),
        (human, NOW + timedelta(days=8), "invalid_transition"),
    ):
        with pytest.raises(Refusal, match=code):
            await world.submit(who, claim_id, at)
    await world.submit(human, claim_id)
    with pytest.raises(Refusal, match="invalid_transition"):
        await world.submit(human, claim_id)
    assert await broken(world.database) == {}


@pytest.mark.parametrize("draft", [{"latitude": 1.0}, {"text": "  "}])
async def test_half_a_position_or_nothing_at_all_is_refused(world, draft):
    human, claim_id = await world.claimed()
    async with world.database.write() as work:
        await work.execute("UPDATE missions.mission SET evidence_required = '{false}'")
    with pytest.raises(Refusal, match="validation_error"):
        await world.submit(human, claim_id, **draft)
    assert await world.rows("SELECT state FROM missions.claim") == [("active",)]


async def test_handing_in_twice_at_once_happens_once(world):
    human, claim_id = await world.claimed()
    done = await asyncio.gather(*(world.submit(human, claim_id) for _ in range(6)), return_exceptions=True)
    refused = [each for each in done if isinstance(each, Refusal)]
    assert len(refused) == 5
    assert {each.code for each in refused} == {"invalid_transition"}
    assert len(await world.rows("SELECT 1 FROM missions.evidence")) == 1
    assert await broken(world.database) == {}


async def test_checks_that_run_twice_or_late_change_nothing(world):
    _, _, evidence_id = await world.submitted()
    for _ in range(2):
        async with world.database.write() as work:
            found = await begin(work, evidence_id)
        assert found is not None
        assert found.id == evidence_id
    outcomes = [
        conclude_in(world, evidence_id, Score(0.9, ())),
        conclude_in(world, evidence_id, Score(0.1, ("place",))),
    ]
    await asyncio.gather(*outcomes)
    async with world.database.write() as work:
        assert await begin(work, evidence_id) is None
    assert await state_of(world, evidence_id) in {"verified", "rejected"}
    assert (
        len(await world.rows("SELECT 1 FROM kernel.event WHERE type = 'missions.evidence_state_changed'"))
        == 2
    )
    assert await broken(world.database) == {}


async def conclude_in(world, evidence_id, found):
    async with world.database.write() as work:
        await conclude(work, evidence_id, found, SETTINGS, NOW)


class Outcome:
    def __init__(self, value=None, error=None):
        self.value, self.error = value, error


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ([Outcome(Score(0.9, ("a",))), Outcome(Score(0.4, ("b", "a")))], Score(0.4, ("a", "b"))),
        ([Outcome(Score(0.9, ())), Outcome(None)], Score(0.9, ())),
        ([Outcome(Score(0.9, ())), Outcome(error=TimeoutError())], None),
        ([Outcome(None)], None),
        ([], None),
        ([Outcome(Score(1.7, ()))], None),
        ([Outcome("fine")], None),
    ],
)
def test_the_lowest_score_counts_and_a_failure_leaves_it_to_peers(outcomes, expected):
    assert lowest(outcomes) == expected


async def test_the_default_check_reads_place_time_and_items_from_the_tables(world):
    human, claim_id = await world.claimed(latitude=10.0, longitude=20.0, gps_radius_m=500)
    here = await world.submit(
        human, claim_id, NOW + timedelta(hours=1), latitude=10.0, longitude=20.0, captured_at=NOW
    )
    async with world.database.write() as work:
        facts = await begin(work, here)
        found = await find_out(work, facts)
    assert score(found) == Score(1.0, ())
    assert found.metres == pytest.approx(0, abs=0.1)
    assert found.nearest is None
    assert not found.items_missing


async def test_an_image_of_another_claim_is_seen_however_it_was_changed_a_little(world):
    first, second = [await world.claimed() for _ in range(2)]
    image = 0x0F0F_1234_5678_9ABC
    for (human, claim_id), value in zip((first, second), (image, image ^ 0b1001_0010), strict=True):
        await put_file(world, claim_id, human, value)
        evidence_id = await world.submit(human, claim_id)
        async with world.database.write() as work:
            found = await find_out(work, await begin(work, evidence_id))
        assert found.nearest == (None if value == image else 3)


async def test_three_strangers_are_asked_and_the_last_vote_decides(world):
    await world.peers(5)
    _, claim_id, evidence_id = await world.submitted()
    await checked(world, evidence_id, 0.7)
    reviews = await asked(world, evidence_id)
    assert len({reviewer for _, reviewer in reviews}) == 3
    await judged(world, evidence_id, ("approve", 0.9), ("reject", 0.6), ("approve", 0.5))
    row = await world.row(evidence_id)
    assert (row["state"], row["decided_by_kind"]) == ("verified", "peers")
    assert row["final_confidence"] == pytest.approx(0.4 * 0.7 + 0.6 * (0.9 + 0.4 + 0.5) / 3)
    balances = await world.rows(
        "SELECT balance_minor FROM ledger.account WHERE id = ANY ($1)", [each for _, each in reviews]
    )
    assert balances == [(3_00,)] * 3
    for _ in range(2):
        await count(world.database, evidence_id)
    outcomes = await world.rows("SELECT human_id, agreed FROM reputation.review_outcome ORDER BY agreed")
    assert outcomes[0] == (reviews[1][1], False)
    assert [agreed for _, agreed in outcomes] == [False, True, True]
    assert await world.rows("SELECT claim_id FROM reputation.mission_outcome") == [(claim_id,)]
    assert await broken(world.database) == {}


async def test_two_last_votes_at_once_decide_once(world):
    await world.peers(3)
    for _ in range(6):
        _, claim_id, evidence_id = await world.submitted()
        await checked(world, evidence_id, 0.6)
        reviews = await asked(world, evidence_id)
        for review_id, reviewer in reviews:
            await open_as(world, review_id, reviewer)
        await give(world, *reviews[0])
        await asyncio.gather(*(give(world, *review) for review in reviews[1:]))
        assert await state_of(world, evidence_id) == "verified"
        assert len(await world.rows("SELECT 1 FROM missions.payment WHERE claim_id = $1", claim_id)) == 1
        async with world.database.write() as work:  # so that they are strangers again
            await work.execute(
                "UPDATE missions.peer_review SET given_at = given_at - interval '91 days',"
                " opened_at = opened_at - interval '91 days' WHERE state = 'given'"
            )
    assert await broken(world.database) == {}


async def test_a_vote_counts_once_however_often_it_is_sent_at_once(world):
    await world.peers(3)
    _, _, evidence_id = await world.submitted()
    await checked(world, evidence_id, 0.6)
    review = (await asked(world, evidence_id))[0]
    await open_as(world, *review)
    done = await asyncio.gather(*(give(world, *review) for _ in range(8)), return_exceptions=True)
    codes = [each.code for each in done if isinstance(each, Refusal)]
    assert codes == ["invalid_transition"] * 7
    assert await broken(world.database) == {}


async def test_a_verdict_needs_opening_and_thirty_seconds_and_its_own_reviewer(world):
    await world.peers(3)
    _, _, evidence_id = await world.submitted()
    await checked(world, evidence_id, 0.6)
    (review, reviewer), (_, other), _ = await asked(world, evidence_id)
    with pytest.raises(Refusal, match="invalid_transition"):
        await give(world, review, reviewer)
    assert await open_as(world, review, reviewer) == NOW
    assert await open_as(world, review, reviewer, NOW + timedelta(seconds=9)) == NOW
    with pytest.raises(Refusal, match="conflict") as early:
        await give(world, review, reviewer, at=NOW + timedelta(seconds=29))
    assert early.value.fields[0].arguments == {"seconds": 1}
    for act in (give(world, review, other), open_as(world, review, other), give(world, new_id(), reviewer)):
        with pytest.raises(Refusal, match="not_found"):
            await act
    await give(world, review, reviewer)
    assert await state_of(world, evidence_id) == "peer_review"
    assert await broken(world.database) == {}


async def test_late_peers_are_replaced_and_after_two_an_admin_decides(world):
    await world.peers(6)
    _, _, evidence_id = await world.submitted()
    await checked(world, evidence_id, 0.6)
    first, second, third = await asked(world, evidence_id)
    late = NOW + timedelta(hours=49)
    for review in (first, second):
        await open_as(world, *review)
        await give(world, *review)
    with pytest.raises(Refusal, match="invalid_transition"):
        await open_as(world, *third, late)
    assert await replace_late(world.database, SETTINGS, late) == 1
    [fourth] = await asked(world, evidence_id)
    assert fourth[1] not in {first[1], second[1], third[1]}
    assert await replace_late(world.database, SETTINGS, late) == 0
    assert await replace_late(world.database, SETTINGS, late + timedelta(hours=49)) == 1
    assert await state_of(world, evidence_id) == "admin_review"
    assert await asked(world, evidence_id) == []
    assert await broken(world.database) == {}


@pytest.mark.parametrize("many", [0, 2])
async def test_without_enough_strangers_an_admin_decides(world, many):
    await world.peers(many)
    await world.person("newcomer")
    _, _, evidence_id = await world.submitted()
    await checked(world, evidence_id, 0.6)
    assert await state_of(world, evidence_id) == "admin_review"
    assert await world.rows("SELECT 1 FROM missions.peer_review") == []
    assert await broken(world.database) == {}


async def test_a_peer_gives_no_more_reviews_than_a_day_allows(world):
    allowed = MissionsSettings(reviews_per_day=1)
    [peer, *_] = await world.peers(3)
    reviews = []
    for _ in range(2):
        _, _, evidence_id = await world.submitted()
        await checked(world, evidence_id, 0.6)
        reviews += [each for each in await asked(world, evidence_id) if each[1] == peer]
    for review in reviews:
        await open_as(world, *review)
    await give(world, *reviews[0], settings=allowed)
    with pytest.raises(Refusal, match="rate_limited") as refused:
        await give(world, *reviews[1], settings=allowed)
    assert refused.value.arguments == {"seconds": 86_400}
    done = [give(world, *reviews[1], at=NOW + timedelta(days=1, seconds=31), settings=allowed)]
    assert await asyncio.gather(*done) == [None]
    assert await broken(world.database) == {}


async def test_locking_evidence_that_there_is_not(world):
    with pytest.raises(Refusal, match="not_found"):
        async with world.database.write() as work:
            await lock_evidence(work, new_id())
    with pytest.raises(Refusal, match="not_found"):
        async with world.database.write() as work:
            await submit_evidence(work, new_id(), new_id(), EvidenceDraft(text=WORDS), NOW)
