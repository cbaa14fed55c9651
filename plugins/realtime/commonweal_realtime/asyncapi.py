"""The description of the streams (AsyncAPI 3.0), made from what is registered: topics, events, frames."""

from collections.abc import Iterable
from inspect import cleandoc
from typing import Any
from urllib.parse import urlsplit

import msgspec
from commonweal import Host

from commonweal_realtime.gateway.crowd import HEARTBEAT_SECONDS
from commonweal_realtime.gateway.incoming import Authenticate, Follow, Leave, Ping
from commonweal_realtime.gateway.outgoing import OUTGOING
from commonweal_realtime.hub.frames import EventFrame
from commonweal_realtime.hub.registry import Known, registry_of

VERSION = "1"
_INCOMING = (Authenticate, Follow, Leave, Ping)
_KEYS = {"none": "", "uuid": ":<id>", "name": ":<name>"}
_ABOUT = f"""\
What happens, the moment it is committed. The same frames go over WebSocket, Server-Sent Events and long poll.
A position is a place in the log, written `transaction.sequence`: two whole numbers, compared one after the
other. A frame whose `previous` lies beyond the position that you have tells of a gap: resume from your own
position. A heartbeat comes every {HEARTBEAT_SECONDS} seconds; take a connection for dead after twice that."""
_CLOSES = """\
WebSocket. Close codes: 4400 a frame that cannot be read, 4401 credentials that are not valid or have ended,
4403 a page of another site, 4409 you read too slowly, 4429 too many frames or connections, 1012 connect
again."""
_RESUMED = "Server-Sent Events: `topic` as often as wanted, and `Last-Event-ID` or `position` to resume."
_POLLED = (
    "Long poll: `topic`, `position` and `wait` (at most 25 seconds) give an object of frames and position."
)
_ADDRESSES = {"stream": ("sockets", _CLOSES), "events": ("web", _RESUMED), "poll": ("web", _POLLED)}
_SECURITY = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "An API key, access token or service token: in the header Authorization or in the "
        "first frame, never in the address.",
    },
    "session": {
        "type": "httpApiKey",
        "in": "cookie",
        "name": "session",
        "description": "The session of a browser, for pages of this site only.",
    },
}


def description(host: Host, public_url: str) -> dict[str, Any]:
    """Describe the streams of this deployment as an AsyncAPI document."""
    known = registry_of(host).topics
    topics = {name: known[name] for name in sorted(known) if host.is_enabled(known[name].owner)}
    incoming, outgoing = _frames(_INCOMING), _frames(OUTGOING)
    events = {f"{name}.{event}": about for name in topics for event, about in _events(topics[name]).items()}
    _, schemas = msgspec.json.schema_components(
        (*_INCOMING, *OUTGOING), ref_template="#/components/schemas/{name}"
    )
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Commonweal streams", "version": VERSION, "description": _ABOUT},
        "defaultContentType": "application/json",
        "servers": _servers(public_url),
        "channels": {
            name: {
                "address": f"/api/v1/realtime/{name}",
                "description": about,
                "servers": [{"$ref": f"#/servers/{server}"}],
                "messages": _referred([*(incoming if name == "stream" else ()), *outgoing, *events]),
            }
            for name, (server, about) in _ADDRESSES.items()
        }
        | {f"topic-{name}": _topic(topics[name]) for name in topics},
        "operations": {
            "say": _operation("receive", "stream", incoming, "What a client may say on a WebSocket."),
            **{
                f"tell-{name}": _operation("send", name, [*outgoing, *events], "What clients are told.")
                for name in _ADDRESSES
            },
        },
        "components": {
            "messages": incoming | outgoing | events,
            "schemas": schemas,
            "securitySchemes": _SECURITY,
        },
    }


def _servers(public_url: str) -> dict[str, Any]:
    """Say where the streams are: two protocols at one host."""
    parts = urlsplit(public_url or "http://localhost:8000")
    secure = "s" if parts.scheme == "https" else ""
    security = [{"$ref": f"#/components/securitySchemes/{name}"} for name in _SECURITY]
    return {
        name: {"host": parts.netloc, "protocol": protocol + secure, "security": security}
        for name, protocol in (("sockets", "ws"), ("web", "http"))
    }


def _frames(kinds: Iterable[type[msgspec.Struct]]) -> dict[str, Any]:
    """Describe frames as messages, by their types."""
    return {
        str(kind.__struct_config__.tag): {
            "name": kind.__name__,
            "summary": cleandoc(kind.__doc__ or "").partition("\n")[0],
            "payload": {"$ref": f"#/components/schemas/{kind.__name__}"},
        }
        for kind in kinds
    }


def _events(known: Known) -> dict[str, Any]:
    """Describe what is told in a topic as messages, by the names of the frames."""
    return {
        told.item.name: {
            "name": told.item.name,
            "summary": cleandoc(told.item.event_type.__doc__ or "").partition("\n")[0],
            "payload": {
                "allOf": [
                    {"$ref": f"#/components/schemas/{EventFrame.__name__}"},
                    {"properties": {"event": {"const": told.item.name}}},
                ]
            },
        }
        for told in sorted(known.told.values(), key=lambda each: each.item.name)
    }


def _topic(known: Known) -> dict[str, Any]:
    """Describe a topic as a channel that has no address of its own."""
    name, parts = known.topic.name, ", ".join(sorted(known.parts)) or "none"
    return {
        "address": None,
        "title": name + _KEYS[known.topic.key],
        "description": f"{known.topic.about} Parts of its state: {parts}.",
        "messages": {event: {"$ref": f"#/components/messages/{name}.{event}"} for event in _events(known)},
    }


def _referred(names: Iterable[str]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/messages/{name}"} for name in names}


def _operation(action: str, channel: str, names: Iterable[str], about: str) -> dict[str, Any]:
    return {
        "action": action,
        "channel": {"$ref": f"#/channels/{channel}"},
        "summary": about,
        "messages": [{"$ref": f"#/channels/{channel}/messages/{name}"} for name in names],
    }
