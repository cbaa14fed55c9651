"""What a plugin publishes in its ``api`` module acts as that plugin, whoever calls it."""

import asyncio
import importlib
import inspect
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from commonweal.plugin.acting import acting_as, acting_plugin, as_kernel, as_plugin
from commonweal.plugin.host import Host
from commonweal.plugin.published import api_of, plugin_of

INNER = """
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from commonweal.plugin.acting import acting_plugin

__all__ = ["HELPERS", "Thing", "calls", "deep", "opened", "plain", "steps"]
HELPERS = []

class Thing:
    async def seen(self):
        return acting_plugin()

async def deep(number: int = 1) -> list:
    "Say who acts."
    return [acting_plugin()] * number

def plain():
    return acting_plugin()

async def _hidden():
    return acting_plugin()

async def calls(*given, **named):
    return [await each() for each in (*given, *named.values())]

async def steps() -> AsyncIterator:
    try:
        for _ in range(3):
            yield acting_plugin()
    finally:
        HELPERS.append(acting_plugin())

@asynccontextmanager
async def opened() -> AsyncIterator:
    HELPERS.append(acting_plugin())
    try:
        yield acting_plugin()
    except ValueError:
        HELPERS.append(acting_plugin())
"""
MIDDLE = """
from commonweal.plugin.acting import acting_plugin
from site_inner.api import deep

async def between():
    return [acting_plugin(), *await deep(), acting_plugin()]
"""
OUTER = """
from commonweal.plugin.acting import acting_plugin
from site_inner.api import deep
from site_middle import api as middle

async def begin(fails=False):
    seen = [acting_plugin(), *await middle.between(), *await deep(2), acting_plugin()]
    if fails:
        raise ZeroDivisionError
    return seen
"""


@pytest.fixture
def three(host_of: Callable[..., Host], tmp_path: Path) -> Iterator[Host]:
    """Three plugins that call one another through their api modules, none of which is imported yet."""
    host = host_of(
        inner=("", ""), middle=('requires = ["inner"]\n', ""), outer=('requires = ["middle"]\n', "")
    )
    for name, code in (("inner", INNER), ("middle", MIDDLE), ("outer", OUTER)):
        (tmp_path / "site" / f"site_{name}" / "api.py").write_text(code)
    importlib.invalidate_caches()
    assert not [name for name in sys.modules if name.startswith("site_") and name.endswith(".api")]
    yield host
    assert acting_plugin() is None


async def test_calls_across_three_plugins_act_as_each_in_turn(three: Host):
    outer = importlib.import_module("site_outer.api")
    with acting_as("caller"):
        seen = await outer.begin()
        assert seen == ["outer", "middle", "inner", "middle", "inner", "inner", "outer"]
        with pytest.raises(ZeroDivisionError):
            await outer.begin(fails=True)
        assert acting_plugin() == "caller"


async def test_a_function_that_a_caller_hands_over_acts_as_the_caller(three: Host):
    inner = importlib.import_module("site_inner.api")

    class Caller:
        async def who(self) -> str | None:
            return acting_plugin()

    async def who(*_values: object) -> str | None:
        return acting_plugin()

    with acting_as("caller"):
        assert await inner.calls(who, Caller().who, later=partial(who, 1)) == ["caller"] * 3
    assert await inner.calls(who) == [None]


async def test_calls_side_by_side_do_not_mix(three: Host):
    outer, inner = importlib.import_module("site_outer.api"), importlib.import_module("site_inner.api")
    calls = [outer.begin() if number % 2 else inner.deep() for number in range(20)]
    answers = await asyncio.gather(*calls)
    assert all(each[0] == ("outer" if number % 2 else "inner") for number, each in enumerate(answers))


async def test_a_function_stays_what_it_was(three: Host):
    inner = importlib.import_module("site_inner.api")
    assert inner.deep.__doc__ == "Say who acts."
    assert str(inspect.signature(inner.deep)) == "(number: int = 1) -> list"
    assert inspect.iscoroutinefunction(inner.deep)
    assert await inner.deep(number=2) == ["inner", "inner"]


async def test_what_is_not_asynchronous_or_not_published_acts_as_its_caller(three: Host):
    inner, middle = importlib.import_module("site_inner.api"), importlib.import_module("site_middle.api")
    with acting_as("caller"):
        assert inner.plain() == "caller"
        assert await inner._hidden() == "caller"
        assert await inner.Thing().seen() == "caller"
    assert middle.deep is inner.deep, "what one plugin shows of another stays the other's"


async def test_the_steps_of_a_generator_act_as_its_plugin_and_what_happens_between_does_not(three: Host):
    inner = importlib.import_module("site_inner.api")
    with acting_as("caller"):
        async for seen in inner.steps():
            assert (seen, acting_plugin()) == ("inner", "caller")
        left_early: AsyncIterator = inner.steps()
        assert await anext(left_early) == "inner"
        await left_early.aclose()
        assert inner.HELPERS == ["inner", "inner"]


async def test_the_block_of_a_context_manager_acts_as_whoever_opens_it(three: Host):
    inner = importlib.import_module("site_inner.api")
    with acting_as("caller"):
        async with inner.opened() as seen:
            assert (seen, acting_plugin()) == ("inner", "caller")
            raise ValueError
    assert inner.HELPERS == ["inner", "inner"]


async def test_a_module_imported_before_the_host_is_published_as_well(three: Host):
    inner = importlib.import_module("site_inner.api")
    plain = inspect.unwrap(inner.deep)
    inner.deep = plain
    assert await inner.deep() == [None]
    Host(three.settings, group="test.plugins")
    assert await inner.deep() == ["inner"]
    published = inner.deep
    Host(three.settings, group="test.plugins")
    assert inner.deep is published, "once is enough"


def test_a_module_is_known_as_its_plugins(three: Host):
    assert plugin_of("site_inner") == plugin_of("site_inner.deep.down") == "inner"
    assert plugin_of("site_innermost") is plugin_of("json.decoder") is None
    assert (api_of("inner"), api_of("absent")) == ("site_inner.api", "the api module of absent")


async def test_a_function_can_be_given_to_another_plugin_to_call():
    async def who() -> str | None:
        return acting_plugin()

    with acting_as("caller"):
        assert await as_plugin("giver", who)() == "giver"
        assert await as_kernel(who)() is None
        assert await who() == "caller"
