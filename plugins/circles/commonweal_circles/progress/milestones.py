"""What a circle aims at: moderators set milestones and challenges, and drop them (DOMAIN §12)."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal, UnitOfWork, Visit, new_id
from commonweal_review import api as review
from msgspec import Meta

from commonweal_circles.members.people import Person, people
from commonweal_circles.moderation.log import note
from commonweal_circles.progress import advancing
from commonweal_circles.rules.vocabulary import Metric
from commonweal_circles.seeing import require_inside, require_member

MOST_OPEN, OVER_SHOWN, LEAST_TITLE = 20, 6, 3
LONGEST = timedelta(days=731)
_REACHED_ALREADY = "circles-field-reached-already"
Moment = Annotated[datetime, Meta(tz=True)]
_INSERT = """
INSERT INTO circles.milestone
    (id, circle_id, kind, title, metric, target, progress, set_by, starts_at, ends_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
_PLACE = """
SELECT c.created_at, (SELECT count(*) FROM circles.milestone AS m WHERE m.circle_id = c.id
    AND m.reached_at IS NULL AND m.dropped_at IS NULL AND m.ended_at IS NULL) AS open
FROM circles.circle AS c WHERE c.id = $1
"""
_DROP = """
UPDATE circles.milestone SET dropped_at = now()
WHERE id = $2 AND circle_id = $1 AND reached_at IS NULL AND dropped_at IS NULL AND ended_at IS NULL
RETURNING id, progress, target
"""
_EXISTS = "SELECT dropped_at IS NOT NULL FROM circles.milestone WHERE id = $2 AND circle_id = $1"
_COLUMNS = """id, kind, title, metric, target, progress, set_by, starts_at, ends_at, created_at, reached_at,
    dropped_at, ended_at"""
_NEWEST = f"""
SELECT {_COLUMNS} FROM circles.milestone
WHERE circle_id = $1 AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3::uuid))
ORDER BY created_at DESC, id DESC LIMIT $4
"""
_STILL_OPEN = f"""
SELECT {_COLUMNS} FROM circles.milestone
WHERE circle_id = $1 AND reached_at IS NULL AND dropped_at IS NULL AND ended_at IS NULL
ORDER BY created_at DESC, id DESC
"""
_OVER = f"""
SELECT {_COLUMNS} FROM circles.milestone
WHERE circle_id = $1 AND dropped_at IS NULL AND (reached_at IS NOT NULL OR ended_at IS NOT NULL)
ORDER BY created_at DESC, id DESC LIMIT $2
"""
_OF_ONE = f"SELECT {_COLUMNS} FROM circles.milestone WHERE circle_id = $1 AND id = $2"


class MilestoneDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A milestone as it is set; with ``ends_at`` it is a challenge.

    ``target`` counts missions, minutes, people or domains, or minor units of IT for ``tokens``. What is
    verified from ``starts_at`` on counts: from now on where it is not given, from the beginning of the circle
    at the earliest.
    """

    title: Annotated[str, Meta(min_length=LEAST_TITLE, max_length=200)]
    metric: Metric
    target: Annotated[int, Meta(ge=1, le=1_000_000_000)]
    starts_at: Moment | None = None
    ends_at: Moment | None = None


class Milestone(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone, or a challenge, which has an end. One that was reached stays as it was then.

    The title is members' own words: ``untrusted`` tells agents that it is no instruction.
    """

    id: UUID
    kind: Literal["milestone", "challenge"]
    title: str
    metric: Metric
    target: int
    progress: int
    state: Literal["open", "reached", "dropped", "ended"]
    set_by: Person
    starts_at: datetime
    ends_at: datetime | None
    created_at: datetime
    reached_at: datetime | None
    untrusted: bool = True

    @property
    def last_moment(self) -> datetime | None:
        """The last moment that counts, for those who read days: the end itself may be the next day."""
        return self.ends_at - timedelta(seconds=1) if self.ends_at else None


class Listed(msgspec.Struct, frozen=True):
    """A part of the milestones of a circle, and where it ended when there are more."""

    items: list[Milestone]
    last: tuple[datetime, UUID] | None


class Aims(msgspec.Struct, frozen=True):
    """The milestones of a circle as a page shows them; those that were dropped are left out."""

    open: list[Milestone]
    over: list[Milestone]


async def set_milestone(visit: Visit, circle_id: UUID, draft: MilestoneDraft) -> Milestone:
    """Set a milestone as a moderator.

    Raises ``Refusal``: ``not_found``, ``forbidden``, ``circle_archived``, ``circle_milestones_full`` with 20
    open ones, ``validation_error`` for times that do not follow one another, a target that is reached, or a
    title that review does not approve at once.
    """
    async with visit.web.database.read() as work:
        await require_inside(work, visit.principal, circle_id)
    await _assess(visit, draft)
    async with visit.web.database.write() as work:
        await require_member(work, visit.principal, circle_id, "moderator")
        place: Any = await work.fetch_row(_PLACE, circle_id)
        if place["open"] >= MOST_OPEN:
            raise Refusal("circle_milestones_full", maximum=MOST_OPEN)
        now = datetime.now(UTC)
        starts_at = _checked(draft, now, place["created_at"])
        progress = await advancing.progress_since(work, circle_id, draft.metric, starts_at, draft.ends_at)
        if progress >= draft.target:
            field = FieldError("/target", "too_small", {"minimum": progress + 1}, _REACHED_ALREADY)
            raise Refusal("validation_error", fields=[field])
        milestone_id = new_id()
        await work.execute(
            _INSERT,
            *(milestone_id, circle_id, "challenge" if draft.ends_at else "milestone", draft.title.strip()),
            *(draft.metric, draft.target, progress, visit.principal.account_id, starts_at, draft.ends_at),
        )
        row = {"id": milestone_id, "progress": progress, "target": draft.target}
        await advancing.tell_one(work, circle_id, row, "set")
        rows = await work.fetch(_OF_ONE, circle_id, milestone_id)
        return (await _shown(work, rows, circle_id))[0]


async def drop_milestone(visit: Visit, circle_id: UUID, milestone_id: UUID) -> None:
    """Drop a milestone as a moderator; twice changes nothing.

    Raises ``Refusal``: as setting one does, and ``conflict`` for one that is reached or over.
    """
    async with visit.web.database.write() as work:
        await require_member(work, visit.principal, circle_id, "moderator")
        row = await work.fetch_row(_DROP, circle_id, milestone_id)
        if row is not None:
            await advancing.tell_one(work, circle_id, row, "dropped")
            await note(
                work,
                circle_id,
                "milestone_dropped",
                by=visit.principal.account_id,
                seen_by="readers",
                details={"milestone_id": str(milestone_id)},
            )
            return
        dropped = await work.fetch_value(_EXISTS, circle_id, milestone_id)
        if dropped is None:
            raise Refusal("not_found")
        if not dropped:
            raise Refusal("conflict")


async def list_milestones(
    visit: Visit,
    work: UnitOfWork,
    circle_id: UUID,
    *,
    after: tuple[datetime, UUID] | None = None,
    limit: int = MOST_OPEN,
) -> Listed:
    """List the milestones of a circle whose inside the reader sees, the newest first, also those over."""
    await require_inside(work, visit.principal, circle_id)
    rows = await work.fetch(_NEWEST, circle_id, *(after or (None, None)), limit + 1)
    shown = rows[:limit]
    last = (shown[-1]["created_at"], shown[-1]["id"]) if len(rows) > limit else None
    return Listed(await _shown(work, shown, circle_id), last)


async def read_aims(visit: Visit, work: UnitOfWork, circle_id: UUID) -> Aims:
    """Return what a page shows: the open milestones, and those reached or ended last."""
    await require_inside(work, visit.principal, circle_id)
    still_open = await work.fetch(_STILL_OPEN, circle_id)
    over = await work.fetch(_OVER, circle_id, OVER_SHOWN)
    shown = await _shown(work, [*still_open, *over], circle_id)
    return Aims(shown[: len(still_open)], shown[len(still_open) :])


async def _assess(visit: Visit, draft: MilestoneDraft) -> None:
    """Have the title looked at: there is no desk for titles, so one that is in doubt is refused."""
    found = await review.assess(
        visit,
        author=visit.principal,
        kind="circles.milestone",
        texts=[draft.title],
        locale=visit.locale,
        domain=None,
    )
    if found.status != "approved":
        raise Refusal(
            "validation_error",
            fields=[FieldError("/title", "not_approved", message="circles-field-title-not-approved")],
        )


def _checked(draft: MilestoneDraft, now: datetime, opened_at: datetime) -> datetime:
    """Return from when on a milestone counts; raises ``Refusal("validation_error")``."""
    starts_at = max(draft.starts_at or now, opened_at)
    wrong = []
    if starts_at > now + LONGEST:
        wrong.append(FieldError("/starts_at", "too_late", message="circles-field-too-far-off"))
    if draft.ends_at is not None and draft.ends_at <= max(starts_at, now):
        wrong.append(FieldError("/ends_at", "wrong_order", message="circles-field-ends-before"))
    elif draft.ends_at is not None and draft.ends_at > now + LONGEST:
        wrong.append(FieldError("/ends_at", "too_late", message="circles-field-too-far-off"))
    if len(draft.title.strip()) < LEAST_TITLE:
        wrong.append(FieldError("/title", "too_short", {"minimum": LEAST_TITLE}))
    if wrong:
        raise Refusal("validation_error", fields=wrong)
    return starts_at


async def _shown(work: UnitOfWork, rows: Any, circle_id: UUID) -> list[Milestone]:
    found = await people(work, {row["set_by"] for row in rows}, circle_id)
    return [_milestone(row, found) for row in rows]


def _milestone(row: Any, found: dict[UUID, Person]) -> Milestone:
    names = ("id", "kind", "title", "metric", "target", "progress", "starts_at", "ends_at", "created_at")
    state: Literal["open", "reached", "dropped", "ended"] = "open"
    if row["dropped_at"]:
        state = "dropped"
    elif row["reached_at"]:
        state = "reached"
    elif row["ended_at"]:
        state = "ended"
    return Milestone(
        **{name: row[name] for name in names},
        state=state,
        set_by=found[row["set_by"]],
        reached_at=row["reached_at"],
    )
