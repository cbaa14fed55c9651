"""Garbage collection for many connections: what lasts is looked through once, not again and again.

A full collection over the objects of ten thousand connections stops everything for more than a second. So
after many have come, what there is gets collected once and frozen; after many have gone, it is thawed, so
that what they left behind is found.
"""

import gc

_MANY = 500
_THRESHOLDS = (50_000, 20, 50)


class Garbage:
    """Watches how many connections there are, and collects when it is worth it."""

    def __init__(self) -> None:
        self._before = 0
        self._frozen = 0
        self._was = gc.get_threshold()
        gc.set_threshold(*_THRESHOLDS)

    def look(self, connections: int) -> bool:
        """Collect and freeze if many have come or gone and it is calm now; say whether that was so."""
        is_calm = abs(connections - self._before) < _MANY
        self._before = connections
        if not is_calm or abs(connections - self._frozen) < max(_MANY, self._frozen // 2):
            return False
        if connections < self._frozen:
            gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._frozen = connections
        return True

    def stop(self) -> None:
        """Leave the collector as it was."""
        gc.unfreeze()
        gc.set_threshold(*self._was)
