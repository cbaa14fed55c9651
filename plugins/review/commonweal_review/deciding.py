"""The rules of decisions, without a database: the table of DOMAIN §5.2, priorities and their times (§5.3)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from commonweal import HookOutcome

from commonweal_review.model import CATEGORIES, ContentReview
from commonweal_review.settings import ReviewSettings

DUE = {
    0: timedelta(hours=1),
    1: timedelta(hours=4),
    2: timedelta(hours=24),
    3: timedelta(hours=72),
}
HOLD = timedelta(minutes=30)
DANGEROUS, REPORTED, BY_SCORE, NEW_AGENT = range(4)
UNANSWERED = "check_unanswered"


def due_at(priority: int, flagged_at: datetime) -> datetime:
    """Return until when a human is to decide."""
    return flagged_at + DUE[priority]


def judge(
    found: ContentReview, *, is_new: bool, complete: bool, settings: ReviewSettings
) -> Literal["approved", "flagged", "rejected"]:
    """Decide by the table of DOMAIN §5.2; what is not ``complete`` is never approved."""
    if found.categories:
        return "rejected"
    if is_new:
        return "flagged"
    if found.score < settings.flag_from:
        return "rejected"
    if found.score < settings.approve_from or not complete:
        return "flagged"
    return "approved"


def merge(outcomes: Sequence[HookOutcome]) -> tuple[ContentReview, bool]:
    """Return the lowest score and all categories and reasons, and whether everybody answered properly."""
    answers = [outcome.value for outcome in outcomes if outcome.error is None and is_valid(outcome.value)]
    complete = bool(outcomes) and len(answers) == len(outcomes)
    score = min((answer.score for answer in answers), default=1.0)
    categories = {category for answer in answers for category in answer.categories}
    reasons = dict.fromkeys(reason[:200] for answer in answers for reason in answer.reasons)
    if not complete:
        reasons[UNANSWERED] = None
    return ContentReview(score, sorted(categories, key=CATEGORIES.index), list(reasons)[:50]), complete


def is_valid(value: object) -> bool:
    """Say whether an implementation answered with what the hook asks for."""
    return (
        isinstance(value, ContentReview)
        and isinstance(value.score, int | float)
        and 0 <= value.score <= 1
        and all(category in CATEGORIES for category in value.categories)
        and all(isinstance(reason, str) for reason in value.reasons)
    )


def priority_of(*, is_new: bool, is_brief: bool) -> int:
    """Return how soon a human is to look at new content."""
    if is_brief:
        return REPORTED  # partners' briefs are as urgent as what readers report
    return NEW_AGENT if is_new else BY_SCORE
