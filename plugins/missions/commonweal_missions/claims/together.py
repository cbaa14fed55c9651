"""Several humans claim one mission together: a slot for each of them, or nothing (DOMAIN §7.2, §12).

Each claim is made as a single one is, in a savepoint of its own and in the order of the humans' ids, behind
the lock of the mission: so it passes the same checks, and two groups never wait for each other.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal, cast, get_args
from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork, Visit

from commonweal_missions.claims.locking import lock_mission
from commonweal_missions.claims.making import MadeClaim, make_claim
from commonweal_missions.claims.strangers import require_stranger
from commonweal_missions.settings import settings_of

Hindrance = Literal["already_claimed", "claim_limit_reached", "acknowledgement_required", "forbidden"]
HINDRANCES: frozenset[str] = frozenset(get_args(Hindrance))


class Claimer(msgspec.Struct, frozen=True):
    """A human who agreed to be claimed for, and whether they read and accepted the risk of the mission."""

    human_id: UUID
    acknowledged: bool = False


class TogetherRefused(Refusal):
    """Some of the humans cannot claim the mission; ``hindrances`` say for whom and why.

    What hinders somebody else is not for everybody to know: whoever shows it chooses what.
    """

    def __init__(self, hindrances: dict[UUID, Hindrance]) -> None:
        super().__init__("conflict")
        self.hindrances = hindrances


async def claim_together(
    visit: Visit, mission_id: UUID, claimers: Iterable[Claimer], *, at: datetime
) -> dict[UUID, MadeClaim]:
    """Claim a slot for each of several humans, and return the claims by human.

    It is one unit of work, or a savepoint of the caller's: when it raises, nothing was claimed. Whether
    everybody agreed, the caller knows. Raises ``Refusal``: ``not_found``, ``gone`` when the mission is over,
    ``mission_full`` with ``left`` when there are too few slots for all; ``TogetherRefused`` when something
    hinders some of them, also when there were too few slots besides.
    """
    ordered = sorted({each.human_id: each for each in claimers}.values(), key=lambda each: each.human_id)
    made: dict[UUID, MadeClaim] = {}
    refused: dict[UUID, str] = {}
    async with visit.web.database.write() as work:
        mission = await lock_mission(work, mission_id)
        for each in ordered:
            try:
                made[each.human_id] = await _claim(visit, mission_id, each, at)
            except Refusal as refusal:
                refused[each.human_id] = refusal.code
        _require_all(refused, left=max(0, mission.max_claims - mission.slots_taken))
    return made


async def hindrances_of(
    visit: Visit, work: UnitOfWork, mission_id: UUID, claimers: Sequence[Claimer]
) -> dict[UUID, Hindrance]:
    """Say what would hinder humans from claiming a mission now, without locking anything; none are left out.

    How many slots are free is not looked at: others may take or give up theirs meanwhile.
    """
    ids = [each.human_id for each in claimers]
    held, opened = set(), {}
    for row in await work.fetch(_HOLDING, mission_id, ids):
        opened[row["human_id"]] = row["opened"]
        held |= {row["human_id"]} if row["holds"] else set()
    risky = await work.fetch_value("SELECT risk <> 'green' FROM missions.mission WHERE id = $1", mission_id)
    found: dict[UUID, Hindrance] = {}
    for each in claimers:
        if each.human_id in held:
            found[each.human_id] = "already_claimed"
        elif risky and not each.acknowledged:
            found[each.human_id] = "acknowledgement_required"
        elif opened.get(each.human_id, 0) >= settings_of(visit).max_open_claims:
            found[each.human_id] = "claim_limit_reached"
        elif not await _may_claim(work, mission_id, each.human_id):
            found[each.human_id] = "forbidden"
    return found


_HOLDING = """
SELECT human_id, count(*) FILTER (WHERE state IN ('active', 'submitted')) AS opened,
    bool_or(mission_id = $1) AS holds
FROM missions.claim WHERE human_id = ANY ($2) AND state IN ('active', 'submitted', 'verified')
GROUP BY human_id
"""


async def _claim(visit: Visit, mission_id: UUID, claimer: Claimer, at: datetime) -> MadeClaim:
    """Make one of the claims; what it did is taken back when it is refused."""
    async with visit.web.database.write() as work:
        if not await _may_claim(work, mission_id, claimer.human_id):
            raise Refusal("forbidden")
        return await make_claim(
            work,
            mission_id,
            claimer.human_id,
            acknowledged=claimer.acknowledged,
            most_open=settings_of(visit).max_open_claims,
            at=at,
        )


async def _may_claim(work: UnitOfWork, mission_id: UUID, human_id: UUID) -> bool:
    """Say whether an account works, and has no part in the making of the mission."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    human = (await identity.find_humans(work, [human_id])).get(human_id)
    if human is None or human.state != "active":
        return False
    try:
        await require_stranger(work, mission_id, human_id)
    except Refusal as refusal:
        if refusal.code == "forbidden":
            return False
        raise
    return True


def _require_all(refused: dict[UUID, str], *, left: int) -> None:
    """Raise what kept anybody from claiming: the mission, what hinders some, or their number."""
    for code in ("not_found", "gone"):
        if code in refused.values():
            raise Refusal(code)
    hindrances = {human: cast("Hindrance", code) for human, code in refused.items() if code in HINDRANCES}
    if hindrances:
        raise TogetherRefused(hindrances)
    if refused:
        raise Refusal("mission_full", left=left)
