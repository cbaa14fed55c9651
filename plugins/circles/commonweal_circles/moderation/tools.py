"""What a circle's owners may set against spam: slow mode, first posts looked at, limits on links."""

from datetime import UTC, datetime
from typing import Any

from commonweal import FieldError, Refusal, UnitOfWork

from commonweal_circles.seeing import Place

_TOOLS = """
SELECT c.slow_seconds, c.first_post_approval, c.links_most, m.posts, m.posted_at
FROM circles.circle AS c JOIN circles.member AS m ON m.circle_id = c.id AND m.account_id = $2
WHERE c.id = $1
"""


async def before_posting(work: UnitOfWork, place: Place, *, links: int, is_new: bool) -> bool:
    """Say whether a post waits for a moderator; ``place`` is its author's, ``links`` leave this site.

    Moderators are free of all of it. Raises ``Refusal``: ``circle_slow_mode`` with the ``seconds`` to wait,
    or ``validation_error`` at ``/text`` for more links than the circle allows.
    """
    if place.has("moderator"):
        return False
    row: Any = await work.fetch_row(_TOOLS, place.circle_id, place.account_id)
    if row["links_most"] is not None and links > row["links_most"]:
        raise Refusal(
            "validation_error",
            fields=[FieldError("/text", "too_many_links", {"maximum": row["links_most"]}, _MANY_LINKS)],
        )
    if not is_new:
        return False
    if row["slow_seconds"] and row["posted_at"] is not None:
        waited = (datetime.now(UTC) - row["posted_at"]).total_seconds()
        if waited < row["slow_seconds"]:
            raise Refusal("circle_slow_mode", seconds=int(row["slow_seconds"] - waited) + 1)
    return bool(row["first_post_approval"] and row["posts"] == 0)


_MANY_LINKS = "circles-field-too-many-links"
