"""The flow as a state machine: transactions begin and commit in any order, and all else happens between."""

from datetime import UTC, datetime

import msgspec
import pytest
from checker import Log, Right, Told, problems
from commonweal import Position, new_id
from commonweal_realtime.hooks import Part, Topic
from commonweal_realtime.hub import flow
from commonweal_realtime.hub.admitting import ALLOWED, FORBIDDEN
from commonweal_realtime.hub.flow import Flow
from commonweal_realtime.hub.registry import Known, Owned, Place
from commonweal_realtime.hub.seats import Arrival, Seats
from commonweal_realtime.hub.telling import Draft, Happening, Named
from commonweal_realtime.hub.window import Window
from hub_world import Person
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

CLUB, FIELD = "club", "field"
TOPICS = [[CLUB], [FIELD], [CLUB, FIELD]]
ACCOUNTS = [new_id() for _ in range(2)]


async def _never(*about):
    raise AssertionError("the flow asks nobody by itself")


def _place(name):
    topic = Topic(name=name, key="none", about=name, may_follow=_never)
    part = Owned("meadow", Part(topic=name, name="posts", read=_never))
    return Place(name, Known("meadow", topic, {}, {"posts": part}, {}), None)


class Transaction:
    """One event on its way: its place in the log is that of its transaction."""

    def __init__(self, number, kind, account):
        self.position, self.kind, self.account = Position(number, number), kind, account
        self.id = new_id()

    def happening(self):
        topic = FIELD if self.kind == "grow" else CLUB
        now = datetime(2026, 1, 1, tzinfo=UTC)
        draft = Draft(topic, self.kind, self.id, self.position, now, msgspec.Raw(b"{}"))
        named = [Named(self.position, CLUB, CLUB, self.account)] if self.kind == "leave" else []
        return Happening(self.position, [draft], named)


class FlowMachine(RuleBasedStateMachine):
    """A database that knows what is committed, a flow that is fed from it, and those who follow."""

    @initialize()
    def begin(self):
        self.number, self.running, self.committed = 0, [], []
        self.members, self.posts, self.posts_at_leaving = set(ACCOUNTS), 0, {}
        self.asking = {}
        self.flow = Flow(
            Window(Position(0, 0), seconds=1e9), lambda seat: self.asking.setdefault(seat, seat.named)
        )
        self.places = {name: _place(name) for name in (CLUB, FIELD)}
        self.people = [Person(account) for account in ACCOUNTS]
        self.early = []

    def settled(self):
        """Return what the tail may read: committed, and before every transaction that still runs."""
        oldest = min((each.position for each in self.running), default=Position(10**9, 0))
        return sorted(
            [each for each in self.committed if each.position < oldest], key=lambda each: each.position
        )

    def snapshot(self):
        return max((each.position for each in self.settled()), default=Position(0, 0))

    def state(self):
        return {"posts": msgspec.Raw(msgspec.json.encode({"posts": self.posts}))}

    @rule(kind=st.sampled_from(["post", "post", "grow", "leave", "join"]), account=st.sampled_from(ACCOUNTS))
    def start(self, kind, account):
        # Members change in one transaction after the other, so that the log says what the tables say.
        is_changing = any(each.kind in ("leave", "join") for each in self.running)
        if kind in ("leave", "join") and (is_changing or (kind == "join") == (account in self.members)):
            return
        self.number += 1
        self.running.append(Transaction(self.number, kind, account))

    @rule(index=st.integers(0, 5))
    def commit(self, index):
        if index < len(self.running):
            done = self.running.pop(index)
            self.committed.append(done)
            if done.kind == "post":
                self.posts += 1
            elif done.kind == "leave":
                self.members.discard(done.account)
                self.posts_at_leaving[done.account] = self.posts
            elif done.kind == "join":
                self.members.add(done.account)
                self.posts_at_leaving.pop(done.account, None)

    @rule(most=st.integers(1, 4), between=st.lists(st.integers(0, 3), max_size=2))
    def read(self, most, between):
        """Read a batch; before its states are read, a few more transactions may commit."""
        batch = [each for each in self.settled() if each.position > self.flow.head][:most]
        if not batch:
            return
        for index in between:
            self.commit(index)
        head, happenings = batch[-1].position, [each.happening() for each in batch]
        concerned = {draft.topic for each in happenings for draft in each.frames}
        states = {text: self.state() for text in concerned if text in self.flow.seats.places}
        ahead = [named for each in self.committed if each.position > head for named in each.happening().named]
        self.flow.hand_out(happenings, head, states, self.look_ahead(ahead) if states else [])
        early, self.early = self.early, []
        for arrival in early:
            self._go_on(arrival)

    def look_ahead(self, named):
        return named

    @rule(
        index=st.integers(0, 1), topics=st.sampled_from([[CLUB], [FIELD], [CLUB, FIELD]]), fresh=st.booleans()
    )
    def follow(self, index, topics, fresh):
        """Follow from one snapshot; topics that are followed already are left first."""
        person = self.people[index]
        seat = self.flow.seats.take(person)
        permitted, allowed = self.snapshot(), []
        positions = [person.client.position(text) for text in topics]
        for text in topics:
            if self.flow.end(seat, text):
                person.client.hear({"type": "left", "topic": text})
            if text == FIELD or person.principal.account_id in self.members:
                allowed.append(self.places[text])
        if not allowed:
            return
        start = permitted
        if not fresh and None not in positions and len(set(positions)) == 1:
            start = Position(*map(int, positions[0].split(".")))
        for place in allowed:
            self.flow.seats.expect(place)
            person.client.hear({"type": "following", "topic": place.text, "position": str(start)})
        states = {place.text: self.state() for place in allowed}
        arrival = Arrival(seat, allowed, start, permitted=permitted, states=states, changes=seat.changes)
        seat.arrivals.append(arrival)
        self._go_on(arrival)

    def _go_on(self, arrival):
        if arrival not in arrival.seat.arrivals:
            return
        if self.flow.head < max(arrival.permitted, arrival.reached):
            self.early.append(arrival)
            return
        if self.flow.arrive(arrival):
            # Asked anew, in a newer snapshot, with the states that were lacking.
            arrival.permitted = self.snapshot()
            if CLUB in arrival.places and arrival.seat.account not in self.members:
                self.flow.end(arrival.seat, CLUB)
                arrival.seat.follower.ended(CLUB, "unavailable")
            arrival.states = {text: self.state() for text in arrival.places}
            self._go_on(arrival)

    @rule()
    def answer(self):
        """Answer everybody who was asked for, in a snapshot taken now."""
        asking, self.asking = self.asking, {}
        for seat in asking:
            if seat.is_open and seat.cut and seat.waits is None:
                may = ALLOWED if seat.account in self.members else FORBIDDEN
                self.flow.settle(seat, {text: may if text == CLUB else ALLOWED for text in seat.cut})

    @rule(index=st.integers(0, 1))
    def disconnect(self, index):
        person = self.people[index]
        if seat := self.flow.seats.of(person):
            self.flow.forget(seat)
            self.asking.pop(seat, None)
            person.client.disconnect()

    @rule(index=st.integers(0, 1))
    def heartbeat(self, index):
        person = self.people[index]
        if seat := self.flow.seats.of(person):
            position = self.flow.position_of(seat)
            person.client.hear({"type": "heartbeat", "position": str(position)})

    @invariant()
    def no_state_knows_what_was_posted_after_somebody_had_left(self):
        for person in getattr(self, "people", []):
            most = self.posts_at_leaving.get(person.principal.account_id)
            for frame in person.of(CLUB):
                if most is not None and "state" in frame:
                    assert frame["state"]["posts"]["posts"] <= most

    def teardown(self):
        """Let everything end, and look at what everybody received."""
        if not hasattr(self, "people"):
            return
        while self.running:
            self.commit(0)
        while self.flow.head < self.snapshot() or self.asking:
            self.read(4, [])
            self.answer()
        for person in self.people:
            if seat := self.flow.seats.of(person):
                assert seat.kept is None
                assert not seat.arrivals
                person.client.hear({"type": "heartbeat", "position": str(self.flow.position_of(seat))})
        told = [
            Told(FIELD if each.kind == "grow" else CLUB, tuple(each.position), str(each.id))
            for each in self.committed
        ]
        rights = [
            Right(tuple(each.position), CLUB, str(each.account), each.kind == "join")
            for each in self.committed
            if each.kind in ("leave", "join")
        ]
        log = Log(told, rights)
        assert not [problem for person in self.people for problem in problems(log, person.client)]
        self.no_state_knows_what_was_posted_after_somebody_had_left()


TestFlow = FlowMachine.TestCase
TestFlow.settings = settings(max_examples=300, stateful_step_count=40, deadline=None)


FINDING = settings(
    TestFlow.settings,
    max_examples=2_000,
    database=None,
    phases=[Phase.generate],  # a find is enough
    report_multiple_bugs=False,
)


def test_the_same_machine_catches_a_flow_that_does_not_look_ahead():
    class Careless(FlowMachine):
        def look_ahead(self, named):
            return []

    with pytest.raises(AssertionError):
        run_state_machine_as_test(Careless, settings=FINDING)


def test_the_same_machine_catches_a_flow_in_which_nobody_is_named(monkeypatch):
    monkeypatch.setattr(Seats, "named", lambda self, named: iter(()))
    monkeypatch.setattr(flow, "names", lambda named, seat, place: False)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(FlowMachine, settings=FINDING)
