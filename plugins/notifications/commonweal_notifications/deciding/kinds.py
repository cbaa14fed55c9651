"""The kinds of notifications that plugins declare, checked when they are first asked for."""

import re
from collections.abc import Mapping

import msgspec
from commonweal import Catalogue, Host, ServiceMissing, Services, Translator, Visit, as_plugin

from commonweal_notifications.hooks import Kind

HOOK = "commonweal_notification_kinds"
_NAME = re.compile(r"[a-z][a-z0-9-]*(\.[a-z][a-z0-9_]*)+")


class Kinds(dict[str, Kind]):
    """The kinds of this process by name, in the order in which their plugins are loaded."""


def kinds_of(source: Visit | Services) -> Mapping[str, Kind]:
    """Return every kind; their functions act as the plugin that declares them, whoever calls."""
    services = source.web.host.services if isinstance(source, Visit) else source
    try:
        return services.get(Kinds)
    except ServiceMissing:
        kinds = collect(services.get(Host))
        services.provide(Kinds, kinds)
        return kinds


def collect(host: Host) -> Kinds:
    """Ask all plugins for their kinds; one that declares a wrong one has failed, and the reason says so."""
    emitted = {
        getattr(kind, "event_name", ""): kind for _, kind in host.collect_each("commonweal_event_types", type)
    }
    catalogue = host.services.get(Catalogue)
    words = catalogue.translator(catalogue.negotiate(None, None, None))
    found: dict[str, list[Kind]] = {}
    for plugin, kind in host.collect_each(HOOK, Kind):
        own = found.setdefault(plugin.id, [])
        if problem := fault(plugin.id, kind, {each.name for each in own}, emitted, words):
            host.fail(plugin.id, f"{HOOK}: {problem}")
        own.append(kind)
    running = {plugin.id for plugin in host.running()}
    return Kinds((kind.name, _acting(id_, kind)) for id_ in found if id_ in running for kind in found[id_])


def fault(plugin_id: str, kind: Kind, known: set[str], emitted: Mapping[str, type], words: Translator) -> str:
    """Say what is wrong with a kind of a plugin that has declared ``known`` before; empty for nothing."""
    name = kind.name
    unknown = [each for each in kind.event_types if emitted.get(getattr(each, "event_name", "")) is not each]
    waits_for = ", ".join(getattr(each, "event_name", "") or repr(each) for each in unknown)
    parts = [f"{message_of(name)}-{part}" for part in ("label", "title", "text")]
    missing = ", ".join(part for part in parts if not words.has(part))
    wrong = {
        f"the kind {name!r} must be written as {plugin_id}.something, in small letters": not (
            _NAME.fullmatch(name) and name.startswith(f"{plugin_id}.")
        ),
        f"the kind {name} is declared twice: choose another name for one of them": name in known,
        f"the kind {name} names no event types, so nobody would ever be told": not kind.event_types,
        f"the kind {name} waits for {waits_for}, which no running plugin declares": bool(unknown),
        f"the kind {name} has no samples: previews need one at least": not kind.samples,
        f"the kind {name} has no audience: name who finds it in the settings": not kind.audience,
        f"the kind {name} has no words: add the messages {missing} in every language": bool(missing),
    }
    return next((problem for problem, is_so in wrong.items() if is_so), "")


def message_of(kind: str) -> str:
    """Return how the messages of a kind begin."""
    return kind.replace(".", "-").replace("_", "-")


def is_on(host: Host, kind: str) -> bool:
    """Say whether the plugin of a kind is on now."""
    return host.is_enabled(kind.partition(".")[0])


def _acting(plugin_id: str, kind: Kind) -> Kind:
    return msgspec.structs.replace(
        kind, decide=as_plugin(plugin_id, kind.decide), describe=as_plugin(plugin_id, kind.describe)
    )
