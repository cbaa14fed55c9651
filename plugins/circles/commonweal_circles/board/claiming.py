"""Whoever started a party claims for all of it: a slot for each buddy, or nothing."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from uuid import UUID

from commonweal import FieldError, Refusal, Visit
from commonweal_missions import api as missions

from commonweal_circles.board.gathering import AGREES_FOR, MadeParty, Party, lock_party, tell
from commonweal_circles.members.people import people

_CLAIMED = "UPDATE circles.party SET state = 'claimed', claimed_at = $2 WHERE id = $1"
_KEPT = """
UPDATE circles.buddy AS b SET claim_id = made.claim_id
FROM unnest($2::uuid[], $3::uuid[]) AS made (human_id, claim_id)
WHERE b.party_id = $1 AND b.human_id = made.human_id
"""
_GONE = "DELETE FROM circles.buddy WHERE party_id = $1 AND claim_id IS NULL"
_SHOWN = {"already_claimed": "circles-buddy-already-claimed", "late": "circles-buddy-late"}
"""What others may read of what keeps somebody from claiming: only what a claim itself would show them."""
_OWN = {
    "already_claimed": "kernel-problem-already-claimed-detail",
    "claim_limit_reached": "kernel-problem-claim-limit-reached-detail",
    "acknowledgement_required": "kernel-problem-acknowledgement-required-detail",
}


async def claim_for_all(visit: Visit, circle_id: UUID, party_id: UUID) -> MadeParty:
    """Claim a slot for every buddy of a party, as who started it, in one transaction.

    Raises ``Refusal``: ``not_found``, ``forbidden``, ``circle_archived``, ``invalid_transition`` once it
    claimed or was cancelled, ``gone`` when the mission is over, ``circle_party_alone``, ``circle_party_full``
    with the slots that are ``left``, ``circle_party_hindered`` with those who cannot claim or have to agree
    anew.
    """
    me, now = visit.principal.account_id, datetime.now(UTC)
    async with visit.web.database.write() as work:
        _, party = await lock_party(work, visit.principal, circle_id, party_id)
        if party.started_by != me:
            raise Refusal("forbidden")
        party.require_gathering("claimed")
        if len(party.buddies) == 1:
            raise Refusal("circle_party_alone")
        persons = await people(work, [each.human_id for each in party.buddies])
        names = {human_id: person.name for human_id, person in persons.items()}
        if late := _late(party, now):
            raise _hindered(dict.fromkeys(late, "late"), names, me)
        claimers = [missions.Claimer(each.human_id, each.acknowledged) for each in party.buddies]
        try:
            made = await missions.claim_together(visit, party.mission_id, claimers, at=now)
        except missions.TogetherRefused as refused:
            raise _hindered(refused.hindrances, names, me) from refused
        except Refusal as refused:
            if refused.code == "mission_full":
                raise Refusal("circle_party_full", left=refused.arguments["left"]) from refused
            raise
        await work.execute(_CLAIMED, party_id, now)
        await work.execute(_KEPT, party_id, list(made), [claim.id for claim in made.values()])
        await work.execute(_GONE, party_id)
        await tell(work, party, "claimed", len(made))
    return MadeParty(party_id, "claimed", len(made))


def _late(party: Party, now: datetime) -> Collection[UUID]:
    """Return who agreed too long ago; whoever presses the button agrees by that."""
    return [
        each.human_id
        for each in party.buddies
        if each.human_id != party.started_by and each.joined_at + AGREES_FOR < now
    ]


def _hindered(hindrances: Mapping[UUID, str], names: Mapping[UUID, str], me: UUID) -> Refusal:
    """Say who cannot be claimed for; why, as far as it concerns whoever asks."""
    fields = []
    for human_id, hindrance in sorted(hindrances.items()):
        message = _SHOWN.get(
            hindrance, "circles-buddy-late" if hindrance == "late" else "circles-buddy-cannot"
        )
        if human_id == me:
            message = _OWN.get(hindrance, "circles-buddy-you-cannot")
        arguments: dict[str, object] = {"name": names.get(human_id) or "?"}
        fields.append(FieldError(f"/buddies/{human_id}", "invalid", arguments, message))
    return Refusal("circle_party_hindered", fields=fields)
