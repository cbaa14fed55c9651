"""Renders pages: the Jinja environment, the layout's navigation, and the slots that plugins fill."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from babel import Locale
from jinja2 import BytecodeCache, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from commonweal.i18n.translator import Translator
from commonweal.plugin.acting import acting_as
from commonweal.plugin.executor import settle
from commonweal.plugin.host import Host
from commonweal.plugin.loaded import LoadedPlugin
from commonweal.storage.work import outside_of_work
from commonweal.web.forms import FormTokens, once_field
from commonweal.web.openapi import describe_content, describe_type
from commonweal.web.pages import THEMES, Fragment, NavigationItem, Page, SlotFill, flashed
from commonweal.web.settings import WebSettings
from commonweal.web.static import Statics
from commonweal.web.visit import THEME, Visit

_LOG = logging.getLogger("commonweal.web")
TEMPLATES = Path(__file__).parent / "templates"
LAYOUT_SLOTS: dict[str, dict[str, Any]] = {"kernel.head": {}, "kernel.header": {}, "kernel.footer": {}}


class Reading(NamedTuple):
    """Whose page is being rendered, in which words, with which filled slots."""

    visit: Visit
    words: Translator
    slots: Mapping[str, Markup]


_reading: ContextVar[Reading] = ContextVar("commonweal_reading")


class _Compiled(BytecodeCache):
    """Compiles a template once for all apps of a process; it is known by its file and its source."""

    _codes: ClassVar[dict[tuple[str, str], CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled before, if anything."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._codes[bucket.key, bucket.checksum] = bucket.code


class Renderer:
    """Renders the pages of one app."""

    def __init__(
        self,
        host: Host,
        rooms: Mapping[str, Path],
        statics: Statics,
        forms: FormTokens,
        settings: WebSettings,
    ) -> None:
        self._host = host
        self._settings = settings
        links = host.collect_each("commonweal_navigation", NavigationItem)
        self._links = sorted(links, key=lambda link: link[1].order)
        fills = host.collect_each("commonweal_slots", SlotFill)
        self._fills = sorted(fills, key=lambda fill: fill[1].order)
        folders = {**rooms, "kernel": TEMPLATES}
        self._jinja = Environment(
            loader=PrefixLoader({name: FileSystemLoader(path) for name, path in folders.items()}),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_Compiled(),
        )
        self._jinja.globals.update(
            t=_now(lambda reading: reading.words.html),
            text=_now(lambda reading: reading.words.text),
            here=_now(lambda reading: reading.visit.here),
            slot=lambda name: _reading.get().slots.get(name, Markup()),
            navigation=self.navigation,
            static_url=statics.url,
            icon_of=_icons(statics.url("kernel/icons.svg")),
            csrf_field=lambda: forms.field(_reading.get().visit),
            once_field=once_field,
            flashed=lambda: flashed(_reading.get().visit, _reading.get().words),
            language_name=language_name,
            describe_type=describe_type,
            describe_content=describe_content,
            current=_current,
            public=lambda path: settings.public_url.rstrip("/") + path,
        )

    def warm(self) -> None:
        """Compile every template."""
        for name in self._jinja.list_templates():
            self._jinja.get_template(name)

    async def render(self, page: Page, visit: Visit, words: Translator) -> str:
        """Return a page as HTML; its slots are filled first, all at the same time."""
        slots = {**LAYOUT_SLOTS, **page.slots}
        wanted = [
            (fill.slot, self._fill(plugin, fill, Reading(visit, words, {}), slots[fill.slot]))
            for plugin, fill in self._fills
            if fill.slot in slots and self._host.is_enabled(plugin.id, _organisation(slots[fill.slot]))
        ]
        filled: dict[str, Markup] = {}
        pieces = await asyncio.gather(*(piece for _, piece in wanted)) if wanted else []
        for (slot, _), piece in zip(wanted, pieces, strict=True):
            filled[slot] = filled.get(slot, Markup()) + piece
        return self._write(page.template, page.content, Reading(visit, words, filled))

    def navigation(self, area: str = "main") -> list[NavigationItem]:
        """List the links of an area that are there for the reader, of plugins that are switched on."""
        reader = _reading.get().visit.principal
        return [
            item
            for plugin, item in self._links
            if item.area == area
            and (item.permission is None or item.permission.allows(reader))
            and self._host.is_enabled(plugin.id)
        ]

    def _write(self, template: str, context: Mapping[str, Any], reading: Reading) -> str:
        visit, words, _ = reading
        token = _reading.set(reading)
        try:
            return self._jinja.get_template(template).render(
                {
                    "t": words.html,
                    "text": words.text,
                    **context,
                    "visit": visit,
                    "words": words,
                    "theme": _theme(visit),
                }
            )
        finally:
            _reading.reset(token)

    async def _fill(
        self, plugin: LoadedPlugin, fill: SlotFill, reading: Reading, arguments: Mapping[str, Any]
    ) -> Markup:
        """Return what a plugin puts into a slot; late or failing, that is nothing."""
        budget = (fill.milliseconds or self._settings.slot_milliseconds) / 1_000

        async def written() -> Markup:
            # A form that is answered with a page is answered inside of the unit of work that keeps it.
            with outside_of_work(), acting_as(plugin.id):
                given: Fragment | None = await fill.render(reading.visit, **arguments)
            html = "" if given is None else self._write(given.template, given.context, reading)
            return Markup(html)  # noqa: S704 - Jinja escaped what had to be

        use = self._host.uses.of(plugin.id, "slots", may_trip=plugin.manifest.boot == "optional")
        if not use.admit():
            return Markup()
        [settled] = await settle([written], budget)
        use.count(settled.seconds, failed=settled.error is not None)
        if settled.error:
            _LOG.error("plugin %s failed in slot %s", plugin.id, fill.slot, exc_info=settled.error)
            return Markup()
        html: Markup = settled.value
        return html


def _organisation(arguments: Mapping[str, Any]) -> UUID | None:
    """Return the organisation whose page a slot is on, if its arguments say so."""
    found: UUID | None = arguments.get("organisation_id")
    return found


def _now(choose: Callable[[Reading], Callable[..., Any]]) -> Callable[..., Any]:
    """Return a function for templates that is chosen anew for each page being rendered."""

    def call(*values: Any, **named: Any) -> Any:
        return choose(_reading.get())(*values, **named)

    return call


def _icons(url: str) -> Callable[..., Markup]:
    """Return what draws an icon of the set at an address."""

    @lru_cache(maxsize=512, typed=True)  # a label that is Markup equals its text, which is escaped
    def icon(name: str, label: str = "") -> Markup:
        role = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
        svg = Markup('<svg class="icon" width="24" height="24" {}><use href="{}#{}"></use></svg>')
        return svg.format(role, url, name)

    return icon


@lru_cache(maxsize=256)
def language_name(tag: str) -> str:
    """Return what a language calls itself: ``Español``, ``中文 (简体)``."""
    locale = Locale.parse(tag, sep="-")
    name = str(locale.get_display_name(locale))
    return name[:1].upper() + name[1:]


def _current(url: str, beside: Iterable[NavigationItem] = ()) -> Markup:
    """Return the attribute that marks a link as leading to, or above, the present page.

    Of the links ``beside`` it, only the one that is nearest above the page is marked.
    """
    path = _reading.get().visit.scope["path"]
    if path == url:
        return Markup(' aria-current="page"')
    above = [each for each in (url, *(link.url for link in beside)) if f"{path}/".startswith(f"{each}/")]
    is_nearest = url in above and url == max(above, key=len)
    return Markup(' aria-current="true"') if is_nearest else Markup()


def _theme(visit: Visit) -> str:
    """Return the colours the reader chose: ``light``, ``dark``, or ``auto`` for the system's own."""
    chosen = dict(visit.parameters).get(THEME) or visit.cookies.get(THEME)
    return chosen if chosen in THEMES else "auto"
