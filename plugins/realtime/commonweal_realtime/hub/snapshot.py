"""A topic's state and its position, from one snapshot of the database: where following can begin."""

import msgspec
from commonweal import Database, DatabaseUnavailable, Host, Principal, Refusal

from commonweal_realtime.hub.admitting import UNANSWERED, Admission, told_code
from commonweal_realtime.hub.registry import registry_of
from commonweal_realtime.hub.states import State, StateReader


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """How a topic stood at a position: following from there gives what came after."""

    topic: str
    position: str
    state: State


async def take_snapshot(host: Host, database: Database, topic: str, principal: Principal) -> Snapshot:
    """Take a snapshot of a topic for somebody who may follow it.

    Raises Refusal: ``unknown_topic``, ``forbidden``, and ``stream_unavailable`` when nobody could say.
    """
    registry = registry_of(host)
    place = registry.place(topic)
    admission = Admission(database, host, StateReader(registry, host, database))
    try:
        question = await admission.ask(principal, [place], [place.text])
    except DatabaseUnavailable as error:
        raise Refusal(UNANSWERED) from error
    if answer := question.answers[place.text]:
        raise Refusal(told_code(principal, answer))
    return Snapshot(topic=place.text, position=str(question.position), state=question.states[place.text])
