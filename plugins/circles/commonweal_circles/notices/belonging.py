"""Notices of belonging: invited, asked, answered, another role, removed, banned."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from commonweal import RecordedEvent, UnitOfWork
from commonweal_notifications.api import Data, Kind, Notice

from commonweal_circles.events import MembershipChanged
from commonweal_circles.notices.showing import Found, Reading, Showing
from commonweal_circles.notices.telling import moderators, notices, to_insiders
from commonweal_circles.seeing import faces_seen

Changed = RecordedEvent[MembershipChanged]
EVERYBODY: Any = frozenset({"human", "agent"})
_INVITER = "SELECT invited_by FROM circles.member WHERE circle_id = $1 AND account_id = $2"
_VERSION = "SELECT version FROM circles.circle WHERE id = $1"
_ACT = """
SELECT id FROM circles.act WHERE circle_id = $1 AND subject_id = $2 AND act = $3
ORDER BY at DESC, id DESC LIMIT 1
"""
_REASONS = "SELECT id, reason, details ->> 'until' AS until FROM circles.act WHERE id = ANY ($1)"
_APPEALED = """
SELECT EXISTS (SELECT FROM circles.appeal WHERE circle_id = $1 AND account_id = $2 AND about = 'ban'
    AND state = 'granted' AND decided_at >= $3::timestamptz - interval '1 minute')
"""
_ACTS = {"removed": "member_removed", "banned": "member_banned"}
_KNEW = ("active", "invited", "requested")
"""What somebody was who knew of the circle, also if it is private."""


async def invited(work: UnitOfWork, recorded: Changed) -> list[Notice]:
    """Tell whoever was invited."""
    event = recorded.event
    if event.cause != "invited" or not await faces_seen(work, event.account_id, [event.circle_id]):
        return []
    return notices(event.circle_id, [event.account_id], by=event.by)


async def requested(work: UnitOfWork, recorded: Changed) -> list[Notice]:
    """Tell the moderators that somebody asks to join."""
    event = recorded.event
    if event.cause != "requested":
        return []
    group = f"circle:{event.circle_id}"
    staff = await moderators(work, event.circle_id) - {event.account_id}
    return await to_insiders(work, event.circle_id, staff, group, account=event.account_id)


async def answered(work: UnitOfWork, recorded: Changed) -> list[Notice]:
    """Tell whoever asked what came of it, and whoever invited that it was accepted."""
    event = recorded.event
    if event.cause in ("request_approved", "request_declined"):
        seen = await faces_seen(work, event.account_id, [event.circle_id])
        if not seen or event.by in (None, event.account_id):
            return []
        return notices(event.circle_id, [event.account_id], change=event.cause.removeprefix("request_"))
    if event.cause != "invitation_accepted":
        return []
    inviter = await work.fetch_value(_INVITER, event.circle_id, event.account_id)
    if inviter is None or inviter == event.account_id:
        return []
    return await to_insiders(work, event.circle_id, [inviter], account=event.account_id, change="accepted")


async def role_changed(work: UnitOfWork, recorded: Changed) -> list[Notice]:
    """Tell somebody what they may do in the circle from now on, unless they did it."""
    event = recorded.event
    is_other = event.after == "active" and event.cause in ("role_given", "handed_over")
    if not is_other or event.role == event.role_before or event.by == event.account_id:
        return []
    return await to_insiders(work, event.circle_id, [event.account_id], by=event.by, role=event.role)


async def removed(work: UnitOfWork, recorded: Changed) -> list[Notice]:
    """Tell whoever was removed."""
    return await _gone(work, recorded, "removed") if recorded.event.cause == "removed" else []


async def banned(work: UnitOfWork, recorded: Changed) -> list[Notice]:
    """Tell whoever was banned, or may come back, unless they never knew of the circle."""
    event = recorded.event
    if event.cause == "banned":
        return await _gone(work, recorded, "banned")
    if event.cause != "ban_lifted" or event.by == event.account_id:
        return []
    told = (event.circle_id, event.account_id, recorded.occurred_at)
    if await work.fetch_value(_APPEALED, *told):  # the answer to the appeal says so
        return []
    if not await faces_seen(work, event.account_id, [event.circle_id]):
        return []
    return notices(event.circle_id, [event.account_id], change="lifted")


async def _gone(work: UnitOfWork, recorded: Changed, change: str) -> list[Notice]:
    event = recorded.event
    if event.by == event.account_id:
        return []
    knew = event.before in _KNEW or await faces_seen(work, event.account_id, [event.circle_id])
    if not knew:
        return []
    act = await work.fetch_value(_ACT, event.circle_id, event.account_id, _ACTS[change])
    version = await work.fetch_value(_VERSION, event.circle_id)
    return notices(event.circle_id, [event.account_id], change=change, act=act, version=version)


async def _reasons(work: UnitOfWork, _locale: str, data: Sequence[Data]) -> Found:
    acts = [UUID(each["act"]) for each in data if each.get("act")]
    return {str(row["id"]): row for row in await work.fetch(_REASONS, acts)}


def _invited(reading: Reading) -> Data | None:
    """Describe an invitation for as long as it stands, or was accepted."""
    circle = reading.circle
    if circle.state not in ("invited", "active"):
        return None
    return {"circle": circle.name, "by": reading.name("by"), "url": f"{reading.url}/about"}


def _requested(reading: Reading) -> Data | None:
    if not reading.circle.is_moderator:
        return None
    url = f"{reading.url}/members"
    return {"circle": reading.circle.name, "account": reading.name("account"), "url": url}


def _answered(reading: Reading) -> Data | None:
    circle, change = reading.circle, reading.data["change"]
    if not (circle.inside if change == "accepted" else circle.face):
        return None
    name = reading.name("account") if change == "accepted" else ""
    url = reading.url if circle.inside else f"{reading.url}/about"
    return {"circle": circle.name, "account": name, "change": change, "url": url}


def _role(reading: Reading) -> Data | None:
    circle = reading.circle
    if not circle.inside:
        return None
    url = f"{reading.url}/members"
    return {"circle": circle.name, "by": reading.name("by"), "role": reading.data["role"], "url": url}


def _gone_one(reading: Reading) -> Data:
    """Say of which circle, by the name it had then; whoever sees none of it is not told another one."""
    circle, data = reading.circle, reading.data
    knows = circle.face or circle.version == data.get("version")
    act = reading.found.get(data.get("act") or "")
    until = datetime.fromisoformat(act["until"]) if act and act["until"] else None
    return {
        "circle": circle.name if knows else reading.words.text("circles-notice-a-circle"),
        "change": data["change"],
        "why": "given" if act and act["reason"] else "none",
        "reason": act["reason"] if act else "",
        "until": reading.words.date(until) if until else "",
        "end": "set" if until else "open",
        "url": _where(reading),
    }


def _where(reading: Reading) -> str:
    if reading.circle.state == "banned":
        return f"{reading.url}/appeal"
    return f"{reading.url}/about" if reading.circle.face else "/circles/mine"


def kinds(showing: Showing) -> list[Kind]:
    """Return the kinds about belonging to circles."""
    address = "/circles/0198c0de-0000-7000-8000-000000000009"
    sample = {"circle": "Friends of the river", "by": "Ana Prado", "account": "Bo Lund", "url": address}
    gone = {**sample, "why": "given", "reason": "Advertising", "until": "", "end": "open"}
    return [
        Kind(
            name="circles.invited",
            event_types=[MembershipChanged],
            decide=invited,
            describe=showing.describer(_invited),
            samples=[sample],
            email="now",
            audience=EVERYBODY,
        ),
        Kind(
            name="circles.requested",
            event_types=[MembershipChanged],
            decide=requested,
            describe=showing.describer(_requested),
            samples=[sample],
            audience=EVERYBODY,
        ),
        Kind(
            name="circles.answered",
            event_types=[MembershipChanged],
            decide=answered,
            describe=showing.describer(_answered),
            samples=[{**sample, "change": change} for change in ("approved", "declined", "accepted")],
            audience=EVERYBODY,
        ),
        Kind(
            name="circles.role",
            event_types=[MembershipChanged],
            decide=role_changed,
            describe=showing.describer(_role),
            samples=[{**sample, "role": role} for role in ("member", "moderator", "admin", "owner")],
            audience=EVERYBODY,
        ),
        Kind(
            name="circles.removed",
            event_types=[MembershipChanged],
            decide=removed,
            describe=showing.describer(_gone_one, _reasons),
            samples=[{**gone, "change": "removed"}, {**gone, "change": "removed", "why": "none"}],
            audience=EVERYBODY,
        ),
        Kind(
            name="circles.banned",
            event_types=[MembershipChanged],
            decide=banned,
            describe=showing.describer(_gone_one, _reasons),
            samples=[
                {**gone, "change": "banned"},
                {**gone, "change": "banned", "why": "none", "end": "set", "until": "6 Dec 2026"},
                {**gone, "change": "lifted", "why": "none"},
            ],
            audience=EVERYBODY,
        ),
    ]
