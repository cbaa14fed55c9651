"""The content of this room that passes review."""

from commonweal import PluginContext
from commonweal_review.api import ContentKind


def content_kinds(context: PluginContext) -> list[ContentKind]:  # noqa: ARG001
    """Return the kinds of content of this room."""
    return []
