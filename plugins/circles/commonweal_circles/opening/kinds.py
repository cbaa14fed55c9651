"""The content of this room that passes review: the words of a circle."""

from commonweal import PluginContext
from commonweal_review.api import ContentKind

from commonweal_circles.opening.desk import find_published, show_circle
from commonweal_circles.opening.living import KIND, decided
from commonweal_circles.seeing import may_see_face


def content_kinds(context: PluginContext) -> list[ContentKind]:  # noqa: ARG001 - as rooms give their kinds
    """Return circles as a kind of content."""
    return [
        ContentKind(
            name=KIND,
            label="circles-kind-circle",
            decided=decided,
            show=show_circle,
            find=find_published,
            sees=may_see_face,
            address=lambda circle_id: f"/circles/{circle_id}",
        )
    ]
