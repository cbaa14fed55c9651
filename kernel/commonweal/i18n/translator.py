"""Messages and values for one reader: what pages, problems and mails are written with."""

from collections.abc import Sequence
from decimal import Decimal
from functools import reduce
from typing import cast
from zoneinfo import ZoneInfo

from markupsafe import Markup

from commonweal.i18n.arguments import Arguments, escape_message
from commonweal.i18n.bundle import Bundle
from commonweal.i18n.formatting import UTC, Formats
from commonweal.i18n.lapses import Lapses
from commonweal.i18n.negotiation import Chain

MINOR_UNITS = 100  # 1 IT (DOMAIN §1)
_MINUTES = {"days": 1_440, "hours": 60, "minutes": 1}
_KEPT_MOST = 2_000  # messages; a page of twenty cards has some 300
_KEPT_LENGTH = 100  # letters of an argument; longer texts are seldom written twice

_Key = tuple[object, ...]  # id, whether it is HTML, names and values of the arguments


class Translator(Formats):
    """Writes messages in the first locale of a chain that has them; threads may share it.

    ``locale`` is the locale of the words, ``tag`` the reader's own, for which numbers and dates are written.
    A message no locale has is shown as ``⟦its id⟧`` and counted, as is one whose pattern fails.
    """

    def __init__(self, chain: Chain, bundles: Sequence[Bundle], lapses: Lapses, zone: ZoneInfo = UTC) -> None:
        super().__init__(chain.tag, zone)
        self.chain = chain
        self.locale = chain.locales[0]
        self._bundles = tuple(bundles)
        self._lapses = lapses
        self._kept: dict[_Key, str] = {}

    def text(self, message_id: str, /, **arguments: object) -> str:
        """Write a message as plain text, which templates escape like any other."""
        return self._write(message_id, arguments, html=False)

    def html(self, message_id: str, /, **arguments: object) -> Markup:
        """Write a message that may hold inline markup; arguments are escaped and isolated in ``<bdi>``.

        An argument that is ``Markup`` already, such as a link, goes in as it is.
        """
        return cast("Markup", self._write(message_id, arguments, html=True))

    def has(self, message_id: str) -> bool:
        """Tell whether any locale of the chain has a message."""
        return any(bundle.find(message_id) is not None for bundle in self._bundles)

    def currency_minor(self, minor: int) -> str:
        """Write an amount of ImpactTokens given in minor units: 6750 is ``67.50 IT``, 2500 is ``25 IT``."""
        digits = 2 if minor % MINOR_UNITS else 0
        return self.text("kernel-amount", amount=self.number(Decimal(minor) / MINOR_UNITS, digits))

    def duration(self, minutes: int) -> str:
        """Write a length of time in days, hours and minutes, leaving out what is zero: ``1 h 30 min``."""
        parts: list[str] = []
        for unit, size in _MINUTES.items():
            count, minutes = divmod(minutes, size)
            if count or (unit == "minutes" and not parts):
                parts.append(self.text(f"kernel-duration-{unit}", count=count))
        return reduce(lambda a, b: self.text("kernel-duration-join", longer=a, shorter=b), parts)

    def _write(self, message_id: str, arguments: dict[str, object], *, html: bool) -> str:
        """Write a message, or give what was written before for the same arguments."""
        key: _Key = (message_id, html, *arguments.items())
        keeps = not arguments or all(map(_is_plain, arguments.values()))
        if keeps and (kept := self._kept.get(key)):
            return kept
        written, lasts = self._fill(message_id, arguments, html=html)
        shown = Markup(written) if html else written  # noqa: S704 - escaped by Arguments.finish
        if keeps and lasts:
            if len(self._kept) >= _KEPT_MOST:
                self._kept.clear()
            self._kept[key] = shown
        return shown

    def _fill(self, message_id: str, arguments: dict[str, object], *, html: bool) -> tuple[str, bool]:
        """Fill a message, and tell whether it may be kept: a fallback or a failure is counted each time."""
        filled = Arguments(arguments, self, html=html)
        broken: str | None = None
        for bundle in self._bundles:
            pattern = bundle.find(message_id)
            if pattern is None:
                continue
            written, errors = bundle.write(pattern, filled)
            if not errors:
                return written, not self._note_fallback(message_id, bundle)
            self._lapses.note("failed", message_id, bundle.locale, errors[0])
            broken = broken or written
        if broken is None:
            self._lapses.note("missing", message_id, self.locale)
        return broken or escape_message(f"⟦{message_id}⟧"), False

    def _note_fallback(self, message_id: str, bundle: Bundle) -> bool:
        """Count a message that had to be written in another language than the reader's."""
        if bundle.language == self.babel.language:
            return False
        self._lapses.note("missing", message_id, self.locale)
        return True


def _is_plain(value: object) -> bool:
    """Tell whether an argument is a number or a short text: of these, equal ones are written the same.

    Of others that is not true: ``True`` equals 1, and ``Markup``, which is not escaped, equals its text.
    """
    return type(value) is int or (type(value) is str and len(value) <= _KEPT_LENGTH)
