"""The default automatic check as pure rules: place, time, originality and caps (DOMAIN §8.2)."""

from datetime import datetime, timedelta
from typing import Annotated

import msgspec

TOLERANCE = timedelta(minutes=5)
MISSING_CAP = 0.40
PAIR_CAP = 0.79
FAR = 3  # times the radius
ORIGINAL_DISTANCE = 11
SIMILAR_DISTANCE = 7
PAIR_METRES = 50
PAIR_DISTANCE = 5


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """A before-and-after pair: metres between both (None: not known) and distance of the images' hashes."""

    metres: float | None
    hash_distance: int | None


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What is known about evidence before it is scored.

    ``metres`` is the distance to the mission, None if no position was given; ``place_asked`` is whether the
    mission has a place. ``nearest`` is the smallest hash distance to another claim's image, None without
    an image or without others.
    """

    place_asked: bool
    metres: float | None
    radius_m: int
    captured_at: datetime | None
    claimed_at: datetime
    submitted_at: datetime
    nearest: int | None = None
    items_missing: bool = False
    pairs: tuple[Pair, ...] = ()


class Score(msgspec.Struct, frozen=True):
    """A score from 0 to 1 and the codes of what lowered it."""

    score: Annotated[float, msgspec.Meta(ge=0, le=1)]
    reasons: tuple[str, ...]


def score(findings: Findings) -> Score:
    """Score evidence: 0.5 place + 0.25 time + 0.25 originality, then the caps."""
    parts = {
        "place": place_part(findings),
        "time": time_part(findings),
        "originality": originality_part(findings.nearest),
    }
    limits = caps(findings)
    total = 0.5 * parts["place"] + 0.25 * parts["time"] + 0.25 * parts["originality"]
    reasons = [name for name, part in parts.items() if part < 1] + list(limits)
    return Score(round(min([total, *limits.values()]), 4), tuple(reasons))


def place_part(findings: Findings) -> float:
    """Return 1 within the radius, 0 from three times it, falling evenly between; 0.5 without a position."""
    if not findings.place_asked:
        return 1.0
    if findings.metres is None:
        return 0.5
    beyond = (findings.metres - findings.radius_m) / ((FAR - 1) * findings.radius_m)
    return min(1.0, max(0.0, 1.0 - beyond))


def time_part(findings: Findings) -> float:
    """Return 1 if captured between claim and submission, with tolerance; 0.5 if not known."""
    if findings.captured_at is None:
        return 0.5
    first, last = findings.claimed_at - TOLERANCE, findings.submitted_at + TOLERANCE
    return 1.0 if first <= findings.captured_at <= last else 0.0


def originality_part(nearest: int | None) -> float:
    """Return 1 for images unlike any other claim's, 0.5 for similar ones, 0 for nearly the same."""
    if nearest is None or nearest >= ORIGINAL_DISTANCE:
        return 1.0
    return 0.5 if nearest >= SIMILAR_DISTANCE else 0.0


def caps(findings: Findings) -> dict[str, float]:
    """Name the limits that hold whatever the parts add up to."""
    limits: dict[str, float] = {}
    if findings.nearest == 0:
        limits["identical_image"] = 0.0
    if findings.items_missing:
        limits["missing_item"] = MISSING_CAP
    if findings.place_asked and findings.metres is not None and findings.metres >= FAR * findings.radius_m:
        limits["far_away"] = MISSING_CAP
    if any(pair.metres is not None and pair.metres > PAIR_METRES for pair in findings.pairs):
        limits["pair_apart"] = PAIR_CAP
    if any(pair.hash_distance is not None and pair.hash_distance < PAIR_DISTANCE for pair in findings.pairs):
        limits["pair_unchanged"] = PAIR_CAP
    return limits
