"""What went wrong with words: missing messages and failing patterns, counted for ``/metrics`` and the log."""

import logging
import threading
from collections import Counter

_LOG = logging.getLogger("commonweal.i18n")
_MOST_KINDS = 1_000  # distinct ids counted; beyond that something else is wrong than a few words


class Lapses:
    """Counts misses and errors by message id and locale, and logs the first of each kind."""

    def __init__(self) -> None:
        self.misses: Counter[tuple[str, str]] = Counter()
        self.errors: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()

    def miss(self, message_id: str, locale: str) -> None:
        """Count a message that a locale does not have."""
        if self._count(self.misses, message_id, locale):
            _LOG.warning("message %s is missing in %s; run `commonweal i18n check`", message_id, locale)

    def error(self, message_id: str, locale: str, error: Exception) -> None:
        """Count a message whose pattern could not be filled."""
        if self._count(self.errors, message_id, locale):
            _LOG.warning("message %s in %s cannot be filled: %s", message_id, locale, error)

    def _count(self, counter: Counter[tuple[str, str]], message_id: str, locale: str) -> bool:
        key = (message_id, locale)
        with self._lock:
            if key not in counter and len(counter) >= _MOST_KINDS:
                return False
            counter[key] += 1
            return counter[key] == 1
