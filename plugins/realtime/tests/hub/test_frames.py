"""Frames as bytes, positions as text, and the window of what is newest."""

import json
from datetime import UTC, datetime

import pytest
from commonweal import Position, Refusal, new_id
from commonweal_realtime.hub.frames import EventFrame, encoded, event_frame, with_state
from commonweal_realtime.hub.positions import read_position
from commonweal_realtime.hub.telling import Named
from commonweal_realtime.hub.window import Window
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Opcode
from websockets.protocol import Protocol, Side

NUMBER = st.integers(min_value=0, max_value=2**63 - 1)


def frame(number, topic="field:a", data=None):
    position = Position(number, 1)
    made = EventFrame(
        topic=topic,
        event="field.grown",
        id=new_id(),
        position=str(position),
        previous="0.0",
        at=datetime(2026, 1, 2, tzinfo=UTC),
        data=data or {},
    )
    return event_frame(made, position, Position(0, 0))


@given(NUMBER, NUMBER)
def test_a_position_is_read_as_it_was_written(transaction, sequence):
    assert read_position(f"{transaction}.{sequence}") == (transaction, sequence)


@given(st.text(max_size=30))
def test_whatever_else_is_no_position(text):
    try:
        assert str(read_position(text)) == text
    except Refusal as refusal:
        assert refusal.code == "position_invalid"


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=200) | st.integers() | st.none(), max_size=5))
def test_a_frame_with_a_state_is_the_bare_one_and_the_state(state):
    bare = frame(1, data={"text": "ünï"})
    stately = with_state(bare, state)
    assert json.loads(stately.json) == {**json.loads(bare.json), "state": state}
    assert stately.bare is bare
    assert bare.bare is bare


@pytest.mark.parametrize("length", [0, 20, 100, 200, 65_000, 65_535, 70_000])
def test_the_bytes_of_a_web_socket_are_read_by_another_implementation_of_it(length):
    made = encoded("heartbeat", position=Position(1, 2), filler="x" * length)
    client = Protocol(Side.CLIENT, max_size=None)
    client.receive_data(made.web_socket)
    (received,) = client.events_received()
    assert received.opcode is Opcode.TEXT
    assert received.fin
    assert received.data == made.json
    assert made.web_socket is made.web_socket, "made once"


def test_the_bytes_of_an_event_stream_have_id_event_and_data_in_single_lines():
    made = with_state(frame(7, data={"text": "two\nlines\r\n\n"}), {"more": "\n"})
    lines = made.event_stream.decode().split("\n")
    assert lines[:2] == ["id: 7.1", "event: field.grown"]
    assert json.loads(lines[2].removeprefix("data: "))["data"] == {"text": "two\nlines\r\n\n"}
    assert lines[3:] == ["", ""]
    assert b"id:" not in encoded("presence", topic="a", count=1).event_stream


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=40),
    st.integers(0, 12),
    st.integers(0, 45),
)
def test_a_window_gives_what_is_newer_than_a_position_and_knows_how_far_it_reaches(steps, keeps, asked):
    clock = [0.0]
    window = Window(Position(0, 0), seconds=keeps, now=lambda: clock[0])
    added = []
    for number, (topic, is_frame) in enumerate(steps, 1):
        clock[0] += 1
        position = Position(number, 1)
        if is_frame:
            before = [each for each in added if each.topic == topic]
            assert window.last(topic) <= position
            if before and before[-1].position > window.floor:
                assert window.last(topic) == before[-1].position
            added.append(frame(number, topic))
            window.add(added[-1], position)
        else:
            window.add_named(Named(position, topic, None, None))
        window.prune()
    start = max(Position(asked, 1), window.floor)
    assert window.after(["a", "c"], start) == [
        each for each in added if each.topic in "ac" and each.position > start
    ]
    named = [number for number, (_, is_frame) in enumerate(steps, 1) if not is_frame]
    assert [each.position.transaction for each in window.named_after(start)] == [
        number for number in named if Position(number, 1) > start
    ]
    assert window.floor.transaction >= len(steps) - keeps - 1 or not steps


def test_a_window_is_bounded_in_bytes():
    window = Window(Position(0, 0), most_bytes=50_000)
    for number in range(1, 200):
        window.add(frame(number, data={"text": "x" * 1_000}), Position(number, 1))
        window.prune()
        assert window.bytes <= 50_000
    assert 10 < len(window) < 50
    assert window.after(["field:a"], window.floor)[0].position == (window.floor.transaction + 1, 1)
    for _ in range(200):
        window._seconds = -1
        window.prune()
    assert window.bytes == len(window) == 0
    assert window.floor == (199, 1)
