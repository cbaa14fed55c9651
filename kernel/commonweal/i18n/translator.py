"""Messages and values for one reader: what pages, problems and mails are written with."""

from collections.abc import Sequence
from decimal import Decimal
from functools import reduce
from zoneinfo import ZoneInfo

from markupsafe import Markup

from commonweal.i18n.arguments import Arguments, escape_message
from commonweal.i18n.bundle import Bundle
from commonweal.i18n.formatting import UTC, Formats
from commonweal.i18n.lapses import Lapses
from commonweal.i18n.negotiation import Chain

MINOR_UNITS = 100  # 1 IT (DOMAIN §1)
_MINUTES = {"days": 1_440, "hours": 60, "minutes": 1}


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
        self._constants: dict[tuple[str, bool], str] = {}

    def text(self, message_id: str, /, **arguments: object) -> str:
        """Write a message as plain text, which templates escape like any other."""
        return self._constants.get((message_id, False)) or self._write(message_id, arguments, html=False)

    def html(self, message_id: str, /, **arguments: object) -> Markup:
        """Write a message that may hold inline markup; arguments are escaped and isolated in ``<bdi>``.

        An argument that is ``Markup`` already, such as a link, goes in as it is.
        """
        written = self._constants.get((message_id, True)) or self._write(message_id, arguments, html=True)
        return Markup(written)  # noqa: S704 - escaped by Arguments.finish

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
        filled = Arguments(arguments, self, html=html)
        broken: str | None = None
        for bundle in self._bundles:
            pattern = bundle.find(message_id)
            if pattern is None:
                continue
            if (fixed := bundle.constant(pattern)) is not None:
                return self._remember(message_id, fixed, bundle, html=html)
            written, errors = bundle.write(pattern, filled)
            if not errors:
                self._note_fallback(message_id, bundle)
                return written
            self._lapses.note("failed", message_id, bundle.locale, errors[0])
            broken = broken or written
        if broken is None:
            self._lapses.note("missing", message_id, self.locale)
        return broken or escape_message(f"⟦{message_id}⟧")

    def _remember(self, message_id: str, fixed: str, bundle: Bundle, *, html: bool) -> str:
        """Keep a message without placeables, unless it is a fallback, which is to be counted each time."""
        written = escape_message(fixed) if html else fixed
        if not self._note_fallback(message_id, bundle):
            self._constants[message_id, html] = written
        return written

    def _note_fallback(self, message_id: str, bundle: Bundle) -> bool:
        """Count a message that had to be written in another language than the reader's."""
        if bundle.language == self.babel.language:
            return False
        self._lapses.note("missing", message_id, self.locale)
        return True
