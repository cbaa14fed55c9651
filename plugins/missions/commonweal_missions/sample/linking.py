"""Links sample missions with the sample's problems that are being addressed, or are resolved."""

from collections.abc import Sequence

from commonweal import UnitOfWork

from commonweal_missions.rules.vocabulary import CreatorKind
from commonweal_missions.sample.planning import PlannedMission, identity_id

EACH = 3
PROBLEMS = ("market-steps", "dry-taps", "swift-nests")
"""The names of sample problems with missions."""


async def link_problems(work: UnitOfWork, missions: Sequence[PlannedMission]) -> None:
    """Let a few missions address each problem: organisations' open ones, or closed ones if it is resolved."""
    from commonweal_problems import api as problems  # noqa: PLC0415 - the command line needs none of it

    for name in PROBLEMS:
        problem = await problems.find_problem(work, identity_id("problem", name))
        if problem is None:
            continue
        resolved = problem.state == "resolved"
        chosen = [
            mission.id
            for mission in missions
            if mission.domain == problem.domain
            and (mission.closed_at is not None) == resolved
            and (resolved or mission.creator.kind == CreatorKind.ORGANISATION)
        ]
        await work.execute(
            "UPDATE missions.mission SET problem_id = $2 WHERE id = ANY ($1)", chosen[:EACH], problem.id
        )
