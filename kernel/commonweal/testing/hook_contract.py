"""The contract of whoever implements a per-call hook: subclass `HookContract`, name the plugin and the hook.

It holds for every hook, because the types of the specification say what may be asked and answered: reviewing
content, checking evidence, translating, and those that plugins specify later.
"""

import asyncio
from collections.abc import Mapping
from typing import Any, ClassVar, get_type_hints

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.plugin.executor import HookOutcome
from commonweal.testing.contract import Contract
from commonweal.testing.shapes import misfit
from commonweal.testing.sites import Site
from commonweal.testing.values import values_for

_AT_ONCE = 6


class HookContract(Contract):
    """What every implementation of a per-call hook must do."""

    plugin: ClassVar[str]
    """The id of the plugin that implements it."""

    hook: ClassVar[str]
    """The hook's name."""

    asked: ClassVar[Mapping[str, st.SearchStrategy[Any]]] = {}
    """What some arguments are made of, where their types alone say too little."""

    @settings(
        deadline=None,
        max_examples=40,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    )
    @given(data=st.data())
    async def test_whatever_it_is_asked_it_answers_in_time(self, site: Site, data: st.DataObject) -> None:
        arguments = data.draw(self._questions(site))
        outcome = await self._ask(site, arguments)
        assert outcome.error is None, f"{arguments}: {outcome.error!r}"
        assert not (problem := misfit(outcome.value, self._types(site)["return"])), problem
        if isinstance(outcome.value, msgspec.Struct):
            msgspec.convert(msgspec.to_builtins(outcome.value), type(outcome.value))

    @settings(
        deadline=None,
        max_examples=5,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    )
    @given(data=st.data())
    async def test_the_same_question_gets_the_same_answer_whoever_asks_beside_it(
        self, site: Site, data: st.DataObject
    ) -> None:
        questions = [data.draw(self._questions(site)) for _ in range(_AT_ONCE)]
        alone = [(await self._ask(site, question)).value for question in questions]
        beside = await asyncio.gather(*(self._ask(site, question) for question in questions))
        assert [outcome.value for outcome in beside] == alone

    async def test_switched_off_it_is_not_asked(self, site: Site) -> None:
        arguments = {name: None for name in self._types(site) if name not in ("context", "return")}
        site.host.switch(self.plugin, on=False)
        outcomes = await site.runtime.executor.call(self.hook, **arguments)
        assert self.plugin not in {outcome.plugin_id for outcome in outcomes}

    async def _ask(self, site: Site, arguments: Mapping[str, Any]) -> HookOutcome:
        outcomes = await site.runtime.executor.call(self.hook, **arguments)
        [own] = [outcome for outcome in outcomes if outcome.plugin_id == self.plugin]
        return own

    def _questions(self, site: Site) -> st.SearchStrategy[dict[str, Any]]:
        types = {name: kind for name, kind in self._types(site).items() if name not in ("context", "return")}
        made = {
            name: self.asked[name] if name in self.asked else values_for(kind) for name, kind in types.items()
        }
        return st.fixed_dictionaries(made)

    def _types(self, site: Site) -> dict[str, Any]:
        return get_type_hints(site.host.book.specification(self.hook), include_extras=True)
