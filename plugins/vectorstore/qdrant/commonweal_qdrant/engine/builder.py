"""The program that builds an index: ``python -m commonweal_qdrant.engine.builder``, started by the engine.

Qdrant itself gives the threads that build a low priority, so that searches go first.
"""

import ctypes
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from commonweal_qdrant.engine.calling import Caller
from commonweal_qdrant.engine.messages import Adopt, Describe, Measure, Report, Scroll
from commonweal_qdrant.engine.shard import Shard
from commonweal_qdrant.points import Point, Shape, Sizes

_PAGE = 500
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


def build(address: str, place: str, target: Path, index: str) -> None:
    """Copy a collection's points, build the index of that name, and have the engine adopt it."""
    with Caller(address) as engine:
        shape = engine.ask(Describe(place), Shape)
        items = engine.ask(Measure(place), Sizes).items
        shard, done = Shard.create(target, shape, index), 0
        for page in _pages(engine, place):
            shard.upsert(page)
            done += len(page)
            engine.ask(Report(place, min(done, items), 2 * items), None)
        shard.optimise()
        shard.close()
        engine.ask(Report(place, 2 * items, 2 * items), None)
        engine.ask(Adopt(place), None)


def _pages(engine: Caller, place: str) -> Iterator[list[Point]]:
    start = None
    while page := engine.ask(Scroll(place, _PAGE + 1, start, None), list[Point]):
        yield page[:_PAGE]
        if len(page) <= _PAGE:
            return
        start = page[_PAGE].id


def main() -> None:
    """Build, and end when the engine ends, however that happens."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    address, place, target, index = sys.argv[1:]
    build(address, place, Path(target), index)


if __name__ == "__main__":
    main()
