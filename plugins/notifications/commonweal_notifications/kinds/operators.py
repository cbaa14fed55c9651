"""What operators must hear: decisions that are overdue, issuance near its cap, and limits of size."""

from typing import Any
from uuid import UUID

from commonweal import RecordedEvent, Translator, UnitOfWork
from commonweal_identity import api as identity
from commonweal_ledger import api as ledger
from commonweal_missions import api as missions
from commonweal_review import api as review
from commonweal_vectors import api as vectors

from commonweal_notifications.hooks import Data, Kind, Notice
from commonweal_notifications.kinds.events import ScaleReached
from commonweal_notifications.kinds.words import Found, Words, notices

_QUEUES = {"content": "/admin/review", "evidence": "/admin/evidence"}
_DANGEROUS = 0  # the priority of published content that readers call dangerous (DOMAIN §5.3)
_NOBODY = UUID(int=0)
_FIRST = """
INSERT INTO notifications.reminder (kind, subject, occasion) VALUES ('queue', $1, $2)
ON CONFLICT DO NOTHING RETURNING true
"""
_INDEXES = "/admin/vectors"
_ACCOUNTS = "/admin/accounts"


async def overdue(
    work: UnitOfWork, recorded: RecordedEvent[review.ReviewOverdue | missions.EvidenceOverdue]
) -> list[Notice]:
    """Tell admins that something waits longer than it may: at once of what may do harm, else once an hour.

    Who finds the queue full after a night needs one mail that says so, and not one for each item.
    """
    event = recorded.event
    queue = "content" if isinstance(event, review.ReviewOverdue) else "evidence"
    may_harm = isinstance(event, review.ReviewOverdue) and event.priority == _DANGEROUS
    hour = f"{queue}:{recorded.occurred_at:%Y-%m-%dT%H}"
    if not may_harm and not await work.fetch_value(_FIRST, _NOBODY, hour):
        return []
    return notices(await identity.active_admins(work), f"queue:{queue}", f"queue:{queue}", queue=queue)


async def issuance(work: UnitOfWork, recorded: RecordedEvent[ledger.IssuanceReached]) -> list[Notice]:
    """Tell admins that a part of the week's soft cap is reached."""
    event = recorded.event
    figures = {"percent": event.percent, "credited": event.credited_minor, "cap": event.cap_minor}
    return notices(await identity.active_admins(work), "issuance", **figures)


async def scale(
    work: UnitOfWork, recorded: RecordedEvent[vectors.TriggerReached | ScaleReached]
) -> list[Notice]:
    """Tell admins that the deployment has outgrown something."""
    event, admins = recorded.event, await identity.active_admins(work)
    if isinstance(event, ScaleReached):
        what = f"{event.kind}s_{event.threshold}"
        return notices(admins, "scale", what=what, value=event.count, threshold=event.threshold)
    figures = {"what": event.trigger, "value": event.value, "threshold": event.threshold}
    return notices(admins, "scale", collection=event.collection, **figures)


def _overdue(each: Data, _reader: Translator, _found: Found) -> Data:
    return {"queue": each["queue"], "url": _QUEUES[each["queue"]]}


def _issuance(each: Data, reader: Translator, _found: Found) -> Data:
    return {
        "percent": each["percent"],
        "credited": reader.currency_minor(each["credited"]),
        "cap": reader.currency_minor(each["cap"]),
        "url": "/admin/ledger",
    }


def _scale(each: Data, reader: Translator, _found: Found) -> Data:
    return {
        "what": each["what"],
        "value": reader.number(each["value"]),
        "threshold": reader.number(each["threshold"]),
        "collection": each.get("collection", ""),
        "url": _INDEXES if "collection" in each else _ACCOUNTS,
    }


def kinds(words: Words) -> list[Kind]:
    """Return the kinds for operators."""
    index = {"value": "512.5", "threshold": "500", "collection": "missions.mission", "url": _INDEXES}
    size = {"value": "1,003", "threshold": "1,000", "collection": "", "url": _ACCOUNTS}
    sizes = ("agents_1000", "humans_5000", "agents_10000", "humans_50000")
    admins: dict[str, Any] = {"email": "now", "can_be_off": False, "audience": frozenset({"admin"})}
    return [
        Kind(
            name="notifications.queue_overdue",
            event_types=[review.ReviewOverdue, missions.EvidenceOverdue],
            decide=overdue,
            describe=words.describer(_overdue),
            samples=[{"queue": queue, "url": url} for queue, url in _QUEUES.items()],
            urgent=True,
            **admins,
        ),
        Kind(
            name="notifications.issuance_high",
            event_types=[ledger.IssuanceReached],
            decide=issuance,
            describe=words.describer(_issuance),
            samples=[
                {"percent": 80, "credited": "8,012 IT", "cap": "10,000 IT", "url": "/admin/ledger"},
                {"percent": 100, "credited": "10,004 IT", "cap": "10,000 IT", "url": "/admin/ledger"},
            ],
            **admins,
        ),
        Kind(
            name="notifications.scale_trigger",
            event_types=[vectors.TriggerReached, ScaleReached],
            decide=scale,
            describe=words.describer(_scale),
            samples=[
                *({**index, "what": what} for what in ("items", "slow", "recall", "memory")),
                *({**size, "what": what} for what in sizes),
            ],
            **admins,
        ),
    ]
