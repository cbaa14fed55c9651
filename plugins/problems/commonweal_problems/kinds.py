"""The kinds of content of this plugin that pass review, and what follows from a decision."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from commonweal import PluginContext, UnitOfWork
from commonweal_review.api import ContentKind, Decision

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
            address=lambda item_id: f"/problems/{item_id}",
        ),
        ContentKind(
            name=solutions.KIND,
            label="problems-kind-solution",
            decided=solutions.decided,
            address=lambda item_id: f"/solutions/{item_id}",
        ),
        ContentKind(name=debating.KIND, label="problems-kind-debate", decided=_debate_decided(context)),
    ]


def _debate_decided(context: PluginContext) -> Callable[[UnitOfWork, UUID, str, Decision], Awaitable[None]]:
    async def decided(work: UnitOfWork, item_id: UUID, status: str, _decision: Decision) -> None:
        settings = context.settings if isinstance(context.settings, ProblemsSettings) else ProblemsSettings()
        await debating.decided(work, settings, item_id, status)

    return decided
