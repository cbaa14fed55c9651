"""What went wrong with words: missing messages and failing patterns, counted for ``/metrics`` and the log."""

import logging
import threading
from collections import Counter
from typing import Literal

Lapse = Literal["missing", "failed"]

_LOG = logging.getLogger("commonweal.i18n")
_MOST_KINDS = 1_000  # distinct lapses counted; beyond that something else is wrong than a few words


class Lapses:
    """Counts by lapse, message id and locale; the first of each is logged."""

    def __init__(self) -> None:
        self.counted: Counter[tuple[Lapse, str, str]] = Counter()
        self._lock = threading.Lock()

    def note(
        self,
        lapse: Lapse,
        message_id: str,
        locale: str,
        why: object = "no such message: add it in every language",
    ) -> None:
        """Count that a message is missing in a locale, or that its pattern failed."""
        key = (lapse, message_id, locale)
        with self._lock:
            if key in self.counted or len(self.counted) < _MOST_KINDS:
                self.counted[key] += 1
            first = self.counted[key] == 1
        if first:
            _LOG.warning(
                "message %s %s in %s: %s; run `commonweal i18n check`", message_id, lapse, locale, why
            )
