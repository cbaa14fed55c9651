"""Puts the page of a board together: its columns, the parties, what may be proposed, and what went wrong."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Form, Page, Refusal, UnitOfWork, Visit

from commonweal_circles.board.party_reading import PartyRead, list_parties
from commonweal_circles.board.proposing import locale_of
from commonweal_circles.board.reading import Listed, ProposalState, columns, list_board
from commonweal_circles.board.suggesting import suggest
from commonweal_circles.opening.frame import Frame, frame
from commonweal_circles.permissions import CLAIM, TAKE_PART
from commonweal_circles.services import settings_of

COLUMNS: tuple[ProposalState, ...] = ("proposed", "adopted", "done")
MOST = 20


class Trouble(msgspec.Struct, frozen=True):
    """What kept something from happening, in the reader's words, and whom it concerns."""

    title: str
    reasons: list[str]


class Column(msgspec.Struct, frozen=True):
    """A column of the board: what it holds, and where there is more."""

    state: ProposalState
    proposals: list[Any]
    next_url: str


async def show_board(
    visit: Visit,
    circle_id: UUID,
    form: Form[Any],
    *,
    state: ProposalState | None = None,
    cursor: str | None = None,
    refusal: Refusal | None = None,
    about: UUID | None = None,
) -> Page:
    """Make the page; ``about`` is the proposal whose decline form is shown again."""
    async with visit.web.database.read() as work:
        around = await frame(visit, work, circle_id, "board")
        shown = await _columns(visit, work, around, state, cursor)
        adopted = [each.mission.id for column in shown for each in column.proposals]
        found, _ = await list_parties(work, visit.principal, around.place, adopted)
        proposing = around.may_write and TAKE_PART.allows(visit.principal) and state is None
        now = datetime.now(UTC)
        suggested = await suggest(work, around.circle, locale_of(visit), now) if proposing else []
    context = {
        "frame": around,
        "columns": shown,
        "single": state is not None,
        "parties": _by_mission(found),
        "form": form,
        "about": about,
        "trouble": None if refusal is None else trouble(visit, refusal),
        "may_propose": proposing,
        "may_claim": around.may_write and CLAIM.allows(visit.principal),
        "suggested": suggested,
        "needed": settings_of(visit).adopting_votes,
        "now": now,
    }
    status = 422 if form.is_wrong else 409 if refusal is not None else 200
    return Page("circles/board_page.html", context, status=status)


def trouble(visit: Visit, refusal: Refusal) -> Trouble:
    """Say a refusal in the reader's words; a mistake in one field is said by itself."""
    words = visit.translator
    reasons = [words.text(field.message_id, **field.arguments) for field in refusal.fields]
    if refusal.code == "validation_error" and reasons:
        return Trouble(reasons[0], reasons[1:])
    title = words.text(f"{visit.web.problems.message_id(refusal.code)}-detail", **refusal.arguments)
    return Trouble(title, reasons)


async def _columns(
    visit: Visit, work: UnitOfWork, around: Frame, state: ProposalState | None, cursor: str | None
) -> list[Column]:
    """Read all columns from their beginning, or one of them from where the page before ended."""
    needed, locale = settings_of(visit).adopting_votes, locale_of(visit)
    if state is None:
        found = await columns(work, visit.principal, around.place, locale, needed=needed, limit=MOST)
        return [_column(visit, around, each, found[each]) for each in COLUMNS]
    after = None
    if cursor:
        after = visit.web.cursors.read(cursor, _bound(around, state), tuple[datetime, UUID])
    listed = await list_board(
        work, visit.principal, around.place, locale, states=[state], needed=needed, limit=MOST, after=after
    )
    return [_column(visit, around, state, listed)]


def _column(visit: Visit, around: Frame, state: ProposalState, listed: Listed) -> Column:
    more = ""
    if listed.next_place:
        cursor = visit.web.cursors.write(listed.next_place, _bound(around, state))
        more = f"{around.url}/board?state={state}&cursor={cursor}"
    return Column(state, listed.proposals, more)


def _bound(around: Frame, state: ProposalState) -> dict[str, object]:
    return {"list": "circle board page", "circle": around.circle.id, "state": state}


def _by_mission(found: list[PartyRead]) -> dict[UUID, list[PartyRead]]:
    by_mission: dict[UUID, list[PartyRead]] = {}
    for party in found:
        by_mission.setdefault(party.mission_id, []).append(party)
    return by_mission
