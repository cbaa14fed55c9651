"""The contract of a broker: subclass `BrokerContract` and give it a fixture ``connect``.

``connect()`` returns another broker on the same server, as another process would have. The kernel asks little
of a broker: it carries word that a task waits, and what it loses is sent again. These tests ask for that
little.
"""

import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from dramatiq import Broker, Message
from dramatiq.broker import Consumer, MessageProxy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.testing.contract import Contract

Connect = Callable[[], Broker]
QUEUES = ("default", "tool-library", "missions.review")
_PATIENCE_SECONDS = 30
_QUIET_SECONDS = 2.0
_LETTERS = st.characters(codec="utf-8", exclude_characters="\0")
_ARGUMENTS = st.fixed_dictionaries(
    {"request": st.uuids().map(str), "number": st.integers(0, 2**31), "text": st.text(_LETTERS, max_size=200)}
)


class BrokerContract(Contract):
    """What every broker must do."""

    @settings(
        deadline=None,
        max_examples=4,  # of many messages each: to connect takes longer than to send
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    )
    @given(batch=st.lists(_ARGUMENTS, min_size=1, max_size=12))
    def test_messages_arrive_as_they_were_sent(self, connect: Connect, batch: list[dict[str, Any]]) -> None:
        broker = declared(connect)
        sent = {each.message_id: each for each in (message(**arguments) for arguments in batch)}
        for each in sent.values():
            broker.enqueue(each)
        received = {each.message_id: each for each in taken(broker, len(sent))}
        assert received.keys() == sent.keys()
        assert all(received[key].kwargs == sent[key].kwargs for key in sent)
        broker.close()

    def test_a_message_waits_until_somebody_listens(self, connect: Connect) -> None:
        sender = declared(connect)
        sender.enqueue(message(number=1))
        sender.close()
        assert [each.kwargs["number"] for each in taken(declared(connect), 1)] == [1]

    def test_each_message_reaches_one_of_those_who_listen(self, connect: Connect) -> None:
        brokers = [declared(connect), declared(connect)]
        for number in range(40):
            brokers[number % 2].enqueue(message(number=number))
        consumers = [broker.consume("default", prefetch=4, timeout=200) for broker in brokers]
        seen = _drain(consumers, 40)
        assert sorted(seen) == list(range(40))
        assert _drain(consumers, 1, seconds=_QUIET_SECONDS) == []
        for consumer in consumers:
            consumer.close()

    def test_what_was_acknowledged_does_not_come_back(self, connect: Connect) -> None:
        broker = declared(connect)
        broker.enqueue(message(number=1))
        assert len(taken(broker, 1)) == 1
        broker.close()
        assert taken(declared(connect), 1, seconds=_QUIET_SECONDS) == []

    def test_what_a_listener_gives_back_reaches_another(self, connect: Connect) -> None:
        broker = declared(connect)
        broker.enqueue(message(number=7))
        consumer = broker.consume("default", prefetch=1, timeout=200)
        held = _next(consumer)
        assert held is not None
        consumer.requeue([held])
        consumer.close()
        broker.close()
        assert [each.kwargs["number"] for each in taken(declared(connect), 1)] == [7]

    def test_queues_are_apart(self, connect: Connect) -> None:
        broker = declared(connect)
        for number, queue in enumerate(QUEUES):
            broker.enqueue(message(queue, number=number))
        for number, queue in enumerate(QUEUES):
            assert [each.kwargs["number"] for each in taken(broker, 1, queue=queue)] == [number]

    def test_a_queue_declared_again_keeps_what_is_in_it(self, connect: Connect) -> None:
        broker = declared(connect)
        broker.enqueue(message(number=3))
        assert [each.kwargs["number"] for each in taken(declared(connect), 1)] == [3]


def declared(connect: Connect) -> Broker:
    """Return another broker that knows the queues."""
    broker = connect()
    for queue in QUEUES:
        broker.declare_queue(queue)
    return broker


def message(queue: str = "default", **arguments: Any) -> "Message[None]":
    """Return a message as the relay sends them: small, and with an id that is a UUID."""
    return Message(
        queue_name=queue,
        actor_name="contract.task",
        args=(),
        kwargs=arguments,
        options={},
        message_id=str(uuid4()),
    )


def taken(
    broker: Broker, count: int, *, queue: str = "default", seconds: float | None = None
) -> list[MessageProxy]:
    """Take and acknowledge so many messages, as far as they come in time."""
    consumer: Consumer = broker.consume(queue, prefetch=1, timeout=200)
    found: list[MessageProxy] = []
    deadline = time.monotonic() + (seconds or _PATIENCE_SECONDS)
    while len(found) < count and time.monotonic() < deadline:
        if (each := next(consumer)) is not None:
            consumer.ack(each)
            found.append(each)
    if (beyond := next(consumer)) is not None:  # some brokers send the last word with the next look
        consumer.requeue([beyond])
    consumer.close()
    return found


def _drain(consumers: list[Consumer], count: int, *, seconds: float = _PATIENCE_SECONDS) -> list[int]:
    found: list[int] = []
    deadline = time.monotonic() + seconds
    while len(found) < count and time.monotonic() < deadline:
        for consumer in consumers:
            if (each := next(consumer)) is not None:
                consumer.ack(each)
                found.append(each.kwargs["number"])
    return found


def _next(consumer: Consumer) -> MessageProxy | None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if (each := next(consumer)) is not None:
            return each
    return None
