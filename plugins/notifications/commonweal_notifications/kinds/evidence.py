"""Verdicts on evidence, for whoever handed it in, with the reward explained.

What an appeal led to is told once, as the decision on the appeal, and not as another verdict.
"""

from collections.abc import Sequence

from commonweal import RecordedEvent, Translator, UnitOfWork
from commonweal_missions import api as missions

from commonweal_notifications.hooks import Data, Kind, Notice
from commonweal_notifications.kinds.words import Found, Words, by_text, ids_of, missions_in, notices

_PLAIN = 100  # hundredths: a reward that no streak multiplies
_Changed = RecordedEvent[missions.EvidenceStateChanged]


async def verified(work: UnitOfWork, recorded: _Changed) -> list[Notice]:
    """Tell whoever handed in that it was verified, and what it pays."""
    return await _verdict(work, recorded) if recorded.event.state == "verified" else []


async def rejected(work: UnitOfWork, recorded: _Changed) -> list[Notice]:
    """Tell whoever handed in that people looked at it and rejected it."""
    event = recorded.event
    return await _verdict(work, recorded) if event.state == "rejected" and event.by != "check" else []


async def to_revise(work: UnitOfWork, recorded: _Changed) -> list[Notice]:
    """Tell whoever handed in that the automatic check misses something, so that nobody looked at it yet."""
    event = recorded.event
    return await _verdict(work, recorded) if event.state == "rejected" and event.by == "check" else []


async def appeal_decided(work: UnitOfWork, recorded: RecordedEvent[missions.AppealDecided]) -> list[Notice]:
    """Tell an appellant what the admin decided."""
    event = recorded.event
    found = (await missions.find_evidence(work, [event.evidence_id])).get(event.evidence_id)
    return _notice(found) if found else []


async def _verdict(work: UnitOfWork, recorded: _Changed) -> list[Notice]:
    event = recorded.event
    found = (await missions.find_evidence(work, [event.evidence_id])).get(event.evidence_id)
    is_of_appeal = event.before == "admin_review" and found is not None and found.is_appealed
    return _notice(found) if found and not is_of_appeal else []


def _notice(evidence: missions.EvidenceRead) -> list[Notice]:
    ids = {"evidence": str(evidence.id), "mission": str(evidence.mission_id)}
    return notices([evidence.human_id], f"mission:{evidence.mission_id}", **ids)


async def _evidence(work: UnitOfWork, locale: str, data: Sequence[Data]) -> Found:
    evidence = await missions.find_evidence(work, ids_of(data, "evidence"))
    return {**await missions_in(work, locale, data), **by_text(evidence)}


def _described(each: Data, reader: Translator, found: Found) -> Data | None:
    """Describe evidence with what it paid, or pays at least when it is verified."""
    mission, evidence = found.get(each["mission"]), found.get(each["evidence"])
    if mission is None or evidence is None:
        return None
    first = evidence.first_in_domain_minor or 0
    multiplier = evidence.multiplier_hundredths or _PLAIN
    return {
        "mission": mission.title,
        "deadline": reader.datetime(evidence.deadline),
        "upheld": bool(evidence.upheld),
        "reward": reader.currency_minor(mission.reward_minor),
        "paid": reader.currency_minor(evidence.paid_minor or 0),
        "bonus": evidence.bonus_percent or 0,
        "multiplier": reader.number(multiplier / _PLAIN),
        "has_streak": multiplier > _PLAIN,
        "has_first": first > 0,
        "first": reader.currency_minor(first),
        "url": f"/claims/{evidence.claim_id}",
    }


def kinds(words: Words) -> list[Kind]:
    """Return the kinds about evidence."""
    describe = words.describer(_described, _evidence)
    sample = {
        "mission": "Count the wells along the river road",
        "deadline": "6 Dec 2026, 18:00",
        "upheld": True,
        "reward": "50 IT",
        "paid": "66 IT",
        "bonus": 20,
        "multiplier": "1.1",
        "has_streak": True,
        "has_first": True,
        "first": "50 IT",
        "url": "/claims/0198c0de-0000-7000-8000-000000000001",
    }
    plain = {**sample, "paid": "50 IT", "bonus": 0, "has_streak": False, "has_first": False}
    changed = [missions.EvidenceStateChanged]
    return [
        Kind(
            name="notifications.evidence_verified",
            event_types=changed,
            decide=verified,
            describe=describe,
            samples=[sample, plain],
            email="now",
        ),
        Kind(
            name="notifications.evidence_rejected",
            event_types=changed,
            decide=rejected,
            describe=describe,
            samples=[sample],
            email="now",
        ),
        Kind(
            name="notifications.evidence_revise",
            event_types=changed,
            decide=to_revise,
            describe=describe,
            samples=[sample],
            email="now",
        ),
        Kind(
            name="notifications.appeal_decided",
            event_types=[missions.AppealDecided],
            decide=appeal_decided,
            describe=describe,
            samples=[sample, {**sample, "upheld": False}],
            email="now",
        ),
    ]
