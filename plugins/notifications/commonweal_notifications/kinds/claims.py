"""Claims, for whoever made them: confirmed, soon due, released."""

from collections.abc import Sequence
from typing import Any

from commonweal import RecordedEvent, Translator, UnitOfWork
from commonweal_missions import api as missions

from commonweal_notifications.hooks import Data, Kind, Notice
from commonweal_notifications.kinds.events import DeadlineNear
from commonweal_notifications.kinds.words import Found, Words, by_text, ids_of, missions_in, moment, notices


async def confirmed(_work: UnitOfWork, recorded: RecordedEvent[missions.ClaimMade]) -> list[Notice]:
    """Tell a human that the slot is theirs."""
    return _notice(recorded.event, deadline=recorded.event.deadline)


async def due_in_a_day(_work: UnitOfWork, recorded: RecordedEvent[DeadlineNear]) -> list[Notice]:
    """Tell a human that the deadline comes within 24 hours."""
    return _due(recorded.event, 24)


async def due_in_hours(_work: UnitOfWork, recorded: RecordedEvent[DeadlineNear]) -> list[Notice]:
    """Tell a human that the deadline comes within 4 hours."""
    return _due(recorded.event, 4)


async def released(_work: UnitOfWork, recorded: RecordedEvent[missions.ClaimReleased]) -> list[Notice]:
    """Tell a human that the slot is free again, and why."""
    return _notice(recorded.event, reason=recorded.event.reason)


def _due(event: DeadlineNear, hours: int) -> list[Notice]:
    return _notice(event, deadline=event.deadline) if event.hours == hours else []


def _notice(event: Any, **data: object) -> list[Notice]:
    about = f"mission:{event.mission_id}"
    ids = {"claim": str(event.claim_id), "mission": str(event.mission_id)}
    return notices([event.human_id], about, **ids, **data)


async def _missions_and_claims(work: UnitOfWork, locale: str, data: Sequence[Data]) -> Found:
    claims = await missions.find_claims(work, ids_of(data, "claim"))
    return {**await missions_in(work, locale, data), **by_text(claims)}


def _claim(each: Data, reader: Translator, found: Found) -> Data | None:
    if (mission := found.get(each["mission"])) is None:
        return None
    return {
        "mission": mission.title,
        "deadline": reader.datetime(moment(each["deadline"])),
        "reward": reader.currency_minor(mission.reward_minor),
        "url": f"/claims/{each['claim']}",
    }


def _waiting(each: Data, reader: Translator, found: Found) -> Data | None:
    """Describe a reminder, unless something was handed in or given up meanwhile, or the deadline moved."""
    claim = found.get(each["claim"])
    if claim is None or claim.state != "active" or claim.deadline != moment(each["deadline"]):
        return None
    return _claim(each, reader, found)


def _released(each: Data, _reader: Translator, found: Found) -> Data | None:
    if (mission := found.get(each["mission"])) is None:
        return None
    return {"mission": mission.title, "reason": each["reason"], "url": f"/claims/{each['claim']}"}


def kinds(words: Words) -> list[Kind]:
    """Return the kinds about claims."""
    sample = {
        "mission": "Count the wells along the river road",
        "deadline": "6 Dec 2026, 18:00",
        "reward": "12 IT",
        "url": "/claims/0198c0de-0000-7000-8000-000000000001",
    }
    return [
        Kind(
            name="notifications.claim_confirmed",
            event_types=[missions.ClaimMade],
            decide=confirmed,
            describe=words.describer(_claim, missions_in),
            samples=[sample],
        ),
        Kind(
            name="notifications.claim_deadline_day",
            event_types=[DeadlineNear],
            decide=due_in_a_day,
            describe=words.describer(_waiting, _missions_and_claims),
            samples=[sample],
            email="now",
        ),
        Kind(
            name="notifications.claim_deadline_hours",
            event_types=[DeadlineNear],
            decide=due_in_hours,
            describe=words.describer(_waiting, _missions_and_claims),
            samples=[sample],
            urgent=True,
        ),
        Kind(
            name="notifications.claim_released",
            event_types=[missions.ClaimReleased],
            decide=released,
            describe=words.describer(_released, missions_in),
            samples=[
                {"mission": sample["mission"], "reason": reason, "url": sample["url"]}
                for reason in ("deadline", "archive")
            ],
        ),
    ]
