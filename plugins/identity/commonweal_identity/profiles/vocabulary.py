"""What may stand in a profile: languages, countries, time zones, times of the week, and skills we name."""

import zoneinfo
from functools import cache

from babel import Locale

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = ("morning", "afternoon", "evening")
TIMES: tuple[str, ...] = tuple(f"{day}-{part}" for day in DAYS for part in PARTS)
SKILLS: tuple[str, ...] = (
    "active_listening",
    "attention_to_detail",
    "desk_research",
    "driving",
    "facilitation",
    "first_aid",
    "gardening",
    "graphic_design",
    "hosting",
    "interviewing",
    "logistics",
    "mapping",
    "note_taking",
    "observation",
    "oral_history",
    "phone_calls",
    "photography",
    "plain_language",
    "public_speaking",
    "repair",
    "smartphone_basics",
    "spreadsheets",
    "teaching",
    "translation",
    "water_testing",
    "web_accessibility",
    "working_with_children",
    "writing",
)
_NO_COUNTRIES = frozenset(
    {"ZZ", "EU", "EZ", "UN", "XA", "XB", "QO", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"}
)
_LETTERS = 2


@cache
def languages() -> frozenset[str]:
    """Return the ISO 639-1 codes: the two-letter ones that CLDR has a name for."""
    return frozenset(code for code in map(str, Locale("en").languages) if len(code) == _LETTERS)


@cache
def countries() -> frozenset[str]:
    """Return the ISO 3166-1 codes of countries and territories."""
    named = map(str, Locale("en").territories)
    known = (code for code in named if len(code) == _LETTERS and code.isalpha())
    return frozenset(known) - _NO_COUNTRIES


@cache
def time_zones() -> tuple[str, ...]:
    """Return the names of time zones, without old spellings that stand for no place."""
    names = zoneinfo.available_timezones()
    return tuple(sorted(name for name in names if name == "UTC" or ("/" in name and "Etc/" not in name)))
