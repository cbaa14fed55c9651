"""Humans vote for solutions, once each, and pay for the weight of their vote (DOMAIN §6.2, §10.3)."""

from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork, emit
from commonweal_identity import api as identity
from commonweal_ledger import api as ledger

from commonweal_problems.events import Voted
from commonweal_problems.settings import ProblemsSettings
from commonweal_problems.solutions.living import lock_solution, require_published, settle

VOTABLE = ("proposed", "debating", "ready_for_action")


class VoteReceipt(msgspec.Struct, frozen=True):
    """A vote that counts, what it cost in minor units, and the solution after it."""

    solution_id: UUID
    weight: int
    paid_minor: int
    voters: int
    total_weight: int
    state: str


async def vote(
    work: UnitOfWork, settings: ProblemsSettings, solution_id: UUID, human_id: UUID, weight: int
) -> VoteReceipt:
    """Vote for a published solution with a weight of 1 to 5; votes are final.

    Raises ``Refusal``: ``duplicate_vote``, ``insufficient_tokens``, ``forbidden`` for the solution of one's
    own agent, ``invalid_transition`` once it is in progress or over.
    """
    solution = await lock_solution(work, solution_id)
    await require_published(work, solution)
    if await work.fetch_value(
        "SELECT 1 FROM problems.vote WHERE solution_id = $1 AND human_id = $2", solution_id, human_id
    ):
        raise Refusal("duplicate_vote")
    if solution.state not in VOTABLE:
        raise Refusal("invalid_transition", source=solution.state, target="ready_for_action")
    if solution.proposer_id in await identity.agents_of(work, human_id):
        raise Refusal("forbidden")
    paid_minor = weight * settings.vote_minor
    await ledger.open_account(work, human_id, "human")
    await ledger.charge(
        work,
        key=f"vote:{solution_id.hex[-16:]}:{human_id}",
        type="spend_vote",
        account_id=human_id,
        amount_minor=paid_minor,
        reference=solution_id,
    )
    await work.execute(
        "INSERT INTO problems.vote (solution_id, human_id, weight) VALUES ($1, $2, $3)",
        *(solution_id, human_id, weight),
    )
    await work.execute(
        "UPDATE problems.solution SET voters = voters + 1, weight = weight + $2, active_at = now()"
        " WHERE id = $1",
        *(solution_id, weight),
    )
    counted = msgspec.structs.replace(solution, voters=solution.voters + 1, weight=solution.weight + weight)
    event = Voted(solution_id=solution_id, voters=counted.voters, weight=counted.weight)
    await emit(work, event, subject=solution_id)
    after = await settle(work, counted, settings)
    return VoteReceipt(solution_id, weight, paid_minor, after.voters, after.weight, after.state)
