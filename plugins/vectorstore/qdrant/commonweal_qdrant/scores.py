"""Scores as the contract gives them: higher is more alike."""

import math
from collections.abc import Callable, Mapping, Sequence

from commonweal import Match

from commonweal_qdrant.points import Hit


def to_matches(metric: str, hits: Sequence[Hit]) -> list[Match]:
    """Return hits as matches, best first, ties by id."""
    score = _SCORES[metric]
    matches = [Match(hit.id, score(hit.score)) for hit in hits]
    return sorted(matches, key=lambda match: (-match.score, match.id))


_SCORES: Mapping[str, Callable[[float], float]] = {
    "cosine": lambda similarity: math.copysign(min(1.0, abs(similarity)), similarity),
    "dot": float,
    "euclidean": lambda distance: 1 / (1 + distance),
}
