"""Words that a reader seeks, as SQL over a table's ``search`` and ``source_locale``.

Each text is searched as its own language asks, whatever the reader's: English and Spanish by their stems,
Chinese by pairs of characters. The queries stand in subselects, so that each is made once a statement.
"""

from typing import LiteralString

LOCALES: tuple[LiteralString, ...] = ("en", "es", "zh-Hans")


def said(number: int, table: LiteralString = "") -> LiteralString:
    """Write the condition that a text says the words of the parameter with this number."""
    return f"({' OR '.join(_said(locale, number, table) for locale in LOCALES)})"


def rank(number: int, table: LiteralString = "") -> LiteralString:
    """Write how much a text is about these words: those of a title count most, long texts count less."""
    choices = " ".join(f"WHEN '{locale}' THEN {_query(locale, number)}" for locale in LOCALES)
    return f"ts_rank({table}search, CASE {table}source_locale {choices} END, 1)"


def _said(locale: LiteralString, number: int, table: LiteralString) -> LiteralString:
    return f"({table}source_locale = '{locale}' AND {table}search @@ {_query(locale, number)})"


def _query(locale: LiteralString, number: int) -> LiteralString:
    return f"(SELECT problems.search_query('{locale}', ${number}))"
