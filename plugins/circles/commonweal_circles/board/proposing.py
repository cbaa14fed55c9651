"""Members propose missions to their circle (DOMAIN §12).

A mission is on a board once. Proposing it is the proposer's vote, which they may take back like any other.
One that was declined or withdrawn can be proposed anew after 24 hours, by a moderator: as a new proposal,
without the votes it had.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork, Visit, emit, new_id
from commonweal_missions import api as missions
from commonweal_review import api as review

from commonweal_circles.board.drafting import ProposalDraft, live_mission
from commonweal_circles.board.kinds import KIND
from commonweal_circles.board.standing import read_proposal
from commonweal_circles.board.voting import count_vote
from commonweal_circles.events import MissionProposed
from commonweal_circles.rules.vocabulary import Locale
from commonweal_circles.seeing import Place, require_inside, require_member
from commonweal_circles.services import settings_of

AGAIN_AFTER: Final = timedelta(hours=24)

# Whoever proposes a mission and whoever takes over that it is over wait for each other: else a mission that
# ends at this moment would stay on the board for ever.
TURN: Final = "SELECT pg_advisory_xact_lock(hashtextextended('circles.board ' || $1::uuid::text, 0))"
_KNOWN = "SELECT id, state, ended_at FROM circles.proposal WHERE circle_id = $1 AND mission_id = $2"
_FORGET_VOTES = "DELETE FROM circles.vote WHERE proposal_id = $1"
_FORGET = "DELETE FROM circles.proposal WHERE id = $1"
_INSERT = """
INSERT INTO circles.proposal (id, circle_id, mission_id, proposed_by, reason, locale)
VALUES ($1, $2, $3, $4, $5, $6)
"""


class MadeProposal(msgspec.Struct, frozen=True):
    """A new proposal: where it stands, and whether everybody may read its reason yet."""

    id: UUID
    state: str
    votes: int
    votes_needed: int
    review_status: str


async def propose(visit: Visit, circle_id: UUID, draft: ProposalDraft) -> MadeProposal:
    """Propose a mission that one may read, as a member.

    Raises ``Refusal``: ``not_found``, ``forbidden``, ``circle_archived``, ``validation_error`` for a mission
    that is over or that one may not read, ``circle_already_proposed``, ``circle_proposed_before``,
    ``content_rejected``.
    """
    locale = draft.locale or locale_of(visit)
    mission = await _look_first(visit, circle_id, draft.mission_id)
    assessment = None
    if draft.reason.strip():
        assessment = await review.assess(
            visit,
            author=visit.principal,
            kind=KIND,
            texts=[draft.reason],
            locale=locale,
            domain=str(mission.domain),
        )
    made, status = new_id(), "approved"
    needed, proposer = settings_of(visit).adopting_votes, visit.principal.account_id
    async with visit.web.database.write() as work:
        await work.execute(TURN, draft.mission_id)
        place = await require_member(work, visit.principal, circle_id)
        await live_mission(work, visit.principal, draft.mission_id)
        await _make_room(work, place, draft.mission_id)
        await work.execute(
            _INSERT, made, circle_id, draft.mission_id, proposer, draft.reason.strip(), str(locale)
        )
        if assessment is not None:
            status = await review.record(work, assessment, item_id=made, summary=draft.reason.strip()[:200])
            await work.execute("UPDATE circles.proposal SET review_status = $2 WHERE id = $1", made, status)
        event = MissionProposed(
            circle_id=circle_id, proposal_id=made, mission_id=draft.mission_id, by=proposer
        )
        await emit(work, event, subject=circle_id)
        standing = await count_vote(work, await read_proposal(work, circle_id, made), proposer, needed)
    return MadeProposal(made, standing.state, standing.votes, needed, status)


def locale_of(visit: Visit) -> Locale:
    """Return the first of the reader's languages that members write in."""
    known: tuple[Locale, ...] = ("en", "es", "zh-Hans")
    return next((each for tag in visit.chain.locales for each in known if each == tag), "en")


async def _look_first(visit: Visit, circle_id: UUID, mission_id: UUID) -> missions.MissionSummary:
    """Refuse before review reads the words what would be refused anyhow."""
    async with visit.web.database.read() as work:
        place = await require_inside(work, visit.principal, circle_id)
        if not place.is_member:
            raise Refusal("forbidden")
        return await live_mission(work, visit.principal, mission_id)


async def _make_room(work: UnitOfWork, place: Place, mission_id: UUID) -> None:
    """Take away a proposal of the mission that ended, or refuse a second and say where the first is."""
    known: Any = await work.fetch_row(_KNOWN, place.circle_id, mission_id)
    if known is None:
        return
    if known["state"] not in {"declined", "withdrawn"}:
        raise Refusal(
            "circle_already_proposed",
            state=known["state"],
            proposal=str(known["id"]),
            address=f"/circles/{place.circle_id}/board#proposal-{known['id']}",
        )
    waits = known["ended_at"] + AGAIN_AFTER - datetime.now(UTC)
    hours = max(0, -int(-waits.total_seconds() // 3_600))
    if hours or not place.has("moderator"):
        raise Refusal("circle_proposed_before", state=known["state"], hours=hours)
    await work.execute(_FORGET_VOTES, known["id"])
    await work.execute(_FORGET, known["id"])
