"""Fields that are open to all, clubs for their members, and a bog in which functions fail when told to."""

import asyncio
from uuid import UUID

from commonweal import Event, emit, event_type, hookimpl
from commonweal_realtime.api import Part, Revocation, Stream, Told, Topic


@event_type("meadow.grown")
class Grown(Event, frozen=True):
    """Something grew in a field."""

    field: str
    number: int


@event_type("meadow.posted")
class Posted(Event, frozen=True):
    """Somebody wrote in a club."""

    club: UUID
    number: int


@event_type("meadow.joined")
class Joined(Event, frozen=True):
    """Somebody is a member now."""

    club: UUID
    account: UUID


@event_type("meadow.left")
class Left(Event, frozen=True):
    """Somebody is no member any more."""

    club: UUID
    account: UUID


@event_type("meadow.disbanded")
class Disbanded(Event, frozen=True):
    """All members are gone."""

    club: UUID


@event_type("meadow.sunk")
class Sunk(Event, frozen=True):
    """Something sank in the bog."""

    number: int


TROUBLE = set()
"""What fails in the bog just now: tell, read, may_follow, hang."""

HUNG = []
"""Whom the bog hung on."""

READS = []
"""For which keys the posts of clubs were read, call by call."""


MEMBER = "SELECT EXISTS (SELECT FROM meadow.member WHERE club = $1 AND account = $2)"


async def _anybody(work, principal, key):
    return True


async def _member(work, principal, key):
    if principal.kind == "guest":
        return False
    return await work.fetch_value(MEMBER, key, principal.account_id)


async def _posts(work, clubs):
    READS.append(list(clubs))
    rows = await work.fetch("SELECT id, posts FROM meadow.club WHERE id = ANY($1)", clubs)
    return {row["id"]: {"posts": row["posts"]} for row in rows}


async def _members(work, clubs):
    sql = "SELECT club, count(*) AS members FROM meadow.member WHERE club = ANY($1) GROUP BY club"
    found = {row["club"]: row["members"] for row in await work.fetch(sql, clubs)}
    return {club: {"members": found.get(club, 0)} for club in clubs}


async def _into_the_bog(work, principal, key):
    if "hang" in TROUBLE:
        HUNG.append(principal)
        await asyncio.Event().wait()
    if "may_follow" in TROUBLE:
        await work.fetch("SELECT nothing FROM nowhere")
    return True


async def _depth(work, keys):
    if "read" in TROUBLE:
        await work.fetch("SELECT nothing FROM nowhere")
    return {None: {"depth": await work.fetch_value("SELECT 7")}}


async def _ground(work, keys):
    return {None: {"wet": True}}


def _sunk(recorded):
    if "tell" in TROUBLE and recorded.event.number == 13:
        raise ValueError("nobody tells")
    return [(None, {"number": recorded.event.number})]


def _to_club(recorded):
    event = recorded.event
    return [(event.club, {"number": getattr(event, "number", 0)})]


def _grown(recorded):
    return [(recorded.event.field, {"number": recorded.event.number})]


@hookimpl
def commonweal_event_types():
    return [Grown, Posted, Joined, Left, Disbanded, Sunk]


@hookimpl
def commonweal_streams(context):
    return Stream(
        topics=[
            Topic(name="field", key="name", about="A field.", may_follow=_anybody, presence=True),
            Topic(name="club", key="uuid", about="A club.", may_follow=_member),
            Topic(name="bog", key="none", about="The bog.", may_follow=_into_the_bog),
        ],
        told=[
            Told(topic="field", name="field.grown", event_type=Grown, tell=_grown),
            Told(topic="club", name="club.posted", event_type=Posted, tell=_to_club),
            Told(topic="club", name="club.changed", event_type=Joined, tell=_to_club),
            Told(topic="club", name="club.changed", event_type=Left, tell=_to_club),
            Told(topic="bog", name="bog.sunk", event_type=Sunk, tell=_sunk),
        ],
        parts=[
            Part(topic="club", name="posts", read=_posts),
            Part(topic="club", name="members", read=_members),
            Part(topic="bog", name="depth", read=_depth),
            Part(topic="bog", name="ground", read=_ground),
        ],
        revocations=[
            Revocation(topic="club", event_type=Left, whom=lambda one: [(one.event.club, one.event.account)]),
            Revocation(topic="club", event_type=Disbanded, whom=lambda one: [(one.event.club, None)]),
        ],
    )


async def post(work, club, number):
    await work.execute("UPDATE meadow.club SET posts = posts + 1 WHERE id = $1", club)
    await emit(work, Posted(club=club, number=number))


async def _alone(work, club):
    """Have changes of who is a member commit in the log's order."""
    await work.execute("SELECT FROM meadow.club WHERE id = $1 FOR UPDATE", club)


async def join(work, club, account):
    await work.execute("INSERT INTO meadow.club (id) VALUES ($1) ON CONFLICT DO NOTHING", club)
    await _alone(work, club)
    await work.execute("INSERT INTO meadow.member VALUES ($1, $2) ON CONFLICT DO NOTHING", club, account)
    await emit(work, Joined(club=club, account=account))


async def leave(work, club, account):
    await _alone(work, club)
    await work.execute("DELETE FROM meadow.member WHERE club = $1 AND account = $2", club, account)
    await emit(work, Left(club=club, account=account))


async def disband(work, club):
    await _alone(work, club)
    await work.execute("DELETE FROM meadow.member WHERE club = $1", club)
    await emit(work, Disbanded(club=club))


async def grow(work, field, number):
    await emit(work, Grown(field=field, number=number))
