"""Which versions of Qdrant are fit, and what to do about others."""

import re

SERVER = ((1, 16), (2, 0))  # 1.16 was the first to keep a collection's metadata, where its shape stands
EDGE = ((0, 9), (0, 10))  # the format on disk may change with any minor version before 1.0

Bounds = tuple[tuple[int, int], tuple[int, int]]


def unfit(version: str, bounds: Bounds) -> str | None:
    """Return which versions would do, unless this one does."""
    least, below = bounds
    found = re.match(r"v?(\d+)\.(\d+)", version)
    if found and least <= (int(found[1]), int(found[2])) < below:
        return None
    return f">={least[0]}.{least[1]},<{below[0]}.{below[1]}"
