"""The reasons of proposals as content that passes review."""

from uuid import UUID

from commonweal import Fragment, PluginContext, UnitOfWork, Visit
from commonweal_review.api import ContentKind, Decision

from commonweal_circles.seeing import may_see_proposal

KIND = "circles.proposal"


def content_kinds(_context: PluginContext) -> list[ContentKind]:
    """Return the reasons of proposals as a kind of content."""
    return [
        ContentKind(
            name=KIND, label="circles-kind-proposal", decided=_decided, show=_show, sees=may_see_proposal
        )
    ]


async def _decided(work: UnitOfWork, proposal_id: UUID, status: str, _decision: Decision) -> None:
    """Take over what review decided; a proposal that was replaced by a new one needs nothing."""
    await work.execute("UPDATE circles.proposal SET review_status = $2 WHERE id = $1", proposal_id, status)


async def _show(visit: Visit, proposal_id: UUID) -> Fragment | None:
    """Show the reason at the desk."""
    async with visit.web.database.read() as work:
        row = await work.fetch_row("SELECT reason, locale FROM circles.proposal WHERE id = $1", proposal_id)
    return None if row is None else Fragment("circles/board_desk.html", {"proposal": dict(row)})
