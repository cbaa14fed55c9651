"""The crowd counts connections, lets them beat by one wheel, ends expired ones, and disperses evenly."""

import asyncio
from collections import Counter
from datetime import UTC, datetime

import msgspec
import pytest
from commonweal import Principal, Refusal
from commonweal_realtime.gateway.crowd import HEARTBEAT_SECONDS, Crowd
from commonweal_realtime.settings import RealtimeSettings
from hypothesis import given
from hypothesis import strategies as st

SETTINGS = RealtimeSettings(connections_per_principal=2, connections_per_network=3)
ANA = Principal(kind="human", id="ana")
GUEST = Principal(kind="guest", id="network")


class Member:
    def __init__(self, principal=GUEST):
        self.principal, self.ends, self.told = principal, 0.0, []

    def beat(self):
        self.told.append("beat")

    def expire(self):
        self.told.append("expired")

    def send_away(self, after_ms):
        self.told.append(after_ms)


def until(principal, seconds):
    return msgspec.structs.replace(principal, expires_at=datetime.fromtimestamp(seconds, UTC))


@pytest.mark.parametrize(("principal", "most"), [(ANA, 2), (GUEST, 3)])
def test_each_principal_has_so_many_connections_and_a_place_is_free_again_when_one_leaves(principal, most):
    crowd, members = Crowd(SETTINGS), [Member(principal) for _ in range(most)]
    for member in members:
        crowd.enter(member)
    with pytest.raises(Refusal, match="too_many_connections"):
        crowd.enter(Member(principal))
    crowd.leave(members[0])
    crowd.leave(members[0])
    crowd.enter(Member(principal))
    with pytest.raises(Refusal):
        crowd.enter(Member(principal))


def test_a_guest_who_becomes_somebody_gives_the_guests_place_back_unless_there_is_none_to_take():
    crowd, members = Crowd(SETTINGS), [Member() for _ in range(3)]
    for member in members:
        crowd.enter(member)
    crowd.become(members[0], ANA)
    crowd.enter(Member())
    crowd.become(members[1], ANA)
    with pytest.raises(Refusal):
        crowd.become(members[2], ANA)
    assert members[2].principal is GUEST


@given(st.lists(st.tuples(st.sampled_from(["enter", "leave", "become"]), st.integers(0, 9), st.booleans())))
def test_the_counts_are_those_of_the_members_whatever_happens(steps):
    crowd, members = Crowd(SETTINGS), [Member() for _ in range(10)]
    for step, number, is_ana in steps:
        member, principal = members[number], ANA if is_ana else GUEST
        try:
            if step == "leave":
                crowd.leave(member)
            elif step == "become" and member in crowd.members:
                crowd.become(member, principal)
            elif step == "enter" and member not in crowd.members:
                member.principal = principal
                crowd.enter(member)
        except Refusal:
            pass
        assert crowd._counts == Counter(each.principal.key for each in crowd.members)


def test_the_wheel_lets_every_connection_beat_once_a_turn():
    crowd, members = Crowd(msgspec.structs.replace(SETTINGS, connections_per_network=500)), []
    for _ in range(500):
        members.append(Member())
        crowd.enter(members[-1])
    for turn in (1, 2):
        for _ in range(HEARTBEAT_SECONDS):
            crowd.turn_once()
        assert all(member.told == ["beat"] * turn for member in members)
    crowd.leave(members[0])
    for _ in range(HEARTBEAT_SECONDS):
        crowd.turn_once()
    assert members[0].told == ["beat"] * 2


def test_a_connection_ends_with_its_credentials_and_not_when_they_were_renewed():
    now = [1_000.0]
    crowd = Crowd(SETTINGS, clock=lambda: now[0])
    short, renewed, endless = Member(until(ANA, 1_010)), Member(until(ANA, 1_010)), Member(GUEST)
    for member in (short, renewed, endless):
        crowd.enter(member)
    crowd.become(renewed, until(ANA, 2_000))
    now[0] = 1_009.0
    crowd.turn_once()
    assert "expired" not in short.told
    now[0] = 1_010.0
    crowd.turn_once()
    assert [("expired" in member.told) for member in (short, renewed, endless)] == [True, False, False]
    now[0] = 2_000.0
    crowd.turn_once()
    assert "expired" in renewed.told


@pytest.mark.parametrize("seconds", [0, 0.2])
async def test_whoever_is_dispersed_is_told_once_and_when_to_come_back(seconds):
    crowd = Crowd(msgspec.structs.replace(SETTINGS, connections_per_network=200))
    members = [Member() for _ in range(200)]
    for member in members:
        crowd.enter(member)
    dispersing = asyncio.create_task(crowd.disperse(seconds))
    await asyncio.sleep(0)  # until it waits for the first time
    told = sum(bool(member.told) for member in members)
    assert (told == 200) == (seconds == 0)
    await dispersing
    assert all(len(member.told) == 1 and 100 <= member.told[0] <= 2_000 for member in members)
    assert len({member.told[0] for member in members}) > 20
