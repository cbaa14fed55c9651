"""Words that a reader seeks, as SQL over a table's ``search`` and ``source_locale``.

Each text is searched as its own language asks, whatever the reader's: English and Spanish by their stems,
Chinese by pairs of characters. The queries stand in subselects, so that each is made once a statement. With
``some``, a text need not say all of the words, unless there are words that it must not say.
"""

import re
import unicodedata
from typing import LiteralString

LOCALES: tuple[LiteralString, ...] = ("en", "es", "zh-Hans")
CANDIDATES = 1_000
"""How many that say the words are ranked, any of them: so that frequent words cost no more than rare ones."""

_NOTS = re.compile(r'-(?:[^\w"]*-)+')


def asked(words: str) -> str:
    """Return what a reader typed, with a run of signs that say "not" as one.

    PostgreSQL makes each of them a step deeper, and fails beyond thirty.
    """
    return _NOTS.sub("-", unicodedata.normalize("NFKC", words))


def said(number: int, table: LiteralString = "", *, some: bool = False) -> LiteralString:
    """Write the condition that a text says the words of the parameter with this number."""
    return f"({' OR '.join(_said(locale, number, table, some=some) for locale in LOCALES)})"


def rank(number: int, table: LiteralString = "", *, some: bool = False) -> LiteralString:
    """Write how much a text is about these words: those of a title count most, long texts count less."""
    choices = " ".join(f"WHEN '{locale}' THEN {_query(locale, number, some=some)}" for locale in LOCALES)
    return f"ts_rank({table}search, CASE {table}source_locale {choices} END, 1)"


def _said(locale: LiteralString, number: int, table: LiteralString, *, some: bool) -> LiteralString:
    query = _query(locale, number, some=some)
    return f"({table}source_locale = '{locale}' AND {table}search @@ {query})"


def _query(locale: LiteralString, number: int, *, some: bool) -> LiteralString:
    query: LiteralString = f"problems.search_query('{locale}', ${number})"
    if not some:
        return f"(SELECT {query})"
    loose = "CASE WHEN q::text LIKE '%!%' THEN q ELSE replace(q::text, ' & ', ' | ')::tsquery END"
    return f"(SELECT {loose} FROM {query} AS q)"
