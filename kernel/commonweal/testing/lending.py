"""Apps that are put together once, and lent to one test after the other.

Litestar reads the signature of every handler anew for each app; with five hundred of them, that takes longer
than most tests. What it makes of the same handlers and settings is the same, and knows of no runtime.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from litestar import Litestar

from commonweal.runtime import Runtime
from commonweal.web.app import assembled, create_app
from commonweal.web.contributions import Contributed
from commonweal.web.settings import WebSettings

_MOST = 6
"""How many apps wait to be lent; one of all plugins takes some 40 MB."""


class _Kept(NamedTuple):
    """An app, what it was made of, and how it answered before anybody wrapped that."""

    made_of: tuple[object, ...]
    app: Litestar
    handler: Any


_kept: list[_Kept] = []


@contextmanager
def lent_app(runtime: Runtime) -> Iterator[Litestar]:
    """Have the app of a runtime for the block: one that another test has given back, or a new one."""
    lent: list[_Kept] = []

    def take(contributed: Sequence[Contributed], settings: WebSettings) -> Litestar:
        found = _take(contributed, settings)
        lent.append(found)
        return found.app

    try:
        yield create_app(runtime, take)
    finally:
        for each in lent:
            each.app.asgi_handler = each.handler
            each.app.state.clear()
        _kept.extend(lent)
        del _kept[:-_MOST]


def _take(contributed: Sequence[Contributed], settings: WebSettings) -> _Kept:
    made_of = (*contributed, settings.public_url, settings.max_body_bytes)
    for kept in _kept:
        if kept.made_of == made_of:
            _kept.remove(kept)
            return kept
    app = assembled(contributed, settings)
    return _Kept(made_of, app, app.asgi_handler)
