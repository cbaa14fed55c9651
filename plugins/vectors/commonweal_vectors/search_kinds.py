"""Searching everything: what each plugin finds, asked at the same time and within bounded time."""

import asyncio
import logging
from collections.abc import Collection, Sequence
from urllib.parse import urlencode

import msgspec
from commonweal import FieldError, Host, Refusal, ServiceMissing, Visit, as_plugin

from commonweal_vectors.hooks import Hit, Hits, Searchable
from commonweal_vectors.relevance import WORDS_LONGEST

SECONDS = 5.0
"""How long a kind may take: long enough to do without an index that does not answer."""

_LOG = logging.getLogger("commonweal.vectors")


class Kinds(list[tuple[str, Searchable]]):
    """What can be searched, in order, each with the plugin that finds it; one for each process."""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """What was found of one kind, best first; without ``answered`` it was late, or failed.

    ``more`` is the address of the full list; ``by_words`` says that there was no index to ask.
    """

    name: str
    label: str
    more: str
    hits: Sequence[Hit] = ()
    by_words: bool = False
    answered: bool = True


async def search_everything(
    visit: Visit, words: str, limit: int, names: Collection[str] | None = None
) -> list[Group]:
    """Ask every kind, or those named, for its best results; one that fails harms no other."""
    asked = [(plugin, kind) for plugin, kind in kinds(visit) if names is None or kind.name in names]
    return await asyncio.gather(*(_ask(visit, plugin, kind, words, limit) for plugin, kind in asked))


def kinds(visit: Visit) -> Kinds:
    """Return what can be searched now, of the plugins that are on."""
    host = visit.web.host
    return Kinds([(plugin, kind) for plugin, kind in _declared(host) if host.is_enabled(plugin)])


def check_words(q: str | None) -> str:
    """Return what is sought, 1 to 200 characters without blanks around; raises ``Refusal``."""
    words = (q or "").strip()
    if not words:
        raise Refusal("validation_error", fields=[FieldError("q", "required")])
    if "\0" in words:  # which PostgreSQL does not take
        raise Refusal("validation_error", fields=[FieldError("q", "invalid")])
    if len(words) > WORDS_LONGEST:
        raise Refusal("validation_error", fields=[FieldError("q", "too_long", {"maximum": WORDS_LONGEST})])
    return words


def _declared(host: Host) -> Kinds:
    try:
        return host.services.get(Kinds)
    except ServiceMissing:
        given = host.collect_each("commonweal_searchables", Searchable)
        found = Kinds((plugin.id, kind) for plugin, kind in sorted(given, key=lambda each: each[1].order))
        host.services.provide(Kinds, found)
        return found


async def _ask(visit: Visit, plugin: str, kind: Searchable, words: str, limit: int) -> Group:
    group = Group(name=kind.name, label=kind.label, more=f"{kind.more}?{urlencode({'q': words})}")
    try:
        async with asyncio.timeout(SECONDS):
            found: Hits = await as_plugin(plugin, kind.find)(visit, words, limit)
    except Exception:  # noqa: BLE001 - whatever ails one kind, the others are found
        _LOG.exception("searching %s of the plugin %s failed", kind.name, plugin)
        return msgspec.structs.replace(group, answered=False)
    return msgspec.structs.replace(group, hits=found.found[:limit], by_words=found.by_words)
