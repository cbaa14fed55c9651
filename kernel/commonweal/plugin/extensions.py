"""What is installed in an entry-point group, who brought it, and loading it with stevedore."""

import difflib
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import Distribution, EntryPoint, EntryPoints, entry_points
from typing import Any, cast

from stevedore.driver import DriverManager


def installed_entry_points(group: str) -> list[EntryPoint]:
    """Return the entry points of ``group``, each with its distribution.

    Read once per process for one ``sys.path``. stevedore's own cache is on disk, can be stale for two minutes
    after an installation, and has lost the distributions.
    """
    return list(_scan(tuple(sys.path)).select(group=group))


def owner_of(entry_point: EntryPoint) -> str:
    """Name the distribution an entry point comes from, with its version."""
    return _title(entry_point.dist) if entry_point.dist else f"the module {entry_point.module}"


@cache
def _title(distribution: Distribution) -> str:
    # Both are read from the distribution's file each time.
    return f"{distribution.name} {distribution.version}"


def load_extension(group: str, name: str) -> Any:
    """Import what ``name`` stands for in ``group``; whatever the import raises passes."""
    # `.driver` would give the class for a falsy instance; the extension always holds what was loaded.
    return _Installed(group, name).extensions[0].plugin


def instead(name: str, valid: Iterable[str], what: str) -> str:
    """Say what ``name`` may be meant to be, or which ``what`` there are."""
    names = list(valid)
    if close := difflib.get_close_matches(name, names, n=1):
        return f"did you mean {close[0]}?"
    return f"the {what} are: {', '.join(names) or 'none'}"


class _Installed(DriverManager[Any]):
    """stevedore's manager of one extension, reading what is installed now instead of its cache on disk."""

    def list_entry_points(self) -> list[EntryPoint]:
        return installed_entry_points(self.namespace)


@cache
def _scan(path: tuple[str, ...]) -> EntryPoints:  # noqa: ARG001 - the path is the key of the cache
    # Python 3.11 still types this as a mapping of groups; both kinds have select().
    return cast("EntryPoints", entry_points())
