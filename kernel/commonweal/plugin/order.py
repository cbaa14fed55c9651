"""The order in which plugins are loaded: after what they require, ties by id."""

import heapq
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from commonweal.plugin.manifest import Manifest


def load_order(plugins: Mapping[str, Manifest]) -> tuple[list[str], dict[str, str]]:
    """Return the ids in load order, and for each plugin on a cycle the sentence that says so.

    Names that are not in ``plugins`` do not count. A cycle that ``after`` closes is opened there, since
    ``after`` is a wish about order only; the members of a cycle of ``requires`` can never run and come last.
    """
    requires = {name: _known(manifest.requires, plugins) for name, manifest in sorted(plugins.items())}
    wishes = {name: _known(manifest.after, plugins) - requires[name] for name, manifest in plugins.items()}
    cyclic: dict[str, str] = {}
    while True:
        sorter = TopologicalSorter({name: sorted(requires[name] | wishes[name]) for name in requires})
        try:
            sorter.prepare()
        except CycleError as error:
            cycle: list[str] = error.args[1]
            wish = next(((a, b) for a, b in pairwise(cycle) if a in wishes[b]), None)
            if wish:
                wishes[wish[1]].discard(wish[0])
                continue
            # The cycle is listed with each plugin before the one that requires it.
            sentence = "dependency cycle: " + " requires ".join(reversed(cycle))
            for member in cycle[1:]:
                cyclic[member] = sentence
                requires[member], wishes[member] = set(), set()
        else:
            ordered = list(_drain(sorter))
            return [name for name in ordered if name not in cyclic] + sorted(cyclic), cyclic


def _known(names: Iterable[str], plugins: Mapping[str, Manifest]) -> set[str]:
    return {name for name in names if name in plugins}


def _drain(sorter: "TopologicalSorter[str]") -> Iterable[str]:
    ready = list(sorter.get_ready())
    heapq.heapify(ready)
    while ready:
        name = heapq.heappop(ready)
        yield name
        sorter.done(name)
        for freed in sorter.get_ready():
            heapq.heappush(ready, freed)
