"""Notices of what a circle takes on and reaches: adopted missions, milestones, thanks."""

from collections.abc import Sequence
from uuid import UUID

from commonweal import RecordedEvent, UnitOfWork
from commonweal_missions import api as missions
from commonweal_notifications.api import Data, Kind, Notice

from commonweal_circles.events import MilestoneChanged, ProposalChanged, Thanked
from commonweal_circles.notices.belonging import EVERYBODY
from commonweal_circles.notices.showing import Found, Reading, Showing
from commonweal_circles.notices.telling import ADDRESSED, THREADS, among, members, to_insiders

_MILESTONES = """
SELECT id, title FROM circles.milestone WHERE id = ANY ($1) AND reached_at IS NOT NULL
"""
_NOTES = """
SELECT id FROM circles.gratitude WHERE id = ANY ($1) AND review_status = 'approved' AND deleted_at IS NULL
"""


async def adopted(work: UnitOfWork, recorded: RecordedEvent[ProposalChanged]) -> list[Notice]:
    """Tell members that the circle took a mission on, and whoever proposed it."""
    event = recorded.event
    if event.after != "adopted" or event.before == "adopted":
        return []
    told = await members(work, event.circle_id, THREADS)
    told |= await among(work, event.circle_id, [event.proposed_by], ADDRESSED)
    told -= {event.by} if event.by else set()
    group = f"circle:{event.circle_id}"
    return await to_insiders(work, event.circle_id, told, group, mission=event.mission_id)


async def reached(work: UnitOfWork, recorded: RecordedEvent[MilestoneChanged]) -> list[Notice]:
    """Tell members that the circle reached what it aimed at."""
    event = recorded.event
    if event.cause != "reached":
        return []
    told = await members(work, event.circle_id, THREADS)
    return await to_insiders(work, event.circle_id, told, milestone=event.milestone_id)


async def thanked(work: UnitOfWork, recorded: RecordedEvent[Thanked]) -> list[Notice]:
    """Tell somebody that another member thanks them."""
    event = recorded.event
    told = await among(work, event.circle_id, [event.to_id], ADDRESSED) - {event.from_id}
    return await to_insiders(work, event.circle_id, told, by=event.from_id, note=event.note_id)


async def _missions(work: UnitOfWork, locale: str, data: Sequence[Data]) -> Found:
    found = await missions.find_missions(work, {UUID(each["mission"]) for each in data}, locale)
    return {str(id_): each.title for id_, each in found.items() if each.review_status == "approved"}


async def _milestones(work: UnitOfWork, _locale: str, data: Sequence[Data]) -> Found:
    rows = await work.fetch(_MILESTONES, [UUID(each["milestone"]) for each in data])
    return {str(row["id"]): row["title"] for row in rows}


async def _notes(work: UnitOfWork, _locale: str, data: Sequence[Data]) -> Found:
    rows = await work.fetch(_NOTES, [UUID(each["note"]) for each in data])
    return {str(row["id"]): True for row in rows}


def _adopted(reading: Reading) -> Data | None:
    title = reading.found.get(reading.data["mission"])
    if title is None or not reading.circle.inside:
        return None
    return {"circle": reading.circle.name, "mission": title, "url": f"{reading.url}/board"}


def _reached(reading: Reading) -> Data | None:
    title = reading.found.get(reading.data["milestone"])
    if title is None or not reading.circle.inside:
        return None
    return {"circle": reading.circle.name, "milestone": title, "url": f"{reading.url}/progress#milestones"}


def _thanked(reading: Reading) -> Data | None:
    if reading.data["note"] not in reading.found or not reading.circle.inside:
        return None
    return {"circle": reading.circle.name, "by": reading.name("by"), "url": f"{reading.url}/gratitude"}


def kinds(showing: Showing) -> list[Kind]:
    """Return the kinds about what circles take on and reach."""
    address = "/circles/0198c0de-0000-7000-8000-000000000009"
    sample = {
        "circle": "Friends of the river",
        "mission": "Count the herons along the river road",
        "milestone": "Fifty river banks mapped",
        "by": "Ana Prado",
        "url": address,
    }
    return [
        Kind(
            name="circles.adopted",
            event_types=[ProposalChanged],
            decide=adopted,
            describe=showing.describer(_adopted, _missions),
            samples=[sample],
            audience=EVERYBODY,
        ),
        Kind(
            name="circles.milestone",
            event_types=[MilestoneChanged],
            decide=reached,
            describe=showing.describer(_reached, _milestones),
            samples=[sample],
            audience=EVERYBODY,
        ),
        Kind(
            name="circles.thanked",
            event_types=[Thanked],
            decide=thanked,
            describe=showing.describer(_thanked, _notes),
            samples=[sample],
            audience=EVERYBODY,
        ),
    ]
