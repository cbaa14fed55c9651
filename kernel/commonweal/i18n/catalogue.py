"""Every message of a running Commonweal, by locale."""

import datetime as dt
import logging
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from fluent.syntax import FluentParser, ast

from commonweal.errors import OperatorError
from commonweal.i18n.bundle import Bundle
from commonweal.i18n.formatting import UTC
from commonweal.i18n.lapses import Lapse, Lapses
from commonweal.i18n.negotiation import Chain, negotiate
from commonweal.i18n.sources import KERNEL, REFERENCE, LocaleSource
from commonweal.i18n.translator import Translator

_LOG = logging.getLogger("commonweal.i18n")


class LocaleError(OperatorError):
    """The words of the reference language are missing."""

    code = "locale_missing"


class Catalogue:
    """The words of all sources, each locale read once, when first asked for; hands out translators.

    A locale is offered to readers when the kernel's own words exist in it. A file that cannot be read, and an
    id outside its owner's namespace, is left out and logged: ``commonweal i18n check`` tells where.
    Raises ``LocaleError`` when the reference language is not installed.
    """

    def __init__(self, sources: Sequence[LocaleSource]) -> None:
        self._lapses = Lapses()
        self.replace(sources)

    def replace(self, sources: Sequence[LocaleSource]) -> None:
        """Take the words from these sources from now on; raises ``LocaleError`` and keeps what there was."""
        locales = sorted(
            {source.locale for source in sources if source.plugin_id == KERNEL and source.files()}
        )
        if REFERENCE not in locales:
            raise LocaleError(
                f"no pack has the kernel's words in {REFERENCE!r}: install and enable commonweal-locales"
            )
        self.sources, self.locales = tuple(sources), locales
        self._resources = lru_cache(maxsize=None)(self._read)
        self._bundle = lru_cache(maxsize=256)(
            lambda locale, tag: Bundle(locale, tag, self._resources(locale))
        )
        self._translator = lru_cache(maxsize=256)(self._build_translator)

    @property
    def lapses(self) -> Counter[tuple[Lapse, str, str]]:
        """Times a message was ``missing`` or ``failed``, by lapse, message id and locale, as of now."""
        return self._lapses.counted.copy()

    def warm(self) -> None:
        """Read the words and the formats of every locale now, so that no reader waits for them.

        That takes some 0.05 s for each; call it in a thread, and start-up need not wait either.
        """
        for locale in self.locales:
            reader = self.translator(self.negotiate(locale))
            reader.distance(0)
            reader.time_ago(dt.datetime.now(dt.UTC))
            reader.datetime(dt.datetime.now(dt.UTC))

    def negotiate(
        self,
        explicit: str | None = None,
        account: str | None = None,
        accept_language: str | bytes | None = None,
    ) -> Chain:
        """Choose a reader's chain among the locales offered here; see ``negotiate``."""
        return negotiate(explicit, account, accept_language, self.locales)

    def translator(self, chain: Chain, zone: ZoneInfo = UTC) -> Translator:
        """Return the translator for a chain and a time zone; it is shared by all who ask for the same."""
        return self._translator(chain, zone)

    def _build_translator(self, chain: Chain, zone: ZoneInfo) -> Translator:
        bundles = [self._bundle(locale, chain.tag) for locale in chain.locales]
        return Translator(chain, bundles, self._lapses, zone)

    def _read(self, locale: str) -> list[ast.Resource]:
        sources = [source for source in self.sources if source.locale == locale]
        return [_parse(file, source.plugin_id) for source in sources for file in source.files()]


def _parse(file: Path, plugin_id: str) -> ast.Resource:
    """Read one file, leaving out what is broken or outside its owner's namespace."""
    try:
        resource = _parse_text(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        _LOG.warning("words in %s are left out: %s", file, error)
        return ast.Resource()
    kept = [entry for entry in resource.body if _belongs(entry, plugin_id)]
    if len(kept) < len(resource.body):
        _LOG.warning("some words in %s are left out; run `commonweal i18n check`", file)
    return ast.Resource(kept)


@lru_cache(maxsize=512)
def _parse_text(text: str) -> ast.Resource:
    """Parse words, once for all catalogues of a process; nobody changes what it gives."""
    return FluentParser(with_spans=False).parse(text)


def _belongs(entry: object, plugin_id: str) -> bool:
    """Tell whether an entry is a comment, or a message or term in its owner's namespace."""
    if isinstance(entry, ast.Message | ast.Term):
        return entry.id.name.startswith(f"{plugin_id}-")
    return not isinstance(entry, ast.Junk)
