"""The checker finds each thing that can be wrong, and nothing where nothing is."""

import pytest
from checker import Client, Log, Right, Told, problems

ANA, TOPIC = "ana", "club:1"
LOG = Log(
    [Told(TOPIC, (number, 1), f"e{number}") for number in range(1, 8)],
    [Right((1, 1), TOPIC, ANA, may=True), Right((5, 1), TOPIC, ANA, may=False)],
)


def event(number, previous=None):
    before = number - 1 if previous is None else previous
    return {
        "type": "event",
        "topic": TOPIC,
        "id": f"e{number}",
        "position": f"{number}.1",
        "previous": f"{before}.1",
    }


def following(number):
    return {"type": "following", "topic": TOPIC, "position": f"{number}.1"}


def heartbeat(number):
    return {"type": "heartbeat", "position": f"{number}.1"}


ENDED = {"type": "ended", "topic": TOPIC, "reason": "revoked"}
FINE = [following(1), event(2), event(3), event(4), ENDED]


def found(frames, account=ANA, *, log=LOG):
    client = Client(account)
    for frame in frames:
        client.hear(frame)
    return [problem.partition(" ")[0] for problem in problems(log, client)]


def test_a_stream_as_it_should_be_has_no_problems():
    assert found(FINE) == []
    assert found([following(3), event(4), event(5), event(6), heartbeat(6)], "ben") == []
    assert found([heartbeat(9), following(7), heartbeat(9)], None) == []


@pytest.mark.parametrize(
    ("frames", "expected"),
    [
        ([following(1), event(3, previous=2)], ["gap:", "lost:"]),
        ([following(1), event(2), ENDED], ["lost:", "lost:"]),
        ([following(1), event(2), heartbeat(4)], ["lost:", "lost:"]),
        ([following(1), event(2), event(2)], ["reordered:", "duplicated:"]),
        ([following(1), event(3, previous=1), event(2)], ["reordered:", "wrong:"]),
        ([following(3), event(4), event(5)], ["leaked:"]),
        ([event(2)], ["stray:"]),
        ([*FINE, event(6)], ["stray:"]),
        ([following(1), event(2), following(1), event(2)], ["duplicated:"]),
        ([following(2), event(3, previous=3)], ["gap:", "wrong:"]),
    ],
)
def test_each_thing_that_is_wrong_is_found(frames, expected):
    assert sorted(found(frames)) == sorted(expected)


def test_a_client_resumes_from_where_everything_was_sent_and_what_it_missed_meanwhile_is_not_lost():
    client = Client("ben")
    assert client.position(TOPIC) is None
    for frame in (following(1), event(2), heartbeat(3)):
        client.hear(frame)
    client.disconnect()
    client.hear(heartbeat(6))
    assert client.position(TOPIC) == "3.1"
    for frame in (following(3), event(4)):
        client.hear(frame)
    assert problems(LOG, client) == [f"lost: {TOPIC} (3, 1)"]


def test_whoever_has_the_right_again_is_not_leaked_to():
    log = Log(
        [Told(TOPIC, (number, 1), f"e{number}") for number in range(1, 8)],
        [Right((3, 1), TOPIC, None, may=False), Right((5, 1), TOPIC, ANA, may=True)],
    )
    frames = [following(1), *(event(number) for number in range(2, 8))]
    assert found(frames, log=log) == []
    assert set(found(frames, "ben", log=log)) == {"leaked:"}
