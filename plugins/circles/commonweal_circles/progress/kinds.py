"""The content of this room that passes review: notes of thanks."""

from uuid import UUID

from commonweal import Fragment, PluginContext, UnitOfWork, Visit
from commonweal_review.api import ContentKind, Decision

from commonweal_circles.progress import thanking
from commonweal_circles.seeing import may_see_gratitude


def content_kinds(context: PluginContext) -> list[ContentKind]:  # noqa: ARG001
    """Return the kinds of content of this room."""
    return [
        ContentKind(
            name=thanking.KIND,
            label="circles-kind-gratitude",
            decided=_decided,
            show=_show_note,
            sees=may_see_gratitude,
        ),
    ]


async def _decided(work: UnitOfWork, note_id: UUID, status: str, _decision: Decision) -> None:
    await thanking.decided(work, note_id, status)


async def _show_note(visit: Visit, note_id: UUID) -> Fragment | None:
    """Show a note at the desk: its words alone, for the desk need not know who thanks whom."""
    async with visit.web.database.read() as work:
        found = await thanking.find_words(work, note_id)
    return None if found is None else Fragment("circles/progress_desk.html", {"note": found})
