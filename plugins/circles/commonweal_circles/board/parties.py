"""Members gather to claim an adopted mission together: mission buddies (DOMAIN §12).

Who starts a party, or joins one, agrees for 48 hours that its starter claims a slot for them; joining again
renews that. For one mission a member belongs to one party of the circle.
"""

from uuid import UUID

from commonweal import Principal, Refusal, UnitOfWork, Visit, new_id
from commonweal_missions import api as missions

from commonweal_circles.board.drafting import Joined, PartyDraft, live_mission
from commonweal_circles.board.gathering import MadeParty, Party, cancel_now, lock_party, tell
from commonweal_circles.seeing import require_member

_ELSEWHERE = """
SELECT EXISTS (SELECT FROM circles.party AS p JOIN circles.buddy AS b ON b.party_id = p.id
    JOIN circles.member AS starter
        ON starter.circle_id = p.circle_id AND starter.account_id = p.started_by AND starter.state = 'active'
    WHERE p.circle_id = $1 AND p.mission_id = $2 AND p.state = 'gathering' AND b.human_id = $3 AND p.id <> $4)
"""
_JOIN = """
INSERT INTO circles.buddy (party_id, human_id, acknowledged) VALUES ($1, $2, $3)
ON CONFLICT (party_id, human_id) DO UPDATE SET joined_at = now(), acknowledged = excluded.acknowledged
"""
_LEAVE = "DELETE FROM circles.buddy WHERE party_id = $1 AND human_id = $2 RETURNING true"


async def start(visit: Visit, circle_id: UUID, draft: PartyDraft) -> MadeParty:
    """Start a party for an adopted, open mission, as a human member.

    Raises ``Refusal``: as ``join`` does, and ``not_found`` for a mission that the circle did not adopt.
    """
    async with visit.web.database.write() as work:
        await require_member(work, visit.principal, circle_id)
        await _require_adopted(work, visit.principal, circle_id, draft.mission_id)
        party = Party(
            id=new_id(),
            circle_id=circle_id,
            mission_id=draft.mission_id,
            started_by=visit.principal.account_id,
            state="gathering",
            buddies=[],
        )
        await _require_able(visit, work, party, acknowledged=draft.acknowledged)
        await work.execute(
            "INSERT INTO circles.party (id, circle_id, mission_id, started_by) VALUES ($1, $2, $3, $4)",
            *(party.id, circle_id, draft.mission_id, party.started_by),
        )
        await work.execute(_JOIN, party.id, party.started_by, draft.acknowledged)
        await tell(work, party, "gathering", 1)
    return MadeParty(party.id, "gathering", 1)


async def join(visit: Visit, circle_id: UUID, party_id: UUID, joined: Joined) -> MadeParty:
    """Join a party, or agree anew; from now on its starter may claim a slot for whoever joins.

    Raises ``Refusal``: ``not_found``, ``forbidden``, ``circle_archived``, ``invalid_transition`` once it
    claimed or was cancelled, ``validation_error`` when the mission is over, ``circle_party_other`` for
    whoever belongs to another one for this mission, ``circle_party_full``, and whatever keeps the human from
    claiming.
    """
    me = visit.principal.account_id
    async with visit.web.database.write() as work:
        _, party = await lock_party(work, visit.principal, circle_id, party_id)
        party.require_gathering("gathering")
        await _require_adopted(work, visit.principal, circle_id, party.mission_id)
        await _require_able(visit, work, party, acknowledged=joined.acknowledged)
        await work.execute(_JOIN, party_id, me, joined.acknowledged)
        count = len({each.human_id for each in party.buddies} | {me})
        if count > len(party.buddies):
            await tell(work, party, "gathering", count)
    return MadeParty(party_id, "gathering", count)


async def leave(
    work: UnitOfWork, principal: Principal, circle_id: UUID, party_id: UUID, human_id: UUID
) -> MadeParty:
    """Leave a party, or take a buddy out of the party one started; the starter cancels it instead.

    Raises ``Refusal``: ``forbidden`` for whoever is neither, ``invalid_transition`` once it claimed or was
    cancelled. Twice changes nothing.
    """
    _, party = await lock_party(work, principal, circle_id, party_id)
    party.require_gathering("gathering")
    if human_id == party.started_by or principal.account_id not in {human_id, party.started_by}:
        raise Refusal("forbidden")
    count = len({each.human_id for each in party.buddies} - {human_id})
    if await work.fetch_value(_LEAVE, party_id, human_id):
        await tell(work, party, "gathering", count)
    return MadeParty(party_id, "gathering", count)


async def cancel(work: UnitOfWork, principal: Principal, circle_id: UUID, party_id: UUID) -> MadeParty:
    """Give a party up, as who started it or as a moderator."""
    place, party = await lock_party(work, principal, circle_id, party_id)
    if party.started_by != principal.account_id and not place.has("moderator"):
        raise Refusal("forbidden")
    party.require_gathering("cancelled")
    await cancel_now(work, party.id)
    await tell(work, party, "cancelled", len(party.buddies))
    return MadeParty(party_id, "cancelled", len(party.buddies))


async def _require_adopted(work: UnitOfWork, principal: Principal, circle_id: UUID, mission_id: UUID) -> None:
    """Refuse a mission that is not on the board as adopted, or that somebody may not read."""
    adopted = await work.fetch_value(
        "SELECT EXISTS (SELECT FROM circles.proposal"
        " WHERE circle_id = $1 AND mission_id = $2 AND state = 'adopted')",
        *(circle_id, mission_id),
    )
    if not adopted or not await missions.may_read(work, principal, mission_id):
        raise Refusal("not_found")


async def _require_able(visit: Visit, work: UnitOfWork, party: Party, *, acknowledged: bool) -> None:
    """Refuse whoever could not claim the mission now, belongs to another party, or finds no slot left."""
    me = visit.principal.account_id
    if await work.fetch_value(_ELSEWHERE, party.circle_id, party.mission_id, me, party.id):
        raise Refusal("circle_party_other")
    mission = await live_mission(work, visit.principal, party.mission_id)
    hindrances = await missions.hindrances_of(
        visit, work, party.mission_id, [missions.Claimer(me, acknowledged)]
    )
    if me in hindrances:
        raise Refusal(hindrances[me])
    if mission.slots_left < len({each.human_id for each in party.buddies} | {me}):
        raise Refusal("circle_party_full", left=mission.slots_left)
