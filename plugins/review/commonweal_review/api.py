"""What other plugins may import from content review.

A plugin assesses new texts before its transaction (``assess``), keeps the item with what was found inside it
(``record``; ``hold`` before anything else when it is edited), and contributes its ``ContentKind`` with what
follows from a human's decision.
"""

from commonweal_review.assessing import assess
from commonweal_review.events import ContentDecided, ContentFlagged, ContentReported, ReviewOverdue
from commonweal_review.figures import count_decisions
from commonweal_review.items import edited, hold, record
from commonweal_review.model import (
    CATEGORIES,
    Assessment,
    Author,
    Category,
    ContentKind,
    ContentReview,
    Decision,
    Written,
)
from commonweal_review.queue import Waiting, count_waiting
from commonweal_review.reporting import report

__all__ = [
    "CATEGORIES",
    "Assessment",
    "Author",
    "Category",
    "ContentDecided",
    "ContentFlagged",
    "ContentKind",
    "ContentReported",
    "ContentReview",
    "Decision",
    "ReviewOverdue",
    "Waiting",
    "Written",
    "assess",
    "count_decisions",
    "count_waiting",
    "edited",
    "hold",
    "record",
    "report",
]
