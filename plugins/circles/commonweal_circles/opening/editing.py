"""Changing what a circle is about and how it works, by its admins; who sees it, by its owner."""

from typing import Any, cast
from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork, Visit, emit
from commonweal_review import api as review

from commonweal_circles.events import CircleEdited, CircleMadePublic
from commonweal_circles.moderation.log import note
from commonweal_circles.opening.drafting import TOOLS, WORDS, CircleChange, CircleDraft, checked
from commonweal_circles.opening.living import KIND, decided, tell_read_by_all
from commonweal_circles.opening.making import summary_of
from commonweal_circles.opening.reading import CircleRead, find_circle
from commonweal_circles.seeing import Place, require_inside, require_member

_DRAFT = tuple(field.name for field in msgspec.structs.fields(CircleDraft))
_COLUMNS = """name, description, domain, topic, visibility, joining, place_name, west, south, east, north,
    welcome, locale, invites, slow_seconds, first_post_approval, links_most"""
_WRITE = f"""
UPDATE circles.circle SET version = version + 1, ({_COLUMNS})
    = ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
WHERE id = $1
"""
_PUBLICITY = "UPDATE circles.circle SET publicity_by = $2 WHERE id = $1"


class ChangedCircle(msgspec.Struct, frozen=True):
    """A circle after it was changed, and whether its words wait for review again."""

    id: UUID
    review_status: str
    version: int


class _Edit(msgspec.Struct, frozen=True):
    """A circle before and after a change, and the names of what differs."""

    before: CircleRead
    draft: CircleDraft
    tools: dict[str, Any]
    names: tuple[str, ...]


async def edit_circle(visit: Visit, circle_id: UUID, change: CircleChange) -> ChangedCircle:
    """Change a circle as an admin of it, and as its owner also who sees it.

    New words wait for review again, and strangers do not see the circle until then. Raises ``Refusal``:
    ``not_found``, ``forbidden``, ``circle_archived``, ``version_mismatch`` for an older version,
    ``validation_error``, ``content_rejected``.
    """
    async with visit.web.database.read() as work:
        place = await require_inside(work, visit.principal, circle_id)
        edit = await _edit(work, place, change)
    words = edit.draft if set(edit.names).intersection(WORDS) else None
    assessment = None if words is None else await _assess(visit, words, edit.before)
    async with visit.web.database.write() as work:
        if assessment is not None:  # before the circle's own row, as decisions do
            await review.hold(work, assessment, item_id=circle_id, summary=summary_of(edit.draft))
        place = await require_member(work, visit.principal, circle_id, "admin")
        edit = await _edit(work, place, change)
        if not edit.names:
            return ChangedCircle(circle_id, edit.before.review_status, edit.before.version)
        await _write(work, visit.principal.account_id, edit)
        status = edit.before.review_status
        if assessment is not None:
            status = await review.record(work, assessment, item_id=circle_id, summary=summary_of(edit.draft))
            await decided(work, circle_id, status)
        await tell_read_by_all(work, circle_id)
    return ChangedCircle(circle_id, status, edit.before.version + 1)


async def _edit(work: UnitOfWork, place: Place, change: CircleChange) -> _Edit:
    """Return what a circle would be, and refuse what the place of whoever asks does not allow."""
    before = await find_circle(work, place.circle_id)
    if before is None:
        raise Refusal("not_found")
    if not place.has("admin"):
        raise Refusal("forbidden")
    if before.version != change.version:
        raise Refusal("version_mismatch")
    given = change.given
    draft = _merged(before, given)
    if draft.visibility != before.visibility and not place.has("owner"):
        raise Refusal("forbidden")
    tools = {name: given.get(name, getattr(before, name)) for name in TOOLS}
    after = {**msgspec.structs.asdict(draft), **tools}
    names = tuple(name for name, value in after.items() if value != getattr(before, name))
    return _Edit(before, draft, tools, names)


def _merged(before: CircleRead, given: dict[str, object]) -> CircleDraft:
    """Return the circle with what is given; one that becomes private is entered by invitation."""
    values = {name: given.get(name, getattr(before, name)) for name in _DRAFT}
    if values["visibility"] == "private" and "joining" not in given:
        values["joining"] = "invitation"
    return checked(CircleDraft(**cast("dict[str, Any]", values)))


async def _assess(visit: Visit, draft: CircleDraft, before: CircleRead) -> review.Assessment:
    return await review.assess(
        visit,
        author=visit.principal,
        kind=KIND,
        texts=draft.texts,
        locale=draft.locale,
        domain=draft.domain,
        organisation_id=before.organisation.id if before.organisation else None,
    )


async def _write(work: UnitOfWork, by: UUID, edit: _Edit) -> None:
    """Keep what was changed, note it in the log by the names of the fields, and tell of it."""
    circle_id, draft = edit.before.id, edit.draft
    await work.execute(_WRITE, circle_id, *msgspec.structs.astuple(draft), *edit.tools.values())
    fields = [name for name in edit.names if name not in TOOLS]
    tools = {name: edit.tools[name] for name in edit.names if name in TOOLS}
    if fields:
        await note(work, circle_id, "circle_edited", by=by, details={"fields": fields})
    if tools:
        await note(work, circle_id, "tools_changed", by=by, details=tools)
    event = CircleEdited(circle_id=circle_id, version=edit.before.version + 1, visibility=draft.visibility)
    await emit(work, event, subject=circle_id)
    if draft.visibility == edit.before.visibility:
        return
    is_public = draft.visibility == "public"
    await work.execute(_PUBLICITY, circle_id, by if is_public else None)
    if is_public:
        await emit(work, CircleMadePublic(circle_id=circle_id, by=by), subject=circle_id)
