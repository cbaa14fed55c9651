"""A crash between any two statements of an act leaves nothing half done, and the act can be done again."""

import asyncio
from contextvars import Context
from datetime import UTC, datetime, timedelta

import pytest
from commonweal import Principal, UnitOfWork
from commonweal_missions.appeals.appealing import AppealDraft, appeal
from commonweal_missions.appeals.deciding import HandVerdict, decide_as_admin, decide_as_partner, take
from commonweal_missions.checking.running import begin, conclude
from commonweal_missions.checking.scoring import Score
from commonweal_missions.evidence.counting import count
from commonweal_missions.evidence.submitting import EvidenceDraft, submit_evidence
from commonweal_missions.peers.asking import ask_peers, time_out
from commonweal_missions.peers.reviewing import ReviewDraft, give_review, open_review

from .test_strangers import share_organisation
from .world import REASONING, SETTINGS, WORDS, World, asked, broken, checked, judged, open_as, state_of

REASON = "I was there at the hour that was asked for."
VERDICT = HandVerdict(verified=True, notes="The place and the hour are right.")
STATEMENTS = ("execute", "execute_many", "fetch", "fetch_row", "fetch_value")
MOST = 200
NOW = datetime.now(UTC)


class Crash(Exception):
    """The process ends here."""


@pytest.fixture
def world(database, market):
    return World(database, market)


class Fragile:
    """Lets so many statements of an act pass, and no more; what the process does beside it is not counted."""

    def __init__(self, monkeypatch):
        self.left = None
        self._beside = asyncio.all_tasks() - {asyncio.current_task()}
        for name in STATEMENTS:
            monkeypatch.setattr(UnitOfWork, name, self._wrapped(getattr(UnitOfWork, name)))

    def _wrapped(self, method):
        async def run(work, *arguments):
            if self.left is not None and asyncio.current_task() not in self._beside:
                if not self.left:
                    raise Crash
                self.left -= 1
            return await method(work, *arguments)

        return run


async def submitting(world):
    human, claim = await world.claimed(at=NOW - timedelta(minutes=5))

    async def act(work):
        await submit_evidence(work, claim, human, EvidenceDraft(text=WORDS), NOW)

    async def seen():
        return await world.rows("SELECT state FROM missions.evidence WHERE claim_id = $1", claim)

    return act, seen, [("pending",)]


async def concluding(world):
    _, _, evidence = await world.submitted()
    async with world.database.write() as work:
        await begin(work, evidence)

    async def act(work):
        await conclude(work, evidence, Score(0.95, ()), SETTINGS, NOW)

    return act, lambda: state_of(world, evidence), "verified"


async def asking(world):
    await world.peers(3)
    _, _, evidence = await world.submitted()
    async with world.database.write() as work:
        await begin(work, evidence)
    async with world.database.write() as work:
        await conclude(work, evidence, Score(0.6, ()), SETTINGS, NOW)

    async def act(work):
        await ask_peers(work, evidence, SETTINGS, NOW)

    async def seen():
        return len(await asked(world, evidence))

    return act, seen, 3


async def voting_last(world):
    await world.peers(3)
    _, _, evidence = await world.submitted()
    await checked(world, evidence, 0.6)
    *first, (review, reviewer) = await asked(world, evidence)
    for other, peer in first:
        await open_as(world, other, peer)
        draft = ReviewDraft(verdict="approve", confidence=0.9, reasoning=REASONING)
        async with world.database.write() as work:
            await give_review(work, other, peer, draft, SETTINGS, NOW + timedelta(seconds=31))
    await open_as(world, review, reviewer)

    async def act(work):
        draft = ReviewDraft(verdict="approve", confidence=0.9, reasoning=REASONING)
        await give_review(work, review, reviewer, draft, SETTINGS, NOW + timedelta(seconds=31))

    return act, lambda: state_of(world, evidence), "verified"


async def beginning(world):
    _, _, evidence = await world.submitted()

    async def act(work):
        await begin(work, evidence)

    return act, lambda: state_of(world, evidence), "checking"


async def opening(world):
    await world.peers(3)
    _, _, evidence = await world.submitted()
    await checked(world, evidence, 0.6)
    review, reviewer = (await asked(world, evidence))[0]

    async def act(work):
        await open_review(work, review, reviewer, NOW)

    async def seen():
        return await world.rows("SELECT state FROM missions.peer_review WHERE id = $1", review)

    return act, seen, [("opened",)]


async def timing_out(world):
    await world.peers(4)
    _, _, evidence = await world.submitted()
    await checked(world, evidence, 0.6)
    first = (await asked(world, evidence))[0][0]
    late = NOW + timedelta(hours=49)
    async with world.database.write() as work:
        await work.execute("UPDATE missions.peer_review SET due_at = $2 WHERE id <> $1", first, late)

    async def act(work):
        await time_out(work, evidence, SETTINGS, late - timedelta(minutes=1))

    async def seen():
        return await world.rows("SELECT state, count(*) FROM missions.peer_review GROUP BY 1 ORDER BY 1")

    return act, seen, [("asked", 3), ("timed_out", 1)]


async def lacking_peers(world):
    await world.peers(2)
    _, _, evidence = await world.submitted()
    async with world.database.write() as work:
        await begin(work, evidence)
    async with world.database.write() as work:
        await conclude(work, evidence, None, SETTINGS, NOW)

    async def act(work):
        await ask_peers(work, evidence, SETTINGS, NOW)

    return act, lambda: state_of(world, evidence), "admin_review"


async def appealing(world):
    await world.peers(3)
    human, _, evidence = await world.submitted()
    await checked(world, evidence, 0.6)
    await judged(world, evidence, *[("reject", 0.9)] * 3)

    async def act(work):
        await appeal(work, evidence, human, AppealDraft(REASON), SETTINGS, NOW)

    return act, lambda: state_of(world, evidence), "appealed"


async def appealed(world):
    human, _, evidence = await world.submitted()
    await checked(world, evidence, 0.2)
    async with world.database.write() as work:
        await appeal(work, evidence, human, AppealDraft(REASON), SETTINGS, NOW)
    roles = frozenset({"human", "admin"})
    return evidence, Principal(kind="human", id=str(await world.person()), roles=roles)


async def taking(world):
    evidence, admin = await appealed(world)

    async def act(work):
        await take(work, admin, evidence, NOW)

    async def seen():
        return await world.rows("SELECT state, taken_by FROM missions.evidence WHERE id = $1", evidence)

    return act, seen, [("admin_review", admin.account_id)]


async def upholding(world):
    evidence, admin = await appealed(world)
    async with world.database.write() as work:
        await take(work, admin, evidence, NOW)

    async def act(work):
        await decide_as_admin(work, admin, evidence, VERDICT, SETTINGS, NOW)

    async def seen():
        return await world.rows(
            "SELECT state, upheld, (SELECT count(*) FROM identity.audit) FROM missions.evidence e"
            " JOIN missions.appeal a ON a.evidence_id = e.id"
        )

    return act, seen, [("verified", True, 1)]


async def deciding_as_partner(world):
    await world.peers(3)
    verifier = await world.person()
    organisation = await share_organisation(world, verifier, role="verifier")
    _, _, evidence = await world.submitted(creator_kind="organisation", creator_id=organisation)
    await checked(world, evidence, 0.6)
    partner = Principal(kind="human", id=str(verifier), roles=frozenset({"human"}))

    async def act(work):
        await decide_as_partner(work, partner, evidence, VERDICT, SETTINGS, NOW)

    return act, lambda: state_of(world, evidence), "verified"


SCENES = [
    submitting,
    beginning,
    concluding,
    asking,
    lacking_peers,
    opening,
    timing_out,
    voting_last,
    appealing,
    taking,
    upholding,
    deciding_as_partner,
]


async def interrupted(database, fragile, act, seen):
    """Let an act crash after each number of statements until it gets through; return how many it took."""
    before = await seen()
    for passed in range(MOST):
        try:
            async with database.write() as work:
                fragile.left = passed
                await act(work)
                fragile.left = None
        except Crash:
            fragile.left = None
            assert await seen() == before, f"after {passed} statements"
            assert await broken(database) == {}, f"after {passed} statements"
        else:
            return passed
    raise AssertionError("it never got through")


@pytest.mark.parametrize("scene", SCENES)
async def test_a_crash_after_any_statement_undoes_the_whole_act(world, database, monkeypatch, scene):
    act, seen, done = await scene(world)
    assert await seen() != done
    passed = await interrupted(database, Fragile(monkeypatch), act, seen)
    assert passed > 3, "there was something to interrupt"
    assert await seen() == done
    assert await broken(database) == {}


async def test_an_act_in_two_units_of_work_would_be_found(world, database, monkeypatch):
    act, seen, _ = await concluding(world)

    async def apart():
        async with database.write() as work:
            await act(work)

    async def torn(work):
        await asyncio.create_task(apart(), context=Context())
        await work.execute("SELECT 1")

    with pytest.raises(AssertionError, match="after"):
        await interrupted(database, Fragile(monkeypatch), torn, seen)


async def test_counting_a_verdict_goes_on_after_a_crash_anywhere_and_counts_once(
    world, database, monkeypatch
):
    """Each person is counted in a unit of work of their own: a crash leaves some counted, nobody twice."""
    act, _, _ = await voting_last(world)
    async with database.write() as work:
        await act(work)
    [(evidence,)] = await world.rows("SELECT id FROM missions.evidence")
    fragile = Fragile(monkeypatch)
    for passed in range(MOST):
        fragile.left = passed
        try:
            await count(database, evidence)
            break
        except Crash:
            fragile.left = None
    fragile.left = None
    assert passed > 3
    assert await world.rows("SELECT count(*) FROM reputation.mission_outcome") == [(1,)]
    assert await world.rows("SELECT count(*), bool_and(agreed) FROM reputation.review_outcome") == [(3, True)]
    changes = await world.rows(
        "SELECT reason, count(*) FROM reputation.change WHERE reason IN ('mission', 'review')"
        " GROUP BY reason ORDER BY reason"
    )
    assert changes == [("mission", 1), ("review", 3)]
