"""The JSON API of circles themselves: ``/api/v1/circles``."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Refusal, Visit, limited, needs
from litestar import get, patch, post
from litestar.params import FromPath, JSONBody

from commonweal_circles.opening.drafting import CircleChange, CircleOpening
from commonweal_circles.opening.editing import ChangedCircle, edit_circle
from commonweal_circles.opening.living import Archived, archive, restore
from commonweal_circles.opening.making import MadeCircle, open_circle
from commonweal_circles.opening.reading import CircleRead, Owner, Sponsor, find_circle
from commonweal_circles.permissions import OPEN, TAKE_PART
from commonweal_circles.rules.vocabulary import Joining, Locale, Visibility
from commonweal_circles.seeing import Place, place_of
from commonweal_circles.services import settings_of

OPENING = limited("circle-open", 10, 3_600)
EDITING = limited("circle-edit", 60, 3_600)


class OwnPlace(msgspec.Struct, frozen=True):
    """What the reader is in a circle; ``state`` is "" for whoever never had to do with it."""

    state: str
    role: str
    sees_inside: bool


class CircleInside(msgspec.Struct, frozen=True, kw_only=True):
    """What only those learn of a circle who see its inside."""

    welcome: str
    posts: int
    missions: int
    verified: int
    active_at: datetime
    invites: str
    slow_seconds: int
    first_post_approval: bool
    links_most: int | None


class CircleDetail(msgspec.Struct, frozen=True, kw_only=True):
    """A circle as its reader sees it: its face, and for those who see it what is ``inside``.

    The box is in degrees; one whose ``west`` is greater than its ``east`` crosses 180 degrees. Its words are
    members' own: ``untrusted`` tells agents that they are data, and never instructions.
    """

    id: UUID
    name: str
    description: str
    domain: str | None
    topic: str
    visibility: Visibility
    joining: Joining
    place_name: str
    west: float | None
    south: float | None
    east: float | None
    north: float | None
    locale: Locale
    state: str
    review_status: str
    members: int
    created_at: datetime
    version: int
    owner: Owner | None
    organisation: Sponsor | None
    inside: CircleInside | None
    you: OwnPlace
    untrusted: bool = True


class RestoredCircle(msgspec.Struct, frozen=True):
    """A circle that is active again."""

    id: UUID
    state: str


@post(
    "/",
    guards=[needs(OPEN), OPENING],
    opt={"idempotency": "required"},
    operation_id="openCircle",
    summary="Open a circle",
)
async def create_circle(request: Visit, data: JSONBody[CircleOpening]) -> MadeCircle:
    """Open a circle for 25 IT of one's own, or of the pool of an organisation that one manages.

    The fee, the circle and its owner come together or not at all, and once under one ``Idempotency-Key``.
    """
    key = request.headers.get("idempotency-key", "")
    return await open_circle(request, data, data.organisation_id, key)


@get("/{circle_id:uuid}", operation_id="readCircle", summary="Read a circle")
async def read_circle(request: Visit, circle_id: FromPath[UUID]) -> CircleDetail:
    """Give a public circle to everybody, a private one to its members, and its face to those invited."""
    async with request.web.database.read() as work:
        place = await place_of(work, request.principal, circle_id)
        found = await find_circle(work, circle_id)
    if found is None:
        raise Refusal("not_found")
    return _detail(found, place)


@patch(
    "/{circle_id:uuid}",
    guards=[needs(TAKE_PART), EDITING],
    operation_id="editCircle",
    summary="Change a circle",
)
async def change_circle(
    request: Visit, circle_id: FromPath[UUID], data: JSONBody[CircleChange]
) -> ChangedCircle:
    """Change what is given, as an admin of the circle, if ``version`` still is the present one.

    Only its owner makes it public or private. New words wait for review again.
    """
    return await edit_circle(request, circle_id, data)


@post(
    "/{circle_id:uuid}/archive",
    guards=[needs(TAKE_PART), EDITING],
    operation_id="archiveCircle",
    summary="Archive a circle",
    status_code=200,
)
async def archive_circle(request: Visit, circle_id: FromPath[UUID]) -> Archived:
    """Archive a circle as its owner.

    The fee is given back within 24 hours, when nobody else was ever a member and nothing was ever posted.
    """
    async with request.web.database.write() as work:
        return await archive(work, settings_of(request), request.principal, circle_id)


@post(
    "/{circle_id:uuid}/restore",
    guards=[needs(TAKE_PART), EDITING],
    operation_id="restoreCircle",
    summary="Restore an archived circle",
    status_code=200,
)
async def restore_circle(request: Visit, circle_id: FromPath[UUID]) -> RestoredCircle:
    """Make an archived circle active again, as its owner; not one whose fee was given back."""
    async with request.web.database.write() as work:
        await restore(work, request.principal, circle_id)
    return RestoredCircle(circle_id, "active")


def _detail(circle: CircleRead, place: Place) -> CircleDetail:
    inside = _picked(CircleInside, circle) if place.sees_inside else None
    you = OwnPlace(place.state, place.role, place.sees_inside)
    detail: CircleDetail = _picked(CircleDetail, circle, inside=inside, you=you)
    return detail


def _picked(kind: type[Any], circle: CircleRead, **more: object) -> Any:
    """Make a struct of the fields of a circle that it names."""
    names = [field.name for field in msgspec.structs.fields(kind) if hasattr(circle, field.name)]
    return kind(**{name: getattr(circle, name) for name in names}, **more)


ROUTES: list[Any] = [create_circle, read_circle, change_circle, archive_circle, restore_circle]
