"""The contract of a plugin: subclass `PluginContract`, name the plugin, and these tests are yours.

They use the fixtures ``site``, ``principals``, ``host_with`` and ``database_server``, so name the plugin in
the fixture ``chosen_plugins`` too. What it cannot do, such as a page that needs an id, it says in the class.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, ClassVar, get_type_hints

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.i18n.sources import plugin_sources
from commonweal.plugin.hookbook import per_call_of
from commonweal.plugin.loaded import PluginState
from commonweal.runtime import locale_sources
from commonweal.storage.ids import new_id
from commonweal.testing.browser import DESKTOP, PHONE, Browser, accessibility_faults
from commonweal.testing.contract import Contract
from commonweal.testing.database import DatabaseServer
from commonweal.testing.events import through_the_log
from commonweal.testing.hosts import sources_of, with_requirements
from commonweal.testing.marked_words import cldr_names, marked_messages, unmarked
from commonweal.testing.people import Principals
from commonweal.testing.reversal import Reversal
from commonweal.testing.routes import Route, reads, routes_of, writes
from commonweal.testing.shapes import misfit
from commonweal.testing.sites import Site
from commonweal.testing.values import structs_of
from commonweal.testing.words import check
from commonweal.web.pages import NavigationItem
from commonweal.web.principals import Principal
from commonweal.web.rendering import language_name

LANGUAGES = ("en", "es", "zh-Hans")
_REFUSED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
_LOOKS = [(DESKTOP, "light", "en"), (PHONE, "dark", "es"), (PHONE, "light", "zh-Hans")]


class PluginContract(Contract):
    """What every plugin must do, whoever wrote it."""

    plugin: ClassVar[str]
    """The plugin's id."""

    public_writes: ClassVar[tuple[str, ...]] = ()
    """Writes that guests may do, as ``"POST /trees/new"``, beside those whose ``opt`` says why."""

    left_out: ClassVar[Mapping[str, str]] = {}
    """Pages that cannot be looked at by their address alone, as ``"GET /trees/{id}"``, and the reason."""

    looked_at_elsewhere: ClassVar[str] = ""
    """Which tests look at the pages that need something to show, where ``fill`` does not give it."""

    names: ClassVar[frozenset[str]] = frozenset()
    """Proper names on the pages, which are the same in every language."""

    async def fill(self, site: Site, principals: Principals) -> Mapping[str, str]:
        """Write what pages that need an id show, and return their addresses, as ``{"GET /trees/{id}": "…"}``.

        Override it; without it such pages stand in ``left_out``, or are ``looked_at_elsewhere``.
        """
        del site, principals
        return {}

    task_arguments: ClassVar[Mapping[str, Mapping[str, Any] | str]] = {}
    """What tasks that take arguments are run with; or the reason, and where the task is tested instead."""

    async def test_it_runs_alone_with_what_it_requires(self, host_with: Callable[..., Any]) -> None:
        """Nothing else is needed for the plugin to run."""
        async with host_with(self.plugin) as site:
            running = [plugin.id for plugin in site.host.running()]
            assert running == with_requirements([self.plugin])

    async def test_every_hook_gives_what_its_specification_says(self, site: Site) -> None:
        """Each set-up hook gives the types its signature names."""
        plugin = site.host.plugins[self.plugin]
        for hook in plugin.manifest.hooks:
            specification = site.host.book.specification(hook)
            declared = get_type_hints(specification)["return"]
            for contribution in [] if per_call_of(specification) else site.host.collect(hook):
                if contribution.plugin is plugin:
                    assert not (problem := misfit(contribution.value, declared)), f"{hook}: {problem}"
        assert plugin.state is PluginState.RUNNING, plugin.reason

    async def test_its_migrations_go_up_down_and_up_again(self, database_server: DatabaseServer) -> None:
        """Down takes away all that up made, in the plugin's schema and outside; up makes it anew."""
        own = [source for source in sources_of([self.plugin]) if source.owner == self.plugin]
        if not own:
            return  # a plugin without tables has nothing to leave behind
        before = [each for each in sources_of(with_requirements([self.plugin])) if each.owner != self.plugin]
        async with database_server.database(before) as settings:
            reversal = Reversal(settings, before, own[0])
            untouched = await reversal.everything()
            await reversal.up()
            made = await reversal.everything()
            assert made != untouched, "the migrations make nothing"
            await reversal.down()
            assert await reversal.everything() == untouched
            await reversal.up()
            assert await reversal.everything() == made

    async def test_switched_off_nothing_of_it_is_reachable(self, site: Site) -> None:
        """While it is off its routes are not found and no link leads to them; then it is back."""
        paths = [route for route in routes_of(site.app, self.plugin) if not route.has_parameters]
        links = _links(site, self.plugin)
        async with site.browse(accept="text/html") as guest:
            before = {route.name: await _status(guest, route) for route in paths}
            site.host.switch(self.plugin, on=False)
            off = {route.name: await _status(guest, route) for route in paths}
            assert set(off.values()) <= {HTTPStatus.NOT_FOUND}, off
            page = (await guest.get("/a-page-that-is-not-there")).text
            assert [link for link in links if f'href="{link}"' in page] == []
            site.host.switch(self.plugin, on=True)
            after = {route.name: await _status(guest, route) for route in paths}
            assert _missing(after) == _missing(before)

    @settings(
        deadline=None,
        max_examples=25,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    )
    @given(data=st.data())
    async def test_its_events_come_back_from_the_log_as_they_were(
        self, site: Site, data: st.DataObject
    ) -> None:
        """Whatever the fields of an event hold, it is read as it was written."""
        for owned in site.runtime.registry.event_types.values():
            if owned.owner == self.plugin:
                event = data.draw(structs_of(owned.item))
                assert through_the_log(event).read_as(owned.item).event == event

    async def test_its_tasks_may_run_again(self, site: Site) -> None:
        """A second run of a task changes nothing that the first has done."""
        tasks = [owned.item for owned in site.runtime.registry.tasks.values() if owned.owner == self.plugin]
        schema = site.host.plugins[self.plugin].names.schema
        for task in tasks:
            arguments = self.task_arguments.get(task.name, {})
            if isinstance(arguments, str):
                continue
            needed = [field.name for field in msgspec.structs.fields(task.signature) if field.required]
            missing = sorted(set(needed) - set(arguments))
            assert not missing, f"say in task_arguments what {task.name} gets as {', '.join(missing)}"
            await site.run_task(task.name, **arguments)
            first = await _rows(site, schema)
            await site.run_task(task.name, **arguments)
            assert await _rows(site, schema) == first, f"{task.name} did something the second time"

    async def test_its_words_are_whole_in_every_language(self, site: Site) -> None:
        """Every message exists in every language, with the same variables and the right plurals."""
        plugin = site.host.plugins[self.plugin]
        kernel = [source for source in locale_sources(site.host) if source.plugin_id == "kernel"]
        own = plugin_sources(plugin.id, plugin.package)
        if own:
            assert [
                str(each) for each in check([*kernel, *own]) if each.file.is_relative_to(plugin.package)
            ] == []
            assert {source.locale for source in own} == set(LANGUAGES)

    async def test_its_pages_hold_no_word_outside_messages(self, site: Site, principals: Principals) -> None:
        """Each page can be read in each language, and whatever it says comes from a message."""
        languages = {language_name(tag) for tag in site.runtime.catalogue.locales}
        plugins = {plugin.manifest.name for plugin in site.host.plugins.values()}
        pages = await self._pages(site, principals)
        for language in LANGUAGES:
            for route, reader in pages:
                async with site.browse(reader, accept="text/html") as client:
                    with marked_messages():
                        answer = await client.get(route.address, params={"lang": language})
                    assert answer.status_code == HTTPStatus.OK, f"{route.name} ({language}): {answer.text}"
                    told = {*languages, *plugins, *cldr_names(language), reader.name if reader else ""}
                    found = unmarked(answer.text, self.names | told | principals.names)
                    assert not found, f"{route.name} ({language}): {found[:20]}"
        lapses = {key: count for key, count in site.runtime.catalogue.lapses.items() if self.plugin in key[1]}
        assert lapses == {}

    @pytest.mark.browser
    async def test_its_pages_are_accessible_and_fit(
        self, site: Site, principals: Principals, browser: Browser
    ) -> None:
        """Axe finds nothing, and nothing is wider than a phone, in light and dark."""
        for route, reader in await self._pages(site, principals):
            page = await browser.sit_down(site, reader)
            for size, scheme, language in _LOOKS:
                await browser.go_to(page, route.address, language=language, size=size, scheme=scheme)
                assert await accessibility_faults(page) == [], f"{route.name} ({language}, {scheme})"
                width = await page.evaluate("document.documentElement.scrollWidth")
                assert width <= size["width"], f"{route.name} is {width} wide on {size['width']}"
            await page.context.close()

    async def test_guests_are_refused_every_write(self, site: Site, principals: Principals) -> None:
        """A write that is not marked public answers a guest with 401 or 403, before it looks at the body."""
        found = await self._at_home(site, principals, writes(routes_of(site.app, self.plugin)))
        unknown = sorted(set(self.public_writes) - {route.name for route in found})
        assert not unknown, f"public_writes names what is no write: {unknown}"
        async with site.browse(accept="application/json") as guest:
            for route in found:
                if not route.is_public and route.name not in self.public_writes:
                    key = {"Idempotency-Key": str(new_id())}
                    body: dict[str, Any] | None = {} if route.takes_json else None
                    answer = await guest.request(route.method, route.address, headers=key, json=body)
                    assert answer.status_code in _REFUSED, f"{route.name}: {answer.status_code} {answer.text}"

    async def _pages(self, site: Site, principals: Principals) -> list[tuple[Route, Principal | None]]:
        """Return the pages of the plugin, each with somebody who may read it."""
        readers = [None, await principals.human(), await principals.admin(), await principals.agent()]
        filled = await self.fill(site, principals)
        pages = [
            msgspec.structs.replace(route, address=filled.get(route.name, route.address))
            for route in await self._at_home(site, principals, reads(routes_of(site.app, self.plugin)))
            if route.is_page
            and route.name not in self.left_out
            and not (self.looked_at_elsewhere and route.has_parameters and route.name not in filled)
        ]
        found = [(page, await _reader_of(site, page, readers)) for page in pages]
        unread = [page.name for page, reader in found if isinstance(reader, str)]
        assert unread == [], f"shown to nobody, guest, human, admin or agent; say why in left_out: {unread}"
        return [(page, reader) for page, reader in found if not isinstance(reader, str)]

    async def _at_home(self, site: Site, principals: Principals, routes: list[Route]) -> list[Route]:
        """Return the routes, those below ``{organisation}`` at one that has the plugin switched on."""
        if site.host.plugins[self.plugin].manifest.scope == "deployment":
            return routes
        home = (await principals.member()).organisation_id
        site.host.switch(self.plugin, on=True, organisation_id=home)
        return [route.within(home) for route in routes]


async def _reader_of(site: Site, route: Route, readers: list[Principal | None]) -> Principal | str | None:
    """Return the first of the readers who gets the page, or what kept all of them away."""
    answers = []
    for reader in readers:
        async with site.browse(reader, accept="text/html") as client:
            answer = await client.get(route.address)
        if answer.status_code == HTTPStatus.OK and "text/html" in answer.headers["content-type"]:
            return reader
        answers.append(answer.status_code)
    return f"answered {answers}"


def _missing(statuses: Mapping[str, int]) -> list[str]:
    return [name for name, status in statuses.items() if status == HTTPStatus.NOT_FOUND]


async def _status(client: Any, route: Route) -> int:
    answer = await client.request(route.method, route.address)
    return int(answer.status_code)


def _links(site: Site, plugin_id: str) -> list[str]:
    items = site.host.collect_each("commonweal_navigation", NavigationItem)
    return [item.url for plugin, item in items if plugin.id == plugin_id]


async def _rows(site: Site, schema: str) -> dict[str, list[str]]:
    """Return everything in a schema, as text."""
    async with site.database.read() as work:
        tables = await work.fetch("SELECT tablename FROM pg_tables WHERE schemaname = $1 ORDER BY 1", schema)
        return {
            name: [
                row[0] for row in await work.fetch(f'SELECT t::text FROM "{schema}"."{name}" t ORDER BY 1')
            ]
            for (name,) in tables
        }
