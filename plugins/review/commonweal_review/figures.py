"""How well review does per language: overturned decisions, wrong rejections, times (DOMAIN §5.3)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

RIGHT_GOAL, WRONG_GOAL = 95, 10  # percent: decisions right; rejections wrong stay below
_LANGUAGES = """
WITH decided AS (
    SELECT coalesce(locale, '') AS locale, status,
        lead(status) OVER (PARTITION BY review_id ORDER BY decided_at, id) AS later
    FROM review.decision WHERE source = 'admin'
)
SELECT locale, count(*) AS decisions, count(*) FILTER (WHERE status = 'rejected') AS rejected,
    count(*) FILTER (WHERE later <> status) AS overturned,
    count(*) FILTER (WHERE status = 'rejected' AND later = 'approved') AS wrongly_rejected
FROM decided GROUP BY locale ORDER BY locale
"""
_REFUSED = """
SELECT coalesce(locale, '') AS locale, count(*) AS refused FROM review.decision
WHERE source = 'classifier' AND status = 'rejected' GROUP BY 1
"""
_TIMES = """
SELECT priority, count(*) AS decisions, count(*) FILTER (WHERE decided_at <= due_at) AS in_time,
    extract(epoch FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY decided_at - flagged_at))::float8
        AS median_seconds
FROM review.decision WHERE source = 'admin' AND priority IS NOT NULL GROUP BY priority ORDER BY priority
"""
_OF_AUTHORS = """
SELECT author_id, count(DISTINCT coalesce(review_id, id)) FILTER (WHERE status = 'approved') AS approved,
    count(DISTINCT coalesce(review_id, id)) FILTER (WHERE status = 'rejected') AS rejected
FROM review.decision
WHERE decided_at >= $2 AND decided_at < $3 AND author_id = ANY ($1) AND status IN ('approved', 'rejected')
GROUP BY author_id
"""


class LanguageFigures(msgspec.Struct, frozen=True):
    """What was decided in one language; ``locale`` is empty where none is known.

    ``refused`` counts rejections by the rules during a request, the rest is humans' decisions.
    """

    locale: str
    decisions: int
    rejected: int
    overturned: int
    wrongly_rejected: int
    refused: int = 0

    @property
    def right_percent(self) -> float | None:
        """The share of decisions that stood."""
        return 100 * (self.decisions - self.overturned) / self.decisions if self.decisions else None

    @property
    def wrong_percent(self) -> float | None:
        """The share of rejections that were approved later."""
        return 100 * self.wrongly_rejected / self.rejected if self.rejected else None


class PriorityFigures(msgspec.Struct, frozen=True):
    """How long decisions of one priority took."""

    priority: int
    decisions: int
    in_time: int
    median_seconds: float


class AuthorCounts(msgspec.Struct, frozen=True):
    """How many items of an author were approved in a time, and how many rejected."""

    approved: int = 0
    rejected: int = 0


class Figures(msgspec.Struct, frozen=True):
    """The figures of content review."""

    languages: list[LanguageFigures]
    priorities: list[PriorityFigures]


async def read_figures(work: UnitOfWork) -> Figures:
    """Compute the figures from the log of decisions."""
    found = {row["locale"]: dict(row) for row in await work.fetch(_LANGUAGES)}
    nothing = {"decisions": 0, "rejected": 0, "overturned": 0, "wrongly_rejected": 0}
    for row in await work.fetch(_REFUSED):
        found.setdefault(row["locale"], {"locale": row["locale"], **nothing})["refused"] = row["refused"]
    languages = [LanguageFigures(**found[locale]) for locale in sorted(found)]
    return Figures(languages, [PriorityFigures(**dict(row)) for row in await work.fetch(_TIMES)])


async def count_decisions(
    work: UnitOfWork, author_ids: Collection[UUID], since: datetime, until: datetime
) -> dict[UUID, AuthorCounts]:
    """Count what was decided about the items of several authors from one moment to another."""
    rows = await work.fetch(_OF_AUTHORS, [str(each) for each in author_ids], since, until)
    return {UUID(row["author_id"]): AuthorCounts(row["approved"], row["rejected"]) for row in rows}
