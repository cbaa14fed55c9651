"""Whatever people, verdicts, time and admins do, in any order: tables, events and a small model agree."""

import asyncio
from datetime import UTC, datetime, timedelta

from commonweal import Refusal, new_id
from commonweal.storage.database import Database
from commonweal_missions.claims.acts import reject, submit, verify
from commonweal_missions.claims.ending import archive, release_late_claims, tell_expired_missions
from commonweal_missions.claims.keeping import give_up, report_progress
from commonweal_missions.claims.making import make_claim
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

from .replay import mismatches

HELD, OPEN = {"active", "submitted", "verified"}, {"active", "submitted"}
START = datetime.now(UTC)
SLOTS = (1, 2, 3, 2)
ENDS = START + timedelta(days=30)


def test_claims_agree_with_their_model(database_settings, market_in):  # noqa: C901 - its rules are many
    with asyncio.Runner() as runner:

        class ClaimMachine(RuleBasedStateMachine):
            """Three people, four missions, a clock, verdicts and an admin."""

            @initialize()
            def begin(self):
                self.database = runner.run(Database.connect(database_settings, application_name="machine"))
                runner.run(self.forget())  # what the example before left
                market = market_in(self.database)
                self.missions = [
                    runner.run(market.add(max_claims=slots, expires_at=ENDS, told_state="open"))
                    for slots in SLOTS
                ]
                self.slots = dict(zip(self.missions, SLOTS, strict=True))
                self.people = [new_id() for _ in range(3)]
                self.now, self.archived, self.claims = START, set(), {}

            async def forget(self):
                async with self.database.write() as work:
                    await work.execute("DELETE FROM missions.claim")

            def teardown(self):
                if hasattr(self, "database"):
                    runner.run(self.database.close())

            def act(self, function, *arguments, **named):
                async def acting():
                    try:
                        async with self.database.write() as work:
                            return await function(work, *arguments, **named)
                    except Refusal as refusal:
                        return refusal.code

                return runner.run(acting())

            def states(self, name, value):
                return [each["state"] for each in self.claims.values() if each[name] == value]

            @rule(person=st.integers(0, 2), mission=st.integers(0, 3))
            def claim(self, person, mission):
                human, mission_id = self.people[person], self.missions[mission]
                on_mission = self.states("mission", mission_id)
                mine = [c for c in self.claims.values() if (c["human"], c["mission"]) == (human, mission_id)]
                expected = None
                if mission_id in self.archived or self.now >= ENDS:
                    expected = "gone"
                elif any(each["state"] in HELD for each in mine):
                    expected = "already_claimed"
                elif sum(state in HELD for state in on_mission) >= self.slots[mission_id]:
                    expected = "mission_full"
                elif sum(state in OPEN for state in self.states("human", human)) >= 2:
                    expected = "claim_limit_reached"
                made = self.act(make_claim, mission_id, human, acknowledged=False, most_open=2, at=self.now)
                if expected:
                    assert made == expected
                else:
                    self.claims[made.id] = {
                        "mission": mission_id, "human": human, "state": "active", "at": self.now,
                        "deadline": min(self.now + timedelta(hours=168), ENDS),
                    }  # fmt: skip

            @precondition(lambda self: self.claims)
            @rule(
                which=st.integers(0, 30),
                what=st.sampled_from(["progress", "submit", "verify", "reject", "give_up"]),
            )
            def step(self, which, what):
                claim_id = list(self.claims)[which % len(self.claims)]
                claim = self.claims[claim_id]
                state = claim["state"]
                in_time = state == "active" and self.now < claim["deadline"]
                if what == "submit":
                    done = self.act(submit, claim_id, human_id=claim["human"], at=self.now)
                    may, after = in_time, "submitted"
                elif what == "give_up":
                    done = self.act(give_up, claim_id, claim["human"], self.now)
                    may, after = in_time, "abandoned"
                elif what == "progress":
                    said = {"progress": which, "notes": None, "at": self.now}
                    done = self.act(report_progress, claim_id, claim["human"], **said)
                    may, after = in_time, "active"
                else:
                    done = self.act(verify if what == "verify" else reject, claim_id, self.now)
                    may, after = state == "submitted", "verified" if what == "verify" else "active"
                assert (done == "invalid_transition") == (not may)
                if may:
                    claim["state"] = after
                    if what == "reject":
                        claim["deadline"] = max(claim["deadline"], self.now + timedelta(hours=72))
                        assert done == claim["deadline"]

            @rule(hours=st.sampled_from([1, 20, 80, 200]))
            def wait(self, hours):
                self.now += timedelta(hours=hours)

            @rule()
            def let_the_worker_look(self):
                late = [
                    each
                    for each in self.claims.values()
                    if each["state"] == "active" and each["deadline"] <= self.now
                ]
                assert runner.run(release_late_claims(self.database, self.now)) == len(late)
                for each in late:
                    each["state"] = "released"
                runner.run(tell_expired_missions(self.database, self.now))

            @rule(mission=st.integers(0, 3), by_admin=st.booleans())
            def archive(self, mission, by_admin):
                mission_id = self.missions[mission]
                states = self.states("mission", mission_id)
                over = mission_id in self.archived or states.count("verified") == self.slots[mission_id]
                done = self.act(archive, mission_id, by_admin=by_admin, at=self.now)
                if over:
                    assert done == "invalid_transition"
                elif not by_admin and any(state in OPEN for state in states):
                    assert done == "conflict"
                else:
                    self.archived.add(mission_id)
                    for each in self.claims.values():
                        if each["mission"] == mission_id and each["state"] == "active":
                            each["state"] = "released"

            @invariant()
            def tables_agree(self):
                if not hasattr(self, "database"):
                    return
                rows = runner.run(self.read())
                known = {
                    claim_id: (each["state"], each["deadline"]) for claim_id, each in self.claims.items()
                }
                assert {row["id"]: (row["state"], row["deadline"]) for row in rows} == known
                assert runner.run(mismatches(self.database, self.now, self.missions)) == []

            async def read(self):
                async with self.database.read() as work:
                    return await work.fetch(
                        "SELECT id, state, deadline FROM missions.claim WHERE mission_id = ANY ($1)",
                        self.missions,
                    )

        run_state_machine_as_test(
            ClaimMachine,
            settings=settings(
                max_examples=40,
                stateful_step_count=25,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
