"""What can be followed: the topics that plugins declare, and what is told in each; checked at the start."""

import re
from collections.abc import Iterator
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec
from commonweal import Event, Host, PluginState, Refusal, ServiceMissing

from commonweal_realtime.hooks import Part, Revocation, Stream, Told, Topic

T = TypeVar("T")

WORDS = frozenset(
    {"welcome", "following", "left", "event", "heartbeat", "presence", "ended", "stale", "reconnect", "error"}
)
"""What frames of the wire itself are called; no event may be called so."""

_TOPIC = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_EVENT = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)*")
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 64


class Owned(msgspec.Struct, Generic[T], frozen=True):
    """A contribution and the id of the plugin that owns it."""

    owner: str
    item: T


class Known(msgspec.Struct, frozen=True, eq=False):
    """A topic with everything that plugins tell in it."""

    owner: str
    topic: Topic
    told: dict[str, Owned[Told]] = {}
    parts: dict[str, Owned[Part]] = {}
    revocations: dict[str, list[Owned[Revocation]]] = {}

    def text(self, key: Any) -> str:
        """Write the topic of a key as clients name it; raises ValueError for a key of another kind."""
        if self.topic.key == "none" and key is None:
            return self.topic.name
        if self.topic.key == "uuid" and isinstance(key, UUID):
            return f"{self.topic.name}:{key}"
        if self.topic.key == "name" and isinstance(key, str) and _fits(_KEY, key):
            return f"{self.topic.name}:{key}"
        raise ValueError(f"the topic {self.topic.name} has no key {key!r}; its keys are: {self.topic.key}")

    def read_key(self, text: str) -> Any:
        """Read a key as clients write it; raises ValueError."""
        if self.topic.key != "uuid":
            return text
        if str(key := UUID(text)) != text:
            raise ValueError("a UUID in another form")
        return key


class Place(msgspec.Struct, frozen=True):
    """One topic that can be followed: ``text`` is its name for clients."""

    text: str
    known: Known
    key: Any


class Registry:
    """The topics of this process by name; whether a plugin is on is asked again at every use."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.topics: dict[str, Known] = {}

    def is_enabled(self, owner: str) -> bool:
        """Say whether a plugin is on at this moment."""
        return self._host.is_enabled(owner)

    def place(self, text: object) -> Place:
        """Find the topic that a client names; raises ``Refusal("unknown_topic")``."""
        name, colon, rest = text.partition(":") if isinstance(text, str) else ("", "", "")
        known = self.topics.get(name)
        if known is None or not self.is_enabled(known.owner) or bool(colon) == (known.topic.key == "none"):
            raise Refusal("unknown_topic")
        try:
            key = known.read_key(rest) if colon else None
            return Place(known.text(key), known, key)
        except ValueError as error:
            raise Refusal("unknown_topic") from error

    def telling(self) -> dict[str, list[tuple[Known, Owned[Told]]]]:
        """Return what is told of each event type, by its name."""
        found: dict[str, list[tuple[Known, Owned[Told]]]] = {}
        for known in self.topics.values():
            for name, told in known.told.items():
                found.setdefault(name, []).append((known, told))
        return found

    def revoking(self) -> dict[str, list[tuple[Known, Owned[Revocation]]]]:
        """Return what each event type revokes, by its name."""
        found: dict[str, list[tuple[Known, Owned[Revocation]]]] = {}
        for known in self.topics.values():
            for name, revocations in known.revocations.items():
                found.setdefault(name, []).extend((known, each) for each in revocations)
        return found

    @classmethod
    def collect(cls, host: Host) -> "Registry":
        """Ask all running plugins; one whose stream is wrong is reported to the host as failed."""
        registry, running = cls(host), PluginState.RUNNING
        given = host.collect_each("commonweal_streams", Stream)
        for plugin, stream in given:
            _declare(registry, host, plugin.id, stream)
        told = [(plugin.id, stream) for plugin, stream in given if plugin.state is running]
        for owner, stream in told:
            _fill(registry, host, owner, stream)
        for name, known in list(registry.topics.items()):
            if host.plugins[known.owner].state is not running:
                del registry.topics[name]
        return registry


def registry_of(host: Host) -> Registry:
    """Return the topics of this process, collecting them when it first asks."""
    try:
        return host.services.get(Registry)
    except ServiceMissing:
        registry = Registry.collect(host)
        host.services.provide(Registry, registry)
        return registry


def _declare(registry: Registry, host: Host, owner: str, stream: Stream) -> None:
    """Add the topics of a plugin."""
    for topic in stream.topics:
        if not _fits(_TOPIC, topic.name):
            form = "small letters, digits and dashes"
            host.fail(owner, f"commonweal_streams: {topic.name!r} is no name of a topic; write it in {form}")
        elif not topic.about.strip():
            host.fail(owner, f"commonweal_streams: the topic {topic.name} lacks the sentence it is about")
        elif host.claim("topic", topic.name, owner):
            if topic.name in registry.topics:
                host.fail(
                    owner, f"commonweal_streams: the topic {topic.name} is declared twice; leave out one"
                )
            registry.topics[topic.name] = Known(owner, topic, {}, {}, {})


def _fill(registry: Registry, host: Host, owner: str, stream: Stream) -> None:
    """Add what a plugin tells; the first thing that is wrong fails it."""
    for problem in _problems(registry, host, owner, stream):
        if problem:
            host.fail(owner, f"commonweal_streams: {problem}")
            return
    for told in stream.told:
        registry.topics[told.topic].told[told.event_type.event_name] = Owned(owner, told)
    for part in stream.parts:
        registry.topics[part.topic].parts[part.name] = Owned(owner, part)
    for each in stream.revocations:
        revocations = registry.topics[each.topic].revocations
        revocations.setdefault(each.event_type.event_name, []).append(Owned(owner, each))


def _problems(registry: Registry, host: Host, owner: str, stream: Stream) -> Iterator[str]:
    seen: set[tuple[str, str, str]] = set()
    items: list[Told | Part | Revocation] = [*stream.told, *stream.parts, *stream.revocations]
    for item in items:
        known = registry.topics.get(item.topic)
        if known is None or host.plugins[known.owner].state is not PluginState.RUNNING:
            yield f"the topic {item.topic!r} is declared by no running plugin; declare it, or name another"
            return
        if isinstance(item, Revocation):
            yield _event_problem(item)
        elif isinstance(item, Part):
            yield _part_problem(known, item, seen)
        else:
            yield _told_problem(known, owner, item, seen)


def _told_problem(known: Known, owner: str, told: Told, seen: set[tuple[str, str, str]]) -> str:
    if not _fits(_EVENT, told.name) or told.name in WORDS:
        return f"{told.name!r} is no name of a frame; write it as mission.claimed"
    if problem := _event_problem(told):
        return problem
    others = {each.owner for each in known.told.values() if each.item.name == told.name} - {owner}
    if others:
        return f"{told.name} in {told.topic} already belongs to {min(others)}; choose another name"
    event_name = told.event_type.event_name
    if event_name in known.told or ("told", told.topic, event_name) in seen:
        return f"{event_name} is told twice in the topic {told.topic}; tell it in one frame"
    seen.add(("told", told.topic, event_name))
    return ""


def _part_problem(known: Known, part: Part, seen: set[tuple[str, str, str]]) -> str:
    if not _fits(_EVENT, part.name):
        return f"{part.name!r} is no name of a part; write it in small letters"
    if part.name in known.parts or ("part", part.topic, part.name) in seen:
        return f"the part {part.name} of {part.topic} is there already; choose another name"
    seen.add(("part", part.topic, part.name))
    return ""


def _event_problem(item: Told | Revocation) -> str:
    kind = item.event_type
    if isinstance(kind, type) and issubclass(kind, Event) and kind.event_name:
        return ""
    return f"{kind!r} in the topic {item.topic} is no event type; decorate it with @event_type"


def _fits(form: re.Pattern[str], text: str) -> bool:
    return len(text) <= _LONGEST and form.fullmatch(text) is not None
