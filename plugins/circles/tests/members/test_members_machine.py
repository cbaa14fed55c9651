"""What four people and an agent do in two circles, in any order, against the real database.

After every act: one owner in each circle that has members, the count is right, nobody who is banned belongs,
and the events replayed are the table. An act that is refused changes nothing.
"""

import asyncio
from datetime import UTC, datetime, timedelta

import msgspec
from commonweal import Principal, Refusal, new_id
from commonweal.storage.database import Database
from commonweal_circles.members import banning, joining
from commonweal_circles.members.changing import Ban
from commonweal_circles.members.inviting import InvitationDraft, invite, withdraw
from commonweal_circles.members.redeeming import redeem
from commonweal_circles.members.tasks import end_some
from commonweal_circles.settings import CirclesSettings
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

SETTINGS = CirclesSettings(invitations_a_day=10_000)
PLACES = """
SELECT circle_id, account_id, state, role FROM circles.member WHERE circle_id = ANY ($1)
"""
COUNTS = "SELECT id, members FROM circles.circle WHERE id = ANY ($1)"
EVENTS = """
SELECT data FROM kernel.event WHERE type = 'circles.membership_changed' AND subject = ANY ($1)
ORDER BY transaction, sequence
"""
WHOLE = """
SELECT 'member', to_jsonb(m) - 'x' AS row FROM circles.member AS m WHERE circle_id = ANY ($1)
UNION ALL SELECT 'circle', to_jsonb(c) FROM circles.circle AS c WHERE id = ANY ($1)
UNION ALL SELECT 'invitation', to_jsonb(i) FROM circles.invitation AS i WHERE circle_id = ANY ($1)
UNION ALL SELECT 'act', to_jsonb(a) FROM circles.act AS a WHERE circle_id = ANY ($1)
UNION ALL SELECT 'events', to_jsonb(count(*)) FROM kernel.event WHERE subject = ANY ($1)
ORDER BY 1, 2
"""
NEW_CIRCLE = """
INSERT INTO circles.circle (id, name, description, topic, visibility, joining, locale, review_status,
    opener_id, fee_id, fee_minor, members)
VALUES ($1, 'Two rivers', 'Neighbours who look after two rivers.', 'rivers', $2, $3, 'en', 'approved', $4,
    $1, 2500, 4)
"""
BEGINNING = """
INSERT INTO circles.member (circle_id, account_id, kind, state, role, joined_at)
VALUES ($1, $2, $3, 'active', $4, now())
"""
ROLES = {0: "owner", 1: "moderator", 2: "member", 4: "member"}
HUMAN = """
WITH made AS (INSERT INTO identity.account (id, kind) VALUES ($1, 'human'))
INSERT INTO identity.human (id, email, email_key, email_confirmed_at, accepted_terms, display_name)
VALUES ($1, $2, $2, now(), '1', 'Somebody')
"""
AGENT = """
WITH made AS (INSERT INTO identity.account (id, kind) VALUES ($1, 'agent'))
INSERT INTO identity.agent (id, username, display_name, owner_key, owner_id, verification, verified_at)
VALUES ($1, $2, 'An agent', $3, $4, 'verified', now())
"""
WHO, WHERE = st.integers(0, 4), st.integers(0, 1)
KEEPER = st.sampled_from([None, None, 0, 1, 2, 3, 4])
AGENT_NUMBER, OWNER_OF_AGENT = 4, 3


def test_whatever_people_do_in_any_order_tables_and_events_agree(database_settings):  # noqa: C901
    with asyncio.Runner() as runner:

        class Members(RuleBasedStateMachine):
            """Four people, an agent of the fourth, a circle that is public and one that is private."""

            @initialize()
            def begin(self):
                self.database = runner.run(Database.connect(database_settings, application_name="machine"))
                self.ids = [new_id() for _ in range(5)]
                self.circles = [new_id(), new_id()]
                self.banned, self.tokens, self.owners = set(), [], [0, 0]
                runner.run(self.open())

            async def open(self):
                async with self.database.write() as work:
                    for account_id in self.ids[:AGENT_NUMBER]:
                        await work.execute(HUMAN, account_id, f"{account_id}@example.org")
                    agent_id = self.ids[AGENT_NUMBER]
                    name = f"agent_{agent_id.hex[-12:]}"
                    await work.execute(AGENT, agent_id, name, agent_id.bytes, self.ids[OWNER_OF_AGENT])
                    ways = (("public", "request"), ("private", "invitation"))
                    for circle_id, (visibility, way) in zip(self.circles, ways, strict=True):
                        await work.execute(NEW_CIRCLE, circle_id, visibility, way, self.ids[0])
                        for who, role in ROLES.items():
                            kind = "agent" if who == AGENT_NUMBER else "human"
                            await work.execute(BEGINNING, circle_id, self.ids[who], kind, role)

            def teardown(self):
                if hasattr(self, "database"):
                    runner.run(self.database.close())

            def keeper(self, who, where):
                """Return who acts in which circle; the owner for None."""
                return self.principal(self.owners[where] if who is None else who), self.circles[where]

            def principal(self, number):
                kind = "agent" if number == AGENT_NUMBER else "human"
                roles = {"agent", "agent_verified"} if kind == "agent" else {"human"}
                return Principal(kind=kind, id=str(self.ids[number]), roles=frozenset(roles))

            def act(self, function, *arguments, **named):
                """Do something in a unit of work; what is refused changes nothing."""
                return runner.run(self.acting(function, *arguments, **named))

            async def acting(self, function, *arguments, **named):
                before = await self.rows(WHOLE)
                try:
                    async with self.database.write() as work:
                        return await function(work, *arguments, **named)
                except Refusal as refusal:
                    assert await self.rows(WHOLE) == before, refusal
                    return None

            async def rows(self, sql):
                async with self.database.read() as work:
                    return [tuple(row) for row in await work.fetch(sql, self.circles)]

            def write(self, sql, *given):
                async def written():
                    async with self.database.write() as work:
                        await work.execute(sql, *given)

                runner.run(written())

            @rule(who=WHO, where=WHERE)
            def join(self, who, where):
                self.act(joining.join, self.principal(who), self.circles[where], "Let me in")

            @rule(who=WHO, where=WHERE, how=st.sampled_from(["accept", "decline", "withdraw", "leave"]))
            def answer(self, who, where, how):
                self.act(joining.answer, self.principal(who), self.circles[where], how)

            @rule(who=KEEPER, whom=WHO, where=WHERE)
            def invite(self, who, whom, where):
                draft = InvitationDraft(kind="account", account_id=self.ids[whom])
                # Whoever said no is asked again here, for which a day must pass.
                self.write("UPDATE circles.member SET invited_at = invited_at - interval '2 days'")
                self.act(invite, SETTINGS, *self.keeper(who, where), draft)

            @rule(who=KEEPER, whom=WHO, where=WHERE)
            def withdraw(self, who, whom, where):
                self.act(withdraw, *self.keeper(who, where), self.ids[whom])

            @rule(who=KEEPER, where=WHERE)
            def make_link(self, who, where):
                if made := self.act(invite, SETTINGS, *self.keeper(who, where), InvitationDraft(kind="link")):
                    self.tokens.append(made.token)

            @rule(who=WHO, which=st.integers(0, 9))
            def redeem(self, who, which):
                if self.tokens:
                    self.act(redeem, self.principal(who), self.tokens[-1 - which % len(self.tokens)])

            @rule(who=KEEPER, whom=WHO, where=WHERE, approved=st.booleans())
            def decide(self, who, whom, where, approved):
                given = (*self.keeper(who, where), self.ids[whom])
                self.act(joining.decide_request, *given, approved=approved)

            @rule(who=KEEPER, whom=WHO, where=WHERE)
            def remove(self, who, whom, where):
                self.act(banning.remove, *self.keeper(who, where), self.ids[whom])

            @rule(who=KEEPER, whom=WHO, where=WHERE, days=st.sampled_from([0, 1]))
            def ban(self, who, whom, where, days):
                given = Ban("A reason", datetime.now(UTC) + timedelta(days=days) if days else None)
                if self.act(banning.ban, *self.keeper(who, where), self.ids[whom], given):
                    self.banned.add((self.circles[where], self.ids[whom]))

            @rule(who=KEEPER, whom=WHO, where=WHERE)
            def lift(self, who, whom, where):
                if self.act(banning.lift, *self.keeper(who, where), self.ids[whom]):
                    self.banned.discard((self.circles[where], self.ids[whom]))

            @rule(
                who=KEEPER,
                whom=WHO,
                where=WHERE,
                role=st.sampled_from(["member", "moderator", "admin", "owner"]),
            )
            def give_role(self, who, whom, where, role):
                self.act(banning.give_role, *self.keeper(who, where), self.ids[whom], role)

            @rule(who=KEEPER, whom=WHO, where=WHERE)
            def hand_over(self, who, whom, where):
                if self.act(banning.hand_over, *self.keeper(who, where), self.ids[whom]):
                    self.owners[where] = whom

            @precondition(lambda self: self.banned)
            @rule(which=st.integers(0, 9))
            def try_every_way_back(self, which):
                circle_id, account_id = sorted(self.banned)[which % len(self.banned)]
                who, where = self.ids.index(account_id), self.circles.index(circle_id)
                draft = InvitationDraft(kind="account", account_id=account_id)
                self.act(joining.join, self.principal(who), circle_id)
                self.act(joining.answer, self.principal(who), circle_id, "accept")
                self.act(invite, SETTINGS, *self.keeper(None, where), draft)
                self.act(joining.decide_request, *self.keeper(None, where), account_id, approved=True)
                for token in self.tokens:
                    self.act(redeem, self.principal(who), token)

            @rule(whom=WHO, where=WHERE, looks=st.booleans())
            def let_time_pass(self, whom, where, looks):
                place = (self.circles[where], self.ids[whom])
                self.write(
                    "UPDATE circles.member SET banned_until = now() - interval '1 minute'"
                    " WHERE circle_id = $1 AND account_id = $2 AND banned_until IS NOT NULL",
                    *place,
                )
                ended = runner.run(self.rows(
                    "SELECT circle_id, account_id FROM circles.member WHERE circle_id = ANY ($1)"
                    " AND banned_until <= now()"
                ))  # fmt: skip
                self.banned -= set(ended)
                if looks:
                    while runner.run(end_some(self.database)):
                        pass

            @rule(
                way=st.sampled_from(["open", "request", "invitation"]),
                invites=st.sampled_from(["members", "moderators"]),
            )
            def set_circle(self, way, invites):
                self.write(
                    "UPDATE circles.circle SET joining = $2, invites = $3 WHERE id = $1",
                    *(self.circles[0], way, invites),
                )

            @rule(where=WHERE, archived=st.sampled_from([False, False, True]))
            def archive(self, where, archived):
                self.write(
                    "UPDATE circles.circle SET state = $2, archived_at = CASE WHEN $3 THEN now() END"
                    " WHERE id = $1 AND members > 0",
                    *(self.circles[where], "archived" if archived else "active", archived),
                )

            @rule(who=WHO, state=st.sampled_from(["active", "active", "active", "suspended"]))
            def suspend(self, who, state):
                self.write("UPDATE identity.account SET state = $2 WHERE id = $1", self.ids[who], state)

            @invariant()
            def one_owner_a_true_count_and_no_ban_forgotten(self):
                if not hasattr(self, "database"):
                    return
                places = runner.run(self.rows(PLACES))
                for circle_id, members in runner.run(self.rows(COUNTS)):
                    here = [each for each in places if each[0] == circle_id and each[2] == "active"]
                    assert len(here) == members
                    assert [each[3] for each in here].count("owner") == (members > 0)
                states = {(circle_id, account_id): state for circle_id, account_id, state, _ in places}
                assert all(states[place] == "banned" for place in self.banned)

            @invariant()
            def the_events_replayed_are_the_table(self):
                if not hasattr(self, "database"):
                    return
                replayed = {
                    (circle_id, self.ids[who]): ("active", role)
                    for circle_id in self.circles
                    for who, role in ROLES.items()
                }
                for (data,) in runner.run(self.rows(EVENTS)):
                    told = msgspec.json.decode(data)
                    place = (msgspec.convert(told["circle_id"], type(self.ids[0])),
                             msgspec.convert(told["account_id"], type(self.ids[0])))  # fmt: skip
                    assert replayed.get(place, ("", "member")) == (told["before"], told["role_before"])
                    replayed[place] = (told["after"], told["role"])
                assert replayed == {
                    (circle, who): (state, role) for circle, who, state, role in runner.run(self.rows(PLACES))
                }

        run_state_machine_as_test(
            Members,
            settings=settings(
                max_examples=30,
                stateful_step_count=50,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                print_blob=True,
            ),
        )
