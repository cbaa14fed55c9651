"""Addresses of the marketplace page: the present one, with one thing changed."""

from collections.abc import Iterable
from urllib.parse import urlencode

MARKET = "/missions"
_PASSING = frozenset({"cursor", "lang", "theme"})


class Address:
    """The query of the marketplace page, without empty values and without the place in the list."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.pairs = [(name, value) for name, value in pairs if value and name not in _PASSING]

    def without(self, *names: str, value: str | None = None) -> str:
        """Leave out parameters, or of one parameter only the value given."""
        return market_url(
            (name, held)
            for name, held in self.pairs
            if name not in names or (value is not None and held != value)
        )

    def with_(self, **changes: object) -> str:
        """Set parameters; None takes one away."""
        kept = [pair for pair in self.pairs if pair[0] not in changes]
        added = [(name, str(value)) for name, value in changes.items() if value is not None]
        return market_url([*kept, *added])


def market_url(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the address of the marketplace page with a query."""
    query = urlencode(list(pairs))
    return f"{MARKET}?{query}" if query else MARKET
