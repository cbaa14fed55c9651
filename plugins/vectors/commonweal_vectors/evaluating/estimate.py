"""What moving a collection to Qdrant would take: memory, disk and time; prices are for people to ask."""

from typing import Literal

import msgspec

from commonweal_vectors.evaluating.figures import Figures

OVERHEAD = 1.5
"""Graph, ids and fields on top of the vectors, by Qdrant's own rule of thumb for sizing."""

ASSUMED_PER_SECOND = 500.0
_FLOAT, _BYTE = 4, 1
Basis = Literal["trial", "filling", "assumed"]


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes and seconds; ``quantised_memory`` is enough when vectors are kept as bytes and originals on disk.

    ``per_second`` is how many items are taken to be moved in a second, by a trial, by the last filling of a
    generation, or assumed.
    """

    memory: int
    quantised_memory: int
    disk: int
    seconds: float
    per_second: float
    basis: Basis


def estimate(figures: Figures, trial_per_second: float | None = None) -> Estimate:
    """Return what a collection would take in Qdrant as it is now."""
    numbers = figures.items * figures.dimensions
    memory, quantised = round(numbers * _FLOAT * OVERHEAD), round(numbers * _BYTE * OVERHEAD)
    per_second, basis = _pace(figures, trial_per_second)
    return Estimate(
        memory=memory,
        quantised_memory=quantised,
        disk=memory + quantised,
        seconds=figures.items / per_second,
        per_second=per_second,
        basis=basis,
    )


def _pace(figures: Figures, trial_per_second: float | None) -> tuple[float, Basis]:
    if trial_per_second:
        return trial_per_second, "trial"
    if figures.filled_per_second:
        return figures.filled_per_second, "filling"
    return ASSUMED_PER_SECOND, "assumed"
