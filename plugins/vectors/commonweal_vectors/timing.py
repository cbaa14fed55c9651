"""How long searches take: counted in memory by duration, and written down every few seconds.

Only the shape of a question is kept, never what was asked or by whom.
"""

import logging
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from math import floor, log

from commonweal import Database, UnitOfWork

_LOG = logging.getLogger("commonweal.vectors")
RATIO = 1.1
"""How much longer a bucket reaches than the one before."""

FLUSH_SECONDS = 10.0
_LONGEST = 200  # the bucket of three minutes and more

_ADD = """
INSERT INTO vectors.timing (generation, shape, hour, bucket, searches)
SELECT generation, shape, date_trunc('hour', now()), bucket, searches
FROM unnest($1::bigint[], $2::text[], $3::smallint[], $4::bigint[])
    AS added (generation, shape, bucket, searches)
ORDER BY generation, shape, bucket
ON CONFLICT (generation, shape, hour, bucket) DO UPDATE SET searches = timing.searches + excluded.searches
"""
_READ = """
SELECT shape, bucket, sum(searches)::bigint AS searches FROM vectors.timing
WHERE generation = $1 AND hour >= $2 GROUP BY shape, bucket
"""


class Timings:
    """The durations this process has counted and not yet written down."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[int, str, int]] = Counter()
        self._flushed = time.monotonic()

    @contextmanager
    def counted(self, generation: int, shape: str) -> Iterator[None]:
        """Count how long the block takes; one that fails is not counted."""
        began = time.perf_counter()
        yield
        self._counts[generation, shape, bucket_of(time.perf_counter() - began)] += 1

    async def flush(self, database: Database, *, due: bool = True) -> None:
        """Write down what was counted; with ``due`` only when the last time is long enough ago.

        What cannot be written down is let go: no search fails for that.
        """
        if not self._counts or (due and time.monotonic() - self._flushed < FLUSH_SECONDS):
            return
        counts, self._counts = self._counts, Counter()
        self._flushed = time.monotonic()
        generations, shapes, buckets = zip(*counts, strict=True)
        try:
            async with database.write() as work:
                await work.execute(_ADD, generations, shapes, buckets, list(counts.values()))
        except Exception as error:  # noqa: BLE001 - the disk may be full, or the database read only
            _LOG.warning("how long %s searches took was not written down: %s", counts.total(), error)


def bucket_of(seconds: float) -> int:
    """Return the bucket of a duration."""
    microseconds = max(1.0, seconds * 1e6)
    return min(_LONGEST, floor(log(microseconds) / log(RATIO)))


def quantile(counts: Counter[int], part: float) -> float:
    """Return the duration in milliseconds that ``part`` of the counted ones do not exceed; 0 for none."""
    wanted = part * counts.total()
    seen = 0
    for bucket in sorted(counts):
        seen += counts[bucket]
        if seen >= wanted:
            return float(RATIO ** (bucket + 1)) / 1e3
    return 0.0


async def read_timings(work: UnitOfWork, generation: int, since: datetime) -> dict[str, Counter[int]]:
    """Return the counts by shape and bucket, from the hour of ``since`` on."""
    hour = since.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    found: dict[str, Counter[int]] = {}
    for row in await work.fetch(_READ, generation, hour):
        found.setdefault(row["shape"], Counter())[row["bucket"]] += row["searches"]
    return found


def together(counts: Iterable[Counter[int]]) -> Counter[int]:
    """Return the sum of several counts."""
    return sum(counts, Counter())
