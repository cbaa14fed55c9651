"""Whatever people, the check, peers, partners, admins and time do, in whatever order and at once.

A small model says what each act must answer; after each step the tables are asked for what must always hold.
"""

import asyncio
from datetime import timedelta

from commonweal import Principal, Refusal, new_id
from commonweal.storage.database import Database
from commonweal_missions.appeals.appealing import AppealDraft, appeal
from commonweal_missions.appeals.deciding import HandVerdict, decide_as_admin, take
from commonweal_missions.checking.running import begin, conclude
from commonweal_missions.checking.scoring import Score
from commonweal_missions.claims.ending import release_late_claims
from commonweal_missions.claims.keeping import give_up
from commonweal_missions.evidence.counting import count
from commonweal_missions.evidence.submitting import EvidenceDraft, submit_evidence
from commonweal_missions.peers.asking import ask_peers, replace_late
from commonweal_missions.peers.reviewing import ReviewDraft, give_review, open_review
from commonweal_missions.settings import MissionsSettings
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from .world import NOW, REASONING, WORDS, World, broken

RULES = MissionsSettings(reviewers=2)
REFUSED = {"invalid_transition", "conflict"}


def test_evidence_keeps_its_rules(database_settings, market_in):  # noqa: C901 - its rules are many
    with asyncio.Runner() as runner:

        class EvidenceMachine(RuleBasedStateMachine):
            """Two people with a claim each, four peers, two admins, a check, and a clock."""

            @initialize(always=st.booleans(), peers=st.integers(1, 4))
            def begin(self, always, peers):
                self.database = runner.run(Database.connect(database_settings, application_name="machine"))
                self.world = World(self.database, market_in(self.database))
                self.now = NOW
                runner.run(self.retire())
                kind = "always" if always else "when_uncertain"
                self.claims = [runner.run(self.world.claimed(peer_review=kind)) for _ in range(2)]
                self.people = runner.run(self.world.peers(peers))
                self.admins = [
                    Principal(kind="human", id=str(new_id()), roles=frozenset({"human", "admin"}))
                    for _ in range(2)
                ]

            async def retire(self):
                """Let the people of the example before review no more."""
                async with self.database.write() as work:
                    await work.execute("UPDATE identity.human SET accepts_reviews = false")

            def teardown(self):
                if hasattr(self, "database"):
                    runner.run(self.database.close())

            def act(self, *acts):
                """Run acts at once, each in a unit of work; return what they gave or why not."""

                async def one(function, *arguments):
                    try:
                        async with self.database.write() as work:
                            return await function(work, *arguments)
                    except Refusal as refusal:
                        return refusal.code

                async def all_of_them():
                    return await asyncio.gather(*(one(*each) for each in acts))

                return runner.run(all_of_them())

            def rows(self, statement, *arguments):
                return runner.run(self.world.rows(statement, *arguments))

            def evidence(self, claim_id):
                rows = self.rows(
                    "SELECT id, state FROM missions.evidence WHERE claim_id = $1"
                    " ORDER BY attempt DESC LIMIT 1",
                    claim_id,
                )
                return rows[0] if rows else (None, None)

            def claim_state(self, claim_id):
                return self.rows("SELECT state, deadline FROM missions.claim WHERE id = $1", claim_id)[0]

            @rule(which=st.integers(0, 1), times=st.integers(1, 2))
            def hand_in(self, which, times):
                human, claim_id = self.claims[which]
                state, deadline = self.claim_state(claim_id)
                draft = EvidenceDraft(text=WORDS)
                done = self.act(*[(submit_evidence, claim_id, human, draft, self.now)] * times)
                may = state == "active" and self.now < deadline
                assert [each for each in done if isinstance(each, str)] == ["invalid_transition"] * (
                    times - may
                )

            @rule(which=st.integers(0, 1), found=st.sampled_from([0.1, 0.5, 0.7, 0.95, None]))
            def check(self, which, found):
                evidence_id, state = self.evidence(self.claims[which][1])
                if evidence_id is None:
                    return
                self.act((begin, evidence_id), (begin, evidence_id))
                scored = None if found is None else Score(found, ())
                self.act(*[(conclude, evidence_id, scored, RULES, self.now)] * 2)
                after = self.evidence(self.claims[which][1])[1]
                if state not in {"pending", "checking"}:
                    assert after == state
                elif found is not None and found < RULES.peers_score:
                    assert after == "rejected"
                else:
                    assert after in {"verified", "peer_review"}

            @rule(which=st.integers(0, 1))
            def ask(self, which):
                evidence_id, state = self.evidence(self.claims[which][1])
                if state == "peer_review":
                    self.act(*[(ask_peers, evidence_id, RULES, self.now)] * 2)
                    asked = self.rows(
                        "SELECT count(*) FROM missions.peer_review"
                        " WHERE evidence_id = $1 AND state IN ('asked', 'opened', 'given')",
                        evidence_id,
                    )[0][0]
                    after = self.evidence(self.claims[which][1])[1]
                    assert asked == RULES.reviewers or after == "admin_review"

            @rule(
                votes=st.lists(
                    st.tuples(st.sampled_from(["approve", "reject"]), st.sampled_from([0.0, 0.5, 1.0])),
                    min_size=4,
                    max_size=4,
                )
            )
            def vote_at_once(self, votes):
                waiting = self.rows(
                    "SELECT id, reviewer_id FROM missions.peer_review WHERE state IN ('asked', 'opened')"
                    " AND due_at > $1 AND reviewer_id = ANY ($2) LIMIT 4",
                    *(self.now, self.people),
                )
                self.act(*((open_review, *each, self.now) for each in waiting))
                self.now += timedelta(seconds=31)
                acts = [
                    (
                        give_review,
                        *each,
                        ReviewDraft(verdict=verdict, confidence=confidence, reasoning=REASONING),
                        RULES,
                        self.now,
                    )
                    for each, (verdict, confidence) in zip(waiting, votes, strict=False)
                ]
                done = self.act(*acts, *acts)  # each is sent twice
                assert sum(each is None for each in done) <= len(waiting)
                assert {each for each in done if each} <= {*REFUSED, "not_a_stranger"}

            @rule(which=st.integers(0, 1))
            def appeal_twice(self, which):
                human, claim_id = self.claims[which]
                evidence_id, state = self.evidence(claim_id)
                if evidence_id is not None:
                    draft = AppealDraft("It does show what was asked for.")
                    done = self.act(*[(appeal, evidence_id, human, draft, RULES, self.now)] * 2)
                    refused = [each for each in done if isinstance(each, str)]
                    assert set(refused) <= {*REFUSED, "rate_limited"}
                    assert len(refused) == 2 or state == "rejected"

            @rule(which=st.integers(0, 1), verified=st.booleans(), taken=st.booleans())
            def decide(self, which, verified, taken):
                evidence_id, state = self.evidence(self.claims[which][1])
                if evidence_id is None:
                    return
                if taken:
                    self.act(*((take, admin, evidence_id, self.now) for admin in self.admins))
                verdict = HandVerdict(verified=verified, notes="Looked at it closely.")
                done = self.act(
                    *(
                        (decide_as_admin, admin, evidence_id, verdict, RULES, self.now)
                        for admin in self.admins
                    )
                )
                assert sum(each is None for each in done) <= 1
                assert {each for each in done if each} <= REFUSED
                if None in done:
                    assert state in {"appealed", "admin_review"}

            @rule(which=st.integers(0, 1))
            def leave(self, which):
                human, claim_id = self.claims[which]
                state, _ = self.claim_state(claim_id)
                [done] = self.act((give_up, claim_id, human, self.now))
                assert (done == "invalid_transition") == (state != "active")

            @rule(hours=st.sampled_from([1, 49, 80, 200]))
            def wait(self, hours):
                self.now += timedelta(hours=hours)
                runner.run(release_late_claims(self.database, self.now))
                runner.run(replace_late(self.database, RULES, self.now))
                late = (
                    "SELECT 1 FROM missions.peer_review WHERE state IN ('asked', 'opened') AND due_at <= $1"
                )
                assert self.rows(late, self.now) == []

            @precondition(lambda self: hasattr(self, "claims"))
            @rule()
            def count_verdicts(self):
                for _, claim_id in self.claims:
                    evidence_id, _ = self.evidence(claim_id)
                    if evidence_id is not None:
                        runner.run(count(self.database, evidence_id))

            @invariant()
            def everything_holds(self):
                if hasattr(self, "database"):
                    assert runner.run(broken(self.database)) == {}

        run_state_machine_as_test(
            EvidenceMachine,
            settings=settings(
                max_examples=25,
                stateful_step_count=20,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
