"""How many statements a request costs, held against what it cost before (``queries.toml``)."""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx

from commonweal.storage.work import UnitOfWork

_HEAD = "# Statements of each request. Written by `pytest --update-query-baselines`; a rise needs a reason.\n"
_noted: ContextVar[list[str] | None] = ContextVar("commonweal_noted_statements", default=None)
_METHODS = ("fetch", "fetch_row", "fetch_value", "execute", "execute_many")


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """Note every statement that units of work run for the block, not what the app does beside it."""
    seen: list[str] = []
    token = _noted.set(seen)
    originals: dict[str, Any] = {name: getattr(UnitOfWork, name) for name in _METHODS}

    def noting(original: Callable[..., Any]) -> Callable[..., Any]:
        async def run(work: UnitOfWork, sql: str, *arguments: Any) -> Any:
            if (noted := _noted.get()) is not None:
                noted.append(sql)
            return await original(work, sql, *arguments)

        return run

    for name, original in originals.items():
        setattr(UnitOfWork, name, noting(original))
    try:
        yield seen
    finally:
        for name, original in originals.items():
            setattr(UnitOfWork, name, original)
        _noted.reset(token)


class QueryBaselines:
    """The baselines of one file; a request that costs another number of statements is an error.

    With ``update`` the file is written anew, and nothing is compared.
    """

    def __init__(self, file: Path, *, update: bool) -> None:
        self._file = file
        self._update = update
        self._known: dict[str, int] = tomllib.loads(file.read_text()) if file.exists() else {}
        self._measured: dict[str, int] = {}

    async def measure(self, client: httpx.AsyncClient, address: str, *, route: str = "") -> None:
        """Ask for an address twice, so that nothing is done for the first time, and note the second.

        ``route`` is the name of the baseline where the address holds an id, such as ``/trees/{id}``; say who
        asks where it matters, as in ``/trees (admin)``.
        """
        first = await client.get(address)
        with counted_statements() as seen:
            answer = await client.get(address)
        assert answer.status_code == first.status_code == HTTPStatus.OK, (
            f"{address}: {answer.status_code} {answer.text:.500}"
        )
        self._measured[f"GET {route or address}"] = len(seen)

    def finish(self) -> None:
        """Compare what was measured with the baselines, or write them anew; raises ``AssertionError``."""
        if self._update:
            kept = {**self._known, **self._measured}
            lines = [f'"{route}" = {count}\n' for route, count in sorted(kept.items())]
            self._file.write_text(_HEAD + "".join(lines))
            return
        wrong = [
            f"{route}: {count} statements, {self._known.get(route, 'none')} in {self._file.name}"
            for route, count in self._measured.items()
            if self._known.get(route) != count
        ]
        assert not wrong, "; ".join(wrong) + ". Look why; then run pytest with --update-query-baselines"
