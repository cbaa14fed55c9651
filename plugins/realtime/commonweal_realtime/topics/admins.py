"""What admins watch: ``admin:queue``, what waits for a decision, and ``admin:health``, what needs a look."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from commonweal import Event, PluginSwitched, Principal, RecordedEvent, UnitOfWork
from commonweal_ledger import api as ledger
from commonweal_missions import api as missions
from commonweal_review import api as review

from commonweal_realtime.hooks import Data, Part, Stream, Told, Topic
from commonweal_realtime.topics.access import follower_now, whoever_left
from commonweal_realtime.topics.telling import Fields, fields, plain

NAME = "admin"
QUEUE, HEALTH = "queue", "health"
_WITH_AN_ADMIN = frozenset({"appealed", "admin_review"})


async def may_follow(work: UnitOfWork, principal: Principal, key: str) -> bool:
    """Let admins whose session has the second factor follow what there is."""
    if key not in {QUEUE, HEALTH} or "admin" not in principal.roles:
        return False
    return "admin" in (await follower_now(work, principal)).roles


async def waiting(work: UnitOfWork, keys: Sequence[str]) -> Mapping[str, Data]:
    """Read how much waits: content by priority, and evidence."""
    if QUEUE not in keys:
        return {}
    content = {str(each.priority): each.waiting for each in await review.count_waiting(work)}
    evidence, _overdue = await missions.count_waiting_evidence(work, datetime.now(UTC))
    return {QUEUE: {"content": content, "evidence": evidence}}


def _tells(key: str, name: str, event_type: type[Event], data: Fields) -> Told:
    def tell(recorded: RecordedEvent[Any]) -> Iterable[tuple[str, Data]]:
        return [(key, data(recorded.event))]

    return Told(topic=NAME, name=name, event_type=event_type, tell=tell)


def _evidence(recorded: RecordedEvent[missions.EvidenceStateChanged]) -> Iterable[tuple[str, Data]]:
    """Tell of evidence that begins or ceases to wait for an admin."""
    event = recorded.event
    if _WITH_AN_ADMIN.isdisjoint({event.before, event.state}):
        return []
    return [(QUEUE, {"kind": "missions.evidence", "item": plain(event.evidence_id), "status": event.state})]


def _alert(event_type: type[Event], *names: str, **renamed: str) -> Told:
    """Tell an alert with the name of its event, and what it is about."""
    about = fields(*names, **renamed)

    def data(event: Event) -> Data:
        return {"alert": event.event_name, **about(event)}

    return _tells(HEALTH, "alert", event_type, data)


def _told() -> list[Told]:
    item = fields("kind", "status", item="item_id")
    return [
        _tells(QUEUE, "queue.changed", review.ContentFlagged, item),
        _tells(QUEUE, "queue.changed", review.ContentDecided, item),
        _tells(QUEUE, "queue.changed", review.ContentReported, item),
        Told(topic=NAME, name="queue.changed", event_type=missions.EvidenceStateChanged, tell=_evidence),
        _tells(
            HEALTH,
            "plugin.state",
            PluginSwitched,
            fields("on", plugin="plugin_id", organisation="organisation_id"),
        ),
        _alert(review.ReviewOverdue, "kind", "priority", item="item_id"),
        _alert(missions.EvidenceOverdue, "state", item="evidence_id"),
        _alert(ledger.IssuanceReached, "percent"),
        _alert(ledger.BooksDiffer, "differences"),
    ]


def stream() -> Stream:
    """Return what admins may follow."""
    about = "For admins: queue is what waits for a decision, health is plugins and alerts."
    return Stream(
        topics=[Topic(name=NAME, key="name", about=about, may_follow=may_follow)],
        told=_told(),
        parts=[Part(topic=NAME, name="waiting", read=waiting)],
        revocations=whoever_left(NAME),
    )
