"""Numbers, dates and distances as a reader of one locale writes them (CLDR, by Babel)."""

import datetime as dt
from copy import copy
from decimal import Decimal
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale, dates, units

Number = int | float | Decimal
Style = Literal["short", "medium", "long", "full"]
UTC = ZoneInfo("UTC")
_KILOMETRE = 1_000
_ONE_DECIMAL_BELOW = 10  # kilometres; farther away a decimal says nothing to a walker


@lru_cache(maxsize=1_024)
def babel_locale(tag: str) -> Locale:
    """Return Babel's locale for a BCP 47 tag; raises ``UnknownLocaleError`` for one CLDR does not know."""
    return Locale.parse(tag, sep="-")


class Formats:
    """Writes values for one locale and time zone; immutable, so that threads may share it."""

    def __init__(self, tag: str, zone: ZoneInfo = UTC) -> None:
        self.tag = tag
        self.zone = zone
        self.babel = babel_locale(tag)

    def number(self, value: Number, digits: int | None = None) -> str:
        """Write a number; with ``digits`` it has exactly so many decimals, without at most three."""
        return _number(value or 0, digits, self.babel)  # a negative nought is one

    def date(self, value: dt.date, style: Style = "medium") -> str:
        """Write a date; a moment counts in the reader's zone."""
        local = self._local(value) if isinstance(value, dt.datetime) else value
        return dates.format_date(local, style, locale=self.babel)

    def time(self, value: dt.datetime) -> str:
        """Write a moment's time of day in the reader's zone, or marked ``UTC`` when none is known."""
        local = self._local(value)
        written = dates.format_time(local, "short", tzinfo=local.tzinfo, locale=self.babel)
        return f"{written}\u00a0UTC" if self.zone is UTC else written

    def datetime(self, value: dt.datetime, style: Style = "medium") -> str:
        """Write a moment to the minute in the reader's zone, or marked ``UTC`` when none is known."""
        pattern = str(dates.get_datetime_format(style, locale=self.babel)).replace("'", "")
        return pattern.replace("{1}", self.date(value, style)).replace("{0}", self.time(value))

    def time_ago(self, moment: dt.datetime, now: dt.datetime | None = None) -> str:
        """Write how far away a moment is: ``3 hours ago``, ``in 2 days``."""
        distance = moment - (now or dt.datetime.now(dt.UTC))
        return dates.format_timedelta(distance, add_direction=True, locale=self.babel)

    def distance(self, metres: float) -> str:
        """Write a distance: in tens of metres, from 1 km with one decimal, from 10 km in whole kilometres."""
        tens = round(metres / 10) * 10
        if tens < _KILOMETRE:
            return self._unit(tens, "length-meter")
        kilometres = round(metres / _KILOMETRE, 1)
        near = kilometres < _ONE_DECIMAL_BELOW
        return self._unit(kilometres if near else round(metres / _KILOMETRE), "length-kilometer")

    def _local(self, value: dt.datetime) -> dt.datetime:
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be shown; give it one, such as UTC")
        return value.astimezone(self.zone)

    def _unit(self, value: float, unit: str) -> str:
        return _measure(value, unit, self.babel)


@lru_cache(maxsize=4_096, typed=True)
def _number(value: Number, digits: int | None, locale: Locale) -> str:
    pattern = copy(locale.decimal_formats[None])
    pattern.frac_prec = (0, 3) if digits is None else (digits, digits)
    return str(pattern.apply(value, locale))


@lru_cache(maxsize=4_096, typed=True)
def _measure(value: float, unit: str, locale: Locale) -> str:
    return units.format_unit(value, unit, "short", locale=locale).replace(" ", "\u00a0")
