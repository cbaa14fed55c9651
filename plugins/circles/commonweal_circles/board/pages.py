"""The pages of the board: ``/circles/{id}/board``; each of its buttons is a form that comes back to it."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from commonweal import Page, Refusal, Visit, empty_form, flash, limited, needs, read_form
from litestar import get, post
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Redirect

from commonweal_circles.board import deciding, parties, voting
from commonweal_circles.board.claiming import claim_for_all
from commonweal_circles.board.drafting import Declined, Joined, PartyDraft, ProposalDraft, mission_named
from commonweal_circles.board.proposing import propose
from commonweal_circles.board.reading import ProposalState
from commonweal_circles.board.showing import show_board
from commonweal_circles.permissions import CLAIM, TAKE_PART
from commonweal_circles.services import settings_of

PASSED_ON = frozenset({"not_found", "unauthorized", "forbidden"})
"""Refusals that have a page of their own; the others are shown on the board."""
Deed = Callable[[], Awaitable[object]]


class ProposeEntries(msgspec.Struct):
    """What the form that proposes a mission sends: the address of its page, or its id."""

    mission: Annotated[str, msgspec.Meta(max_length=500)]
    reason: Annotated[str, msgspec.Meta(max_length=1_000)] = ""


class DeclineEntries(msgspec.Struct):
    """What the form that declines a mission sends."""

    reason: Annotated[str, msgspec.Meta(min_length=3, max_length=1_000)]


class PartyEntries(msgspec.Struct):
    """What the forms of parties send."""

    mission: UUID | None = None
    human: UUID | None = None
    acknowledged: bool = False


@get("/circles/{circle_id:uuid}/board")
async def board_page(
    request: Visit,
    circle_id: FromPath[UUID],
    mission: FromQuery[str | None] = None,
    column: Annotated[ProposalState | None, QueryParameter(name="state")] = None,
    cursor: FromQuery[str | None] = None,
) -> Page:
    """Show the board; ``mission`` fills in the form, ``state`` and ``cursor`` show more of a column."""
    form = empty_form(request, mission=mission)
    return await show_board(request, circle_id, form, state=column, cursor=cursor)


@post(
    "/circles/{circle_id:uuid}/board/propose",
    guards=[needs(TAKE_PART), limited("circle-proposal", 20, 3_600)],
)
async def propose_by_form(request: Visit, circle_id: FromPath[UUID]) -> Page | Redirect:
    """Propose a mission."""
    form = await read_form(request, ProposeEntries)
    mission_id = mission_named(form.value.mission) if form.value else None
    if form.value is not None and mission_id is None:
        form.fail("mission", "invalid", "circles-board-mission-unreadable")
    if form.value is None or mission_id is None:
        return await show_board(request, circle_id, form)
    draft = ProposalDraft(mission_id=mission_id, reason=form.value.reason)
    try:
        made = await propose(request, circle_id, draft)
    except Refusal as refusal:
        if refusal.code in PASSED_ON:
            raise
        if refusal.code == "validation_error":
            form.fail("mission", "invalid", refusal.fields[0].message_id)
            return await show_board(request, circle_id, form)
        return await show_board(request, circle_id, form, refusal=refusal)
    message = "held" if made.review_status != "approved" else made.state
    return _back(circle_id, f"circles-board-flash-{message}", f"proposal-{made.id}")


@post(
    "/circles/{circle_id:uuid}/board/{proposal_id:uuid}/{act:str}",
    guards=[needs(TAKE_PART), limited("circle-vote", 120, 3_600)],
)
async def decide_by_form(
    request: Visit,
    circle_id: FromPath[UUID],
    proposal_id: FromPath[UUID],
    act: FromPath[Literal["vote", "unvote", "adopt", "decline", "withdraw"]],
) -> Page | Redirect:
    """Vote, take a vote back, adopt, decline or withdraw."""
    form = await read_form(request, DeclineEntries)
    if act == "decline" and form.value is None:
        return await show_board(request, circle_id, form, about=proposal_id)
    reason = Declined(form.value.reason).reason if form.value else ""
    me, needed = request.principal, settings_of(request).adopting_votes

    async def decide() -> str:
        async with request.web.database.write() as work:
            if act == "vote":
                return (await voting.vote(work, me, circle_id, proposal_id, needed=needed)).state
            if act == "unvote":
                await voting.take_back(work, me, circle_id, proposal_id, needed=needed)
            elif act == "adopt":
                return (await deciding.adopt(work, me, circle_id, proposal_id, needed=needed)).state
            elif act == "decline":
                await deciding.decline(work, me, circle_id, proposal_id, reason)
            else:
                await deciding.withdraw(work, me, circle_id, proposal_id)
        return act

    try:
        done = await decide()
    except Refusal as refusal:
        if refusal.code in PASSED_ON:
            raise
        return await show_board(request, circle_id, empty_form(request), refusal=refusal)
    message = {"proposed": "voted", "decline": "declined", "withdraw": "withdrawn", "unvote": "unvoted"}
    return _back(circle_id, f"circles-board-flash-{message.get(done, done)}", f"proposal-{proposal_id}")


@post(
    "/circles/{circle_id:uuid}/parties",
    guards=[needs(CLAIM), limited("circle-party", 60, 3_600)],
)
async def start_by_form(request: Visit, circle_id: FromPath[UUID]) -> Page | Redirect:
    """Start a party."""
    form = await read_form(request, PartyEntries)
    if form.value is None or form.value.mission is None:
        raise Refusal("not_found")
    draft = PartyDraft(form.value.mission, form.value.acknowledged)
    return await _do(request, circle_id, lambda: parties.start(request, circle_id, draft), "started")


@post(
    "/circles/{circle_id:uuid}/parties/{party_id:uuid}/{act:str}",
    guards=[needs(CLAIM), limited("circle-party", 60, 3_600)],
)
async def party_by_form(
    request: Visit,
    circle_id: FromPath[UUID],
    party_id: FromPath[UUID],
    act: FromPath[Literal["join", "leave", "drop", "claim", "cancel"]],
) -> Page | Redirect:
    """Join or leave a party, take somebody out of it, claim for it, or cancel it."""
    form = await read_form(request, PartyEntries)
    sent = form.value or PartyEntries()
    me = request.principal.account_id

    async def leave() -> None:
        async with request.web.database.write() as work:
            gone = sent.human if act == "drop" and sent.human else me
            await parties.leave(work, request.principal, circle_id, party_id, gone)

    async def cancel() -> None:
        async with request.web.database.write() as work:
            await parties.cancel(work, request.principal, circle_id, party_id)

    deeds: dict[str, tuple[Deed, str]] = {
        "join": (lambda: parties.join(request, circle_id, party_id, Joined(sent.acknowledged)), "joined"),
        "leave": (leave, "left"),
        "drop": (leave, "dropped"),
        "claim": (lambda: claim_for_all(request, circle_id, party_id), "claimed"),
        "cancel": (cancel, "cancelled"),
    }
    return await _do(request, circle_id, *deeds[act])


async def _do(visit: Visit, circle_id: UUID, deed: Deed, done: str) -> Page | Redirect:
    """Do something about a party, and come back to the board, or say there what kept it from happening."""
    try:
        await deed()
    except Refusal as refusal:
        if refusal.code in PASSED_ON:
            raise
        return await show_board(visit, circle_id, empty_form(visit), refusal=refusal)
    return _back(circle_id, f"circles-party-flash-{done}", "board-adopted")


def _back(circle_id: UUID, message: str, anchor: str) -> Redirect:
    answer = Redirect(f"/circles/{circle_id}/board#{anchor}", status_code=303)
    flash(answer, message)
    return answer


PAGES = [board_page, propose_by_form, decide_by_form, start_by_form, party_by_form]
