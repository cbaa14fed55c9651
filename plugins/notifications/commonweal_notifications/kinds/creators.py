"""What happens in a mission, for whoever made it: an agent and its owner, or an organisation's members."""

from collections.abc import Sequence
from uuid import UUID

from commonweal import RecordedEvent, Translator, UnitOfWork
from commonweal_identity import api as identity
from commonweal_missions import api as missions

from commonweal_notifications.hooks import Data, Kind, Notice
from commonweal_notifications.kinds.words import MAKERS, Found, Words, behind, by_text, ids_of, notices


async def claimed(work: UnitOfWork, recorded: RecordedEvent[missions.ClaimMade]) -> list[Notice]:
    """Tell that somebody claimed a slot."""
    return await _to_creator(work, recorded.event.mission_id)


async def received(work: UnitOfWork, recorded: RecordedEvent[missions.EvidenceSubmitted]) -> list[Notice]:
    """Tell that somebody handed evidence in."""
    return await _to_creator(work, recorded.event.mission_id)


async def _to_creator(work: UnitOfWork, mission_id: UUID) -> list[Notice]:
    mission = (await missions.find_missions(work, [mission_id], "en")).get(mission_id)
    if mission is None:
        return []
    recipients = await behind(work, mission.creator_kind, mission.creator_id)
    about = f"mission:{mission_id}"
    return notices(recipients, about, about, mission=str(mission_id))


async def _missions(work: UnitOfWork, locale: str, data: Sequence[Data]) -> Found:
    found = await missions.find_missions(work, ids_of(data, "mission"), locale)
    makers = {each.creator_id for each in found.values() if each.creator_kind == "organisation"}
    return {**by_text(found), **by_text(await identity.find_organisations(work, makers))}


def _claimed(each: Data, _reader: Translator, found: Found) -> Data | None:
    if (mission := found.get(each["mission"])) is None:
        return None
    return {
        "mission": mission.title,
        "taken": mission.slots_taken,
        "slots": mission.max_claims,
        "url": f"/missions/{mission.id}",
    }


def _received(each: Data, _reader: Translator, found: Found) -> Data | None:
    if (mission := found.get(each["mission"])) is None:
        return None
    organisation = found.get(str(mission.creator_id))
    url = f"/organisations/{organisation.slug}/evidence" if organisation else f"/missions/{mission.id}"
    return {"mission": mission.title, "by": str(mission.creator_kind), "url": url}


def kinds(words: Words) -> list[Kind]:
    """Return the kinds for creators of missions."""
    mission = "Count the wells along the river road"
    url = "/missions/0198c0de-0000-7000-8000-000000000002"
    return [
        Kind(
            name="notifications.mission_claimed",
            event_types=[missions.ClaimMade],
            decide=claimed,
            describe=words.describer(_claimed, _missions),
            samples=[{"mission": mission, "taken": 2, "slots": 5, "url": url}],
            audience=MAKERS,
        ),
        Kind(
            name="notifications.evidence_received",
            event_types=[missions.EvidenceSubmitted],
            decide=received,
            describe=words.describer(_received, _missions),
            samples=[
                {"mission": mission, "by": "agent", "url": url},
                {"mission": mission, "by": "organisation", "url": "/organisations/river-desk/evidence"},
            ],
            audience=MAKERS,
        ),
    ]
