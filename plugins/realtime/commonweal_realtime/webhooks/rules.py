"""When a delivery is tried again, and when a webhook is switched off; numbers only, no I/O.

The pauses are those that Standard Webhooks gives ("Deliverability and reliability").
"""

from datetime import timedelta

MOST_WEBHOOKS = 20
"""How many webhooks an account may have."""

MOST_TOPICS = 50
"""How many topics a webhook may have."""

MOST_SECRETS = 3
"""How many secrets sign at the same time: the present one, and those that were replaced within a day."""

OVERLAP = timedelta(hours=24)
"""How long a secret that was replaced signs as well."""

OFF_AFTER = timedelta(days=3)
"""A webhook is switched off when an attempt fails so long after the first, with no success between."""

KEPT = timedelta(days=30)
"""How long deliveries can be read."""

PAUSES = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
_SPREAD = 0.1
_GONE = 410


def is_success(status: int | None) -> bool:
    """Say whether an answer means that the message was taken."""
    return status is not None and 200 <= status < 300  # noqa: PLR2004 - RFC 9110 §15.3


def is_gone(status: int | None) -> bool:
    """Say whether a receiver answers that it wants nothing any more."""
    return status == _GONE


def pause_after(attempts: int, chance: float, asked: timedelta | None = None) -> timedelta | None:
    """Return how long to wait after so many failures; None when there have been enough.

    ``chance`` between 0 and 1 spreads the attempts; ``asked`` is what the receiver's Retry-After says, up to
    a day.
    """
    if attempts > len(PAUSES):
        return None
    pause = PAUSES[attempts - 1] * (1 + _SPREAD * chance)
    return max(pause, min(asked, PAUSES[-1])) if asked else pause
