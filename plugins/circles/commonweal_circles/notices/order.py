"""Notices of keeping order: what waits for moderators, and what they answered to appeals."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from commonweal import RecordedEvent, UnitOfWork
from commonweal_notifications.api import Data, Kind, Notice

from commonweal_circles.events import AppealDecided, AppealMade, PostHeld, PostReported
from commonweal_circles.notices.belonging import EVERYBODY
from commonweal_circles.notices.showing import Found, Reading, Showing
from commonweal_circles.notices.telling import moderators, notices, to_insiders

_REPORTER = "SELECT reporter_id FROM circles.report WHERE id = $1"
_AUTHOR = "SELECT author_id FROM circles.post WHERE id = $1"
_VERSION = "SELECT version FROM circles.circle WHERE id = $1"
_APPEALS = "SELECT id, state, answer FROM circles.appeal WHERE id = ANY ($1)"


async def reported(work: UnitOfWork, recorded: RecordedEvent[PostReported | PostHeld]) -> list[Notice]:
    """Tell moderators that a post was reported or waits for them; not who wrote it, nor who reported it."""
    event: Any = recorded.event
    told = await moderators(work, event.circle_id) - {await work.fetch_value(_AUTHOR, event.post_id)}
    change = "held"
    if isinstance(event, PostReported):
        change = "reported"
        told -= {await work.fetch_value(_REPORTER, event.report_id)}
    group = f"{change}:{event.circle_id}"
    return await to_insiders(work, event.circle_id, told, group, change=change)


async def appealed(work: UnitOfWork, recorded: RecordedEvent[AppealMade | AppealDecided]) -> list[Notice]:
    """Tell moderators of an appeal, and whoever appealed what they decided."""
    event = recorded.event
    data: dict[str, object] = {"appeal": event.appeal_id, "what": event.about}
    if isinstance(event, AppealMade):
        told = await moderators(work, event.circle_id) - {event.account_id}
        return await to_insiders(work, event.circle_id, told, **data, change="made", account=event.account_id)
    data["version"] = await work.fetch_value(_VERSION, event.circle_id)
    change = "granted" if event.granted else "declined"
    return notices(event.circle_id, [event.account_id], **data, change=change)


async def _appeals(work: UnitOfWork, _locale: str, data: Sequence[Data]) -> Found:
    rows = await work.fetch(_APPEALS, [UUID(each["appeal"]) for each in data])
    return {str(row["id"]): row for row in rows}


def _reported(reading: Reading) -> Data | None:
    if not reading.circle.is_moderator:
        return None
    url = f"{reading.url}/moderation"
    return {"circle": reading.circle.name, "change": reading.data["change"], "url": url}


def _appealed(reading: Reading) -> Data | None:
    """Describe an appeal to a moderator, or its answer to whoever made it, inside or not."""
    circle, data, row = reading.circle, reading.data, reading.found.get(reading.data["appeal"])
    if row is None:
        return None
    shown = {"what": data["what"], "change": data["change"], "account": "", "why": "none", "answer": ""}
    if data["change"] == "made":
        if not circle.is_moderator:
            return None
        names = {"circle": circle.name, "account": reading.name("account")}
        return {**shown, **names, "url": f"{reading.url}/moderation"}
    knows = circle.face or circle.version == data["version"]
    return {
        **shown,
        "circle": circle.name if knows else reading.words.text("circles-notice-a-circle"),
        "why": "given" if row["answer"] else "none",
        "answer": row["answer"],
        "url": f"{reading.url}/about" if circle.face else "/circles/mine",
    }


def kinds(showing: Showing) -> list[Kind]:
    """Return the kinds about keeping order."""
    sample = {"circle": "Friends of the river", "url": "/circles/0198c0de-0000-7000-8000-000000000009"}
    appeal = {**sample, "account": "Bo Lund", "why": "none", "answer": "", "change": "made"}
    return [
        Kind(
            name="circles.reported",
            event_types=[PostReported, PostHeld],
            decide=reported,
            describe=showing.describer(_reported),
            samples=[{**sample, "change": change} for change in ("reported", "held")],
            audience=EVERYBODY,
        ),
        Kind(
            name="circles.appealed",
            event_types=[AppealMade, AppealDecided],
            decide=appealed,
            describe=showing.describer(_appealed, _appeals),
            samples=[
                *({**appeal, "what": what} for what in ("ban", "post")),
                *(
                    {**appeal, "what": what, "change": change, "why": "given", "answer": "We looked again."}
                    for what in ("ban", "post")
                    for change in ("granted", "declined")
                ),
            ],
            audience=EVERYBODY,
        ),
    ]
