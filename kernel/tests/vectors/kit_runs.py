"""Runs single tests of the kit of vector stores outside of pytest, against stores that are to fail them."""

import asyncio
import inspect
import itertools
from collections.abc import Callable, Iterator
from typing import Any

from commonweal.testing.vector_answers_contract import TENANTS
from commonweal.testing.vector_contract import VectorStoreContract
from commonweal.testing.vector_history import HISTORIES
from commonweal.testing.vectors import MemoryVectorStore
from hypothesis import Phase, given, settings

_DRAWN = {"history": HISTORIES, "asked": TENANTS}
Make = Callable[[dict[str, Any]], MemoryVectorStore]


def run_test(name: str, make: Make) -> None:
    """Run a test of the kit with each of its parameters; ``make`` opens a store on the data it is given."""
    test = getattr(VectorStoreContract, name)
    with asyncio.Runner() as runner:
        if hasattr(test, "hypothesis"):
            _run_drawn(runner, test.hypothesis.inner_test, make)
            return
        for parameters in _parameters(test):
            runner.run(_call(test, make, parameters))


async def _call(test: Callable[..., Any], make: Make, given_too: dict[str, Any]) -> None:
    data: dict[str, Any] = {}

    async def another() -> MemoryVectorStore:
        return make(data)

    async def reopened(_store: MemoryVectorStore) -> MemoryVectorStore:
        return make(data)

    fixtures = {"store": make(data), "after_crash": reopened, "open_another": another, **given_too}
    asked = inspect.signature(test).parameters
    await test(VectorStoreContract(), **{name: fixtures[name] for name in asked if name != "self"})


def _run_drawn(runner: asyncio.Runner, test: Callable[..., Any], make: Make) -> None:
    [drawn] = _DRAWN.keys() & inspect.signature(test).parameters.keys()

    @settings(
        deadline=None,
        max_examples=300,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        report_multiple_bugs=False,
    )
    @given(case=_DRAWN[drawn])
    def run(case: object) -> None:
        runner.run(_call(test, make, {drawn: case}))

    run()


def _parameters(test: Callable[..., Any]) -> Iterator[dict[str, Any]]:
    """Yield what the marks ``parametrize`` hand to a test, every combination."""
    marks = [mark.args for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    for chosen in itertools.product(*[rows for _, rows in marks]):
        parameters: dict[str, Any] = {}
        for (names, _), row in zip(marks, chosen, strict=True):
            parameters |= {names: row} if isinstance(names, str) else dict(zip(names, row, strict=True))
        yield parameters
