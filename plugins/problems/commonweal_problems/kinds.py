"""The kinds of content of this plugin that pass review, and what follows from a decision."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from commonweal import PluginContext, UnitOfWork
from commonweal_review.api import ContentKind, Decision

from commonweal_problems import desk
from commonweal_problems.problems import living as problems
from commonweal_problems.settings import ProblemsSettings
from commonweal_problems.solutions import debating
from commonweal_problems.solutions import living as solutions


def content_kinds(context: PluginContext) -> list[ContentKind]:
    """Return problems, solutions and entries of debates as kinds of content."""
    return [
        ContentKind(
            name=problems.KIND,
            label="problems-kind-problem",
            decided=problems.decided,
            show=desk.show_problem,
            find=desk.find_problem,
            address=lambda item_id: f"/problems/{item_id}",
        ),
        ContentKind(
            name=solutions.KIND,
            label="problems-kind-solution",
            decided=_taking(context, solutions.decided),
            show=desk.show_solution,
            find=desk.find_solution,
            address=lambda item_id: f"/solutions/{item_id}",
        ),
        ContentKind(
            name=debating.KIND,
            label="problems-kind-debate",
            decided=_taking(context, debating.decided),
            show=desk.show_entry,
            find=desk.find_entry,
        ),
    ]


def _taking(
    context: PluginContext, take_over: Callable[[UnitOfWork, ProblemsSettings, UUID, str], Awaitable[None]]
) -> Callable[[UnitOfWork, UUID, str, Decision], Awaitable[None]]:
    """Return what follows from a decision under the settings of this process."""

    async def decided(work: UnitOfWork, item_id: UUID, status: str, _decision: Decision) -> None:
        settings = context.settings if isinstance(context.settings, ProblemsSettings) else ProblemsSettings()
        await take_over(work, settings, item_id, status)

    return decided
