"""The hook that realtime specifies: which topics there are, and what happens in them (DOMAIN §14)."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import Event, PluginContext, Principal, RecordedEvent, UnitOfWork, hookspec

Data = Mapping[str, Any]
"""What JSON holds: ids, states, counts and codes, never a person's data (ARCHITECTURE §4.10)."""


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """Something one can follow: ``feed``, or one of many such as ``mission:<id>``.

    ``key`` says what stands behind the colon: nothing, a UUID or a name (small letters, digits, dashes).
    ``may_follow`` is the predicate that pages and lists go by as well (ARCHITECTURE §4.4): it is asked in the
    unit of work of the snapshot from which following begins, and again after each ``Revocation``. ``key`` is
    None, a UUID or a str there. ``presence`` has followers counted, and told of their number.
    ``about`` is one English sentence for the published description of the stream.
    """

    name: str
    key: Literal["none", "uuid", "name"]
    about: str
    may_follow: Callable[[UnitOfWork, Principal, Any], Awaitable[bool]]
    presence: bool = False


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What an event is to those who follow a topic: a frame called ``name``, such as ``mission.claimed``.

    ``tell`` returns the keys of the topics it concerns (one None for a topic without keys), each with the
    frame's data. It is a pure function of the event, so that every replay gives the same.
    """

    topic: str
    name: str
    event_type: type[Event]
    tell: Callable[[RecordedEvent[Any]], Iterable[tuple[Any, Data]]]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the state of a topic, under its name: what a snapshot gives and the newest frame carries.

    ``read`` returns the part for several keys at once; keys that no longer exist are left out. Whatever a
    person can change in it must have an event that is ``Told`` in the topic: a test goes through all actions.
    """

    topic: str
    name: str
    read: Callable[[UnitOfWork, Sequence[Any]], Awaitable[Mapping[Any, Data]]]


class Revocation(msgspec.Struct, frozen=True, kw_only=True):
    """An event after which somebody may no longer follow: from its place in the log on, nothing is delivered.

    ``whom`` returns pairs of a topic's key and an account; None stands for every key, or everybody. Whoever
    is named is asked for anew, and goes on if they still may.
    """

    topic: str
    event_type: type[Event]
    whom: Callable[[RecordedEvent[Any]], Iterable[tuple[Any, UUID | None]]]


class Stream(msgspec.Struct, frozen=True, kw_only=True):
    """What one plugin adds to the streams: its topics, and what it tells in them or in those of others."""

    topics: Sequence[Topic] = ()
    told: Sequence[Told] = ()
    parts: Sequence[Part] = ()
    revocations: Sequence[Revocation] = ()


@hookspec
def commonweal_streams(context: PluginContext) -> Stream:  # type: ignore[empty-body]  # a specification
    """Let people and agents follow what happens in your plugin.

    Example:
    >>> from commonweal import Event, event_type, hookimpl
    >>> from commonweal_realtime.api import Stream, Told, Topic
    >>> @event_type("trees.tree_felled")
    ... class TreeFelled(Event, frozen=True):
    ...     '''A tree is gone.'''
    ...     tree: int
    >>> async def everybody(work, principal, key):
    ...     return True
    >>> def felled(recorded):
    ...     return [(None, {"tree": recorded.event.tree})]
    >>> @hookimpl
    ... def commonweal_streams(context):
    ...     forest = Topic(name="forest", key="none", about="The forest.", may_follow=everybody)
    ...     told = Told(topic="forest", name="tree.felled", event_type=TreeFelled, tell=felled)
    ...     return Stream(topics=[forest], told=[told])
    >>> commonweal_streams(None).topics[0].name
    'forest'

    """
