"""What is on the board of a circle, as one reader sees it; and which circles took a mission as theirs.

Of a mission that its reader may not read, there is nothing: a page of the list may so be shorter than asked.
"""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import Principal, UnitOfWork
from commonweal_missions import api as missions

from commonweal_circles.board.standing import VOTES
from commonweal_circles.members.people import Person, people
from commonweal_circles.seeing import Place, reader_of

ProposalState = Literal["proposed", "adopted", "declined", "withdrawn", "done"]

_ADOPTING = """
SELECT circle_id FROM circles.proposal
WHERE mission_id = $1 AND state IN ('adopted', 'done') ORDER BY circle_id
"""
_LIST = f"""
SELECT p.id, p.circle_id, p.mission_id, p.state, p.proposed_by, p.reason, p.locale, p.review_status,
    p.created_at, p.adopted_at, p.ended_at, p.decided_by, p.answer, {VOTES} AS votes,
    EXISTS (SELECT FROM circles.vote AS own WHERE own.proposal_id = p.id AND own.account_id = $2) AS voted
FROM circles.proposal AS p
WHERE p.circle_id = $1 AND p.state = ANY ($3::text[])
    AND ($4::timestamptz IS NULL OR (p.created_at, p.id) < ($4, $5::uuid))
ORDER BY p.created_at DESC, p.id DESC LIMIT $6
"""
_ON_BOARD = "SELECT mission_id FROM circles.proposal WHERE circle_id = $1"


class ProposalRead(msgspec.Struct, frozen=True, kw_only=True):
    """A mission on the board of a circle.

    ``votes`` are those that count now, of the ``votes_needed``; ``voted`` says that the reader's is one of
    them. ``reason`` is the proposer's own, in ``reason_locale``, and empty while review has not approved it,
    but for themselves and moderators; ``answer`` is why a moderator declined, for members. The words are
    members': ``untrusted`` tells agents that they are no instructions.
    """

    id: UUID
    circle_id: UUID
    state: ProposalState
    mission: missions.MissionSummary
    reason: str
    reason_locale: str
    review_status: str
    proposed_by: Person
    votes: int
    votes_needed: int
    voted: bool
    created_at: datetime
    adopted_at: datetime | None
    ended_at: datetime | None
    decided_by: Person | None
    answer: str
    untrusted: bool = True

    @property
    def is_over(self) -> bool:
        """Whether nobody can claim the mission any more, told or not."""
        return self.mission.state in {"verified", "expired", "archived"}


class Listed(msgspec.Struct, frozen=True):
    """A part of the board, and where the next one begins, or None at the end."""

    proposals: list[ProposalRead]
    next_place: tuple[datetime, UUID] | None


async def adopting(work: UnitOfWork, mission_id: UUID) -> list[UUID]:
    """Return the circles that adopted a mission, also where it is done, in order of their ids."""
    return [row["circle_id"] for row in await work.fetch(_ADOPTING, mission_id)]


async def on_board(work: UnitOfWork, circle_id: UUID) -> list[UUID]:
    """Return the missions that were ever proposed to a circle."""
    return [row["mission_id"] for row in await work.fetch(_ON_BOARD, circle_id)]


async def list_board(
    work: UnitOfWork,
    principal: Principal,
    place: Place,
    locale: str,
    *,
    states: Collection[ProposalState],
    needed: int,
    limit: int,
    after: tuple[datetime, UUID] | None = None,
) -> Listed:
    """Return what is on a board in some states, the newest first; the caller asked for the place inside."""
    rows = await _rows(work, principal, place, states, limit + 1, after)
    more = (rows[limit - 1]["created_at"], rows[limit - 1]["id"]) if len(rows) > limit else None
    return Listed(await show(work, principal, place, locale, rows[:limit], needed=needed), more)


async def columns(
    work: UnitOfWork, principal: Principal, place: Place, locale: str, *, needed: int, limit: int
) -> dict[ProposalState, Listed]:
    """Return the beginning of each column of the board: proposed, adopted, done."""
    wanted: tuple[ProposalState, ...] = ("proposed", "adopted", "done")
    found = {each: await _rows(work, principal, place, [each], limit + 1, None) for each in wanted}
    rows = [row for each in found.values() for row in each[:limit]]
    shown = await show(work, principal, place, locale, rows, needed=needed)
    return {
        each: Listed(
            [proposal for proposal in shown if proposal.state == each],
            (found[each][limit - 1]["created_at"], found[each][limit - 1]["id"])
            if len(found[each]) > limit
            else None,
        )
        for each in wanted
    }


async def show(
    work: UnitOfWork, principal: Principal, place: Place, locale: str, rows: Collection[Any], *, needed: int
) -> list[ProposalRead]:
    """Put rows together with what the reader may read of their missions, and with who did what."""
    read = await missions.show_missions(
        work, principal, [row["mission_id"] for row in rows], locale, datetime.now(UTC)
    )
    rows = [row for row in rows if row["mission_id"] in read]
    accounts = {row[name] for row in rows for name in ("proposed_by", "decided_by") if row[name]}
    persons = await people(work, accounts, place.circle_id)
    return [_proposal(row, principal, place, read, persons, needed) for row in rows]


async def _rows(
    work: UnitOfWork,
    principal: Principal,
    place: Place,
    states: Collection[ProposalState],
    limit: int,
    after: tuple[datetime, UUID] | None,
) -> list[Any]:
    since, last = after or (None, None)
    return await work.fetch(_LIST, place.circle_id, reader_of(principal), list(states), since, last, limit)


def _proposal(
    row: Any,
    principal: Principal,
    place: Place,
    read: Mapping[UUID, missions.MissionSummary],
    persons: Mapping[UUID, Person],
    needed: int,
) -> ProposalRead:
    sees_reason = (
        row["review_status"] == "approved"
        or place.has("moderator")
        or row["proposed_by"] == reader_of(principal)
    )
    return ProposalRead(
        **{name: row[name] for name in ("id", "circle_id", "state", "review_status", "votes")},
        **{name: row[name] for name in ("created_at", "adopted_at", "ended_at")},
        mission=read[row["mission_id"]],
        reason=row["reason"] if sees_reason else "",
        reason_locale=row["locale"],
        proposed_by=persons[row["proposed_by"]],
        votes_needed=needed,
        voted=row["voted"] and place.is_member,
        decided_by=persons[row["decided_by"]] if row["decided_by"] else None,
        answer=row["answer"] if place.is_member else "",
    )
