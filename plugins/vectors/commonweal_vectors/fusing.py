"""Reciprocal rank fusion: one order made of several."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
K = 60
"""How little the first places count for more than later ones (DOMAIN §19)."""


def fuse(rankings: Iterable[Sequence[T]], *, k: int = K) -> list[T]:
    """Return everything in the rankings once, best first: each place adds ``1 / (k + place)``.

    Places count from 1; what scores alike keeps the order in which it was first met. Source: Cormack, Clarke
    and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods" (2009).
    """
    scores: dict[T, float] = {}
    for ranking in rankings:
        for place, item in enumerate(ranking, 1):
            scores[item] = scores.get(item, 0.0) + 1 / (k + place)
    return sorted(scores, key=lambda item: -scores[item])
