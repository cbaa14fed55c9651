"""The hooks of content review: who judges texts, and which kinds of content there are."""

from collections.abc import Sequence

from commonweal import PluginContext, hookspec, per_call

from commonweal_review.model import ContentKind, ContentReview


@per_call(timeout=2.0)
async def commonweal_review_content(  # type: ignore[empty-body]  # a specification
    context: PluginContext, text: str, kind: str, locale: str | None, domain: str | None
) -> ContentReview:
    """Judge a text that somebody wrote for others (DOMAIN §5.2).

    The lowest score and the union of the categories of all implementations count. Whoever fails, is late or
    answers with something else makes the text wait for a human; it is never approved unseen.

    Example:
        >>> from commonweal_review.api import ContentReview
        >>> async def commonweal_review_content(text):
        ...     return ContentReview(score=0.2 if "http" in text else 0.9, reasons=["links"])

    """


@hookspec
def commonweal_content_kinds(context: PluginContext) -> Sequence[ContentKind]:  # type: ignore[empty-body]  # a specification
    """Add kinds of content that pass review, each with what follows from a decision.

    Example:
        >>> from commonweal_review.api import ContentKind
        >>> async def decided(work, item_id, status, decision):
        ...     await work.execute("UPDATE trees.note SET review_status = $2 WHERE id = $1", item_id, status)
        >>> def commonweal_content_kinds():
        ...     return [ContentKind(name="trees.note", label="trees-kind-note", decided=decided)]
        >>> commonweal_content_kinds()[0].name
        'trees.note'

    """
