"""Per-call hooks run at once, in bounded time, isolated from each other, and for enabled plugins only."""

import asyncio
import time
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest
from commonweal.errors import Refusal
from commonweal.plugin.executor import HookExecutor, HookTimeout
from commonweal.plugin.markers import per_call
from commonweal.plugin.uses import TRIPS_AFTER, HookTripped

HOOKS = 'hooks = ["commonweal_judge"]\nscope = "organisation"\n'
JUDGE = "import asyncio, time\n@hookimpl\nasync def commonweal_judge(text, context):\n    "


@pytest.fixture
def judging() -> ModuleType:
    """Make a service with one per-call hook."""
    module = ModuleType("commonweal.courts.hooks")

    @per_call(timeout=0.2)
    async def commonweal_judge(text: str, context: Any) -> str:
        """Judge a text."""

    commonweal_judge.__module__ = module.__name__
    module.commonweal_judge = commonweal_judge
    return module


@pytest.fixture
def executor_of(host_of, judging):
    """Start a host whose plugins implement the hook with these bodies, and give its executor."""

    def start(**bodies: str) -> HookExecutor:
        host = host_of(judging, **{name: (HOOKS, JUDGE + body) for name, body in bodies.items()})
        assert [plugin.reason for plugin in host.plugins.values()] == [""] * len(bodies)
        executor = HookExecutor(host)
        executor.host = host
        return executor

    return start


async def test_every_implementation_answers_with_its_own_context(executor_of):
    executor = executor_of(aspen="return context.id + text", birch="return None")
    outcomes = await executor.call("commonweal_judge", text="!")
    assert [(one.plugin_id, one.value, one.error) for one in outcomes] == [
        ("aspen", "aspen!", None),
        ("birch", None, None),
    ]
    assert all(one.seconds >= 0 for one in outcomes)


async def test_implementations_run_at_the_same_time(executor_of):
    executor = executor_of(**dict.fromkeys(("ash", "elm", "fir", "oak"), "await asyncio.sleep(0.1)"))
    started = time.perf_counter()
    outcomes = await executor.call("commonweal_judge", text="")
    assert not any(one.error for one in outcomes)
    assert time.perf_counter() - started < 0.35


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("raise ValueError(text)", ValueError),
        ("raise SystemExit(1)", SystemExit),
        ("raise KeyboardInterrupt", KeyboardInterrupt),
        ("raise asyncio.CancelledError", HookTimeout),
        ("await asyncio.sleep(60)", HookTimeout),
        ("raise Refusal('forbidden')", Refusal),
    ],
)
async def test_one_that_fails_or_is_late_is_an_outcome_and_the_others_answer(body, error, executor_of):
    executor = executor_of(aspen=body, birch="return 'well'")
    failed, well = await executor.call("commonweal_judge", text="")
    assert isinstance(failed.error, error)
    assert (failed.value, well.value) == (None, "well")


async def test_one_that_ignores_its_cancellation_is_left_behind(executor_of):
    body = """for _ in range(20):
        try: await asyncio.sleep(0.1)
        except asyncio.CancelledError: pass"""
    executor = executor_of(aspen=body)
    started = time.perf_counter()
    [outcome] = await executor.call("commonweal_judge", text="")
    assert isinstance(outcome.error, HookTimeout)
    assert time.perf_counter() - started < 1


async def test_a_cancelled_call_cancels_its_implementations(executor_of):
    executor = executor_of(aspen="try: await asyncio.sleep(60)\n    finally: text.append('gone')")
    text: list[str] = []
    call = asyncio.create_task(executor.call("commonweal_judge", text=text))
    await asyncio.sleep(0.05)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    await asyncio.sleep(0)
    assert text == ["gone"]


async def test_the_first_answer_wins_after_awaiting_in_order(executor_of):
    executor = executor_of(
        ash="return None",
        birch="raise ValueError",
        cedar="await asyncio.sleep(0.05); return 'cedar'",
        elm="return 'elm'",
    )
    assert await executor.first("commonweal_judge", text="") == "cedar"


async def test_without_an_answer_the_first_is_none(executor_of):
    assert await executor_of(ash="return None").first("commonweal_judge", text="") is None


async def test_silence_after_a_failure_is_refused_where_an_answer_is_needed(executor_of):
    executor = executor_of(ash="raise ValueError", birch="return None")
    with pytest.raises(Refusal, match="service_unavailable"):
        await executor.first("commonweal_judge", needed=True, text="")


async def test_a_later_answer_makes_good_for_a_failure(executor_of):
    executor = executor_of(cedar="raise ValueError", elm="return 'elm'", fir="return None")
    assert await executor.first("commonweal_judge", needed=True, text="") == "elm"


async def test_a_refusal_is_an_answer_of_first(executor_of):
    executor = executor_of(ash="raise Refusal('token_expired')", birch="return 'guest'")
    with pytest.raises(Refusal, match="token_expired"):
        await executor.first("commonweal_judge", text="")


async def test_a_plugin_is_left_out_from_the_moment_it_is_switched_off(executor_of):
    executor = executor_of(aspen="return 1", birch="return 2")
    organisation = uuid4()
    executor.host.switch("aspen", on=True, organisation_id=organisation)
    values = [
        one.value for one in await executor.call("commonweal_judge", text="", organisation_id=organisation)
    ]
    assert values == [1]
    executor.host.switch("aspen", on=False)
    assert [one.value for one in await executor.call("commonweal_judge", text="")] == [2]
    assert await executor.first("commonweal_judge", text="", organisation_id=organisation) is None


async def test_calls_and_failures_are_counted(executor_of):
    executor = executor_of(aspen="if text: raise ValueError")
    for text in ("", "x", "x"):
        await executor.call("commonweal_judge", text=text)
    [use] = next(hook for hook in executor.host.hooks() if hook.name == "commonweal_judge").implementers
    assert (use.calls, use.failures) == (3, 2)


async def test_a_hook_of_the_wrong_kind_is_refused(host_of, judging):
    host = host_of(
        judging,
        aspen=(HOOKS, "@hookimpl\ndef commonweal_judge(text): return 1\n"),
        birch=('hooks = ["commonweal_commands"]', "@hookimpl\nasync def commonweal_commands(): return []\n"),
    )
    assert host.plugins["aspen"].reason == "must implement commonweal_judge with async def"
    assert host.plugins["birch"].reason == "must implement commonweal_commands with def"
    with pytest.raises(LookupError, match="collect it through the host"):
        await HookExecutor(host).call("commonweal_commands")


async def test_the_executor_leaves_a_tripped_implementation_out_and_says_so(executor_of):
    executor = executor_of(aspen="raise ValueError('sap')", birch="return 2")
    for _ in range(TRIPS_AFTER):
        await executor.call("commonweal_judge", text="")
    left_out, well = await executor.call("commonweal_judge", text="")
    assert isinstance(left_out.error, HookTripped), "the caller is told: it failed, and is not passed over"
    assert well.value == 2
    [use] = [one for one in executor.host.figures() if one.plugin_id == "aspen" and one.failures]
    assert (use.calls, use.failures, use.tripped) == (TRIPS_AFTER, TRIPS_AFTER, True)
