"""Renders pages: the Jinja environment, the layout's navigation, and the slots that plugins fill."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from babel import Locale
from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from commonweal.i18n.translator import Translator
from commonweal.web.forms import FormTokens
from commonweal.web.openapi import describe_type
from commonweal.web.pages import THEMES, Fragment, NavigationItem, Page, SlotFill
from commonweal.web.static import Statics
from commonweal.web.visit import THEME, Visit

_LOG = logging.getLogger("commonweal.web")
TEMPLATES = Path(__file__).parent / "templates"


class Reading(NamedTuple):
    """Whose page is being rendered, in which words, with which filled slots."""

    visit: Visit
    words: Translator
    slots: Mapping[str, Markup]


_reading: ContextVar[Reading] = ContextVar("commonweal_reading")


class Owned(NamedTuple):
    """Something a plugin contributed, and the plugin it disappears with."""

    plugin_id: str
    value: Any


class Renderer:
    """Renders the pages of one app."""

    def __init__(
        self,
        *,
        rooms: Mapping[str, Path],
        statics: Statics,
        forms: FormTokens,
        navigation: Sequence[Owned],
        fills: Sequence[Owned],
        enabled: Any,
        slot_milliseconds: int,
        public_url: str,
    ) -> None:
        self._navigation = sorted(navigation, key=lambda item: item.value.order)
        self._fills: dict[str, list[Owned]] = {}
        for fill in sorted(fills, key=lambda item: item.value.order):
            self._fills.setdefault(fill.value.slot, []).append(fill)
        self._enabled = enabled
        self._slot_milliseconds = slot_milliseconds
        self._jinja = Environment(
            loader=PrefixLoader(
                {name: FileSystemLoader(path) for name, path in {**rooms, "kernel": TEMPLATES}.items()}
            ),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._jinja.globals.update(
            t=_html,
            text=_text,
            here=_here,
            slot=lambda name: _reading.get().slots.get(name, Markup()),
            navigation=self.navigation,
            static_url=statics.url,
            csrf_field=lambda: forms.field(_reading.get().visit),
            language_name=language_name,
            describe_type=describe_type,
            current=_current,
            public=lambda path: public_url.rstrip("/") + path,
        )

    async def render(self, page: Page, visit: Visit, words: Translator) -> str:
        """Return a page as HTML; its slots are filled first, all at the same time."""
        slots: dict[str, Mapping[str, Any]] = {"kernel.header": {}, "kernel.footer": {}, **page.slots}
        filled = await self._fill(slots, visit, words)
        return self._write(page.template, page.content, Reading(visit, words, filled))

    def navigation(self, area: str = "main") -> list[NavigationItem]:
        """List the links of an area whose plugins are switched on."""
        return [
            item.value
            for item in self._navigation
            if item.value.area == area and self._enabled(item.plugin_id)
        ]

    def _write(self, template: str, context: Mapping[str, Any], reading: Reading) -> str:
        token = _reading.set(reading)
        try:
            return self._jinja.get_template(template).render(
                {**context, "visit": reading.visit, "words": reading.words, "theme": _theme(reading.visit)}
            )
        finally:
            _reading.reset(token)

    async def _fill(
        self, slots: Mapping[str, Mapping[str, Any]], visit: Visit, words: Translator
    ) -> dict[str, Markup]:
        """Fill slots; every fill has its own time and its own failure."""
        wanted = [
            (slot, fill, arguments)
            for slot, arguments in slots.items()
            for fill in self._fills.get(slot, ())
            if self._enabled(fill.plugin_id)
        ]
        if not wanted:
            return {}
        pieces = await asyncio.gather(
            *(self._piece(fill, visit, words, arguments) for _, fill, arguments in wanted)
        )
        filled: dict[str, Markup] = {}
        for (slot, _, _), piece in zip(wanted, pieces, strict=True):
            filled[slot] = filled.get(slot, Markup()) + piece
        return filled

    async def _piece(
        self, owned: Owned, visit: Visit, words: Translator, arguments: Mapping[str, Any]
    ) -> Markup:
        fill: SlotFill = owned.value
        budget = (fill.milliseconds or self._slot_milliseconds) / 1_000
        try:
            async with asyncio.timeout(budget):
                fragment: Fragment | None = await fill.render(visit, **arguments)
            if fragment is None:
                return Markup()
            return Markup(self._write(fragment.template, fragment.context, Reading(visit, words, {})))  # noqa: S704
        except TimeoutError:
            _LOG.warning(
                "plugin %s took longer than %.0f ms for slot %s", owned.plugin_id, budget * 1_000, fill.slot
            )
        except Exception:  # noqa: BLE001 - a plugin may fail in any way without harm to the page
            _LOG.exception("plugin %s failed in slot %s", owned.plugin_id, fill.slot)
        return Markup()


def _html(message_id: str, **arguments: object) -> Markup:
    return _reading.get().words.html(message_id, **arguments)


def _text(message_id: str, **arguments: object) -> str:
    return _reading.get().words.text(message_id, **arguments)


def _here(**changes: object) -> str:
    return _reading.get().visit.here(**changes)


@lru_cache(maxsize=256)
def language_name(tag: str) -> str:
    """Return what a language calls itself: ``Español``, ``中文 (简体)``."""
    locale = Locale.parse(tag, sep="-")
    name = str(locale.get_display_name(locale))
    return name[:1].upper() + name[1:]


def _current(url: str) -> Markup:
    """Return the attribute that marks a link as leading to, or above, the present page."""
    path = _reading.get().visit.scope["path"]
    if path == url:
        return Markup(' aria-current="page"')
    below = url != "/" and path.startswith(f"{url}/")
    return Markup(' aria-current="true"') if below else Markup()


def _theme(visit: Visit) -> str:
    """Return the colours the reader chose: ``light``, ``dark``, or ``auto`` for the system's own."""
    chosen = dict(visit.parameters).get(THEME) or visit.cookies.get(THEME)
    return chosen if chosen in THEMES else "auto"
