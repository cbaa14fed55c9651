"""Which locale a reader gets: an explicit choice, then the account's, then what the browser accepts.

Tags are compared as BCP 47 and CLDR understand them: ``zh``, ``zh-CN`` and ``zh-SG`` all mean ``zh-Hans``,
and ``es-MX`` falls back to ``es-419`` before ``es``.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec
from babel import Locale, UnknownLocaleError
from babel.core import get_global

from commonweal.errors import FieldError, Refusal
from commonweal.i18n.sources import REFERENCE

_TAG = re.compile(
    r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|[0-9]{3}))?(?:[-_][a-z0-9_-]*)?", re.IGNORECASE
)
_SCRIPT_LENGTH = 4  # letters, where a region has two letters or three digits
_MAX_HEADER = 1_000  # characters of Accept-Language that are read; browsers send fewer than 200


class Chain(msgspec.Struct, frozen=True):
    """The locales a message is looked up in, best first, and the tag numbers and dates are written for.

    A reader of ``es-MX`` gets ``Chain(tag="es-MX", locales=("es", "en"))`` where ``es`` and ``en`` exist.
    """

    tag: str
    locales: tuple[str, ...]


def negotiate(
    explicit: str | None,
    account: str | None,
    accept_language: str | bytes | None,
    available: Sequence[str],
) -> Chain:
    """Choose the chain of locales for one reader; it always ends in the reference locale.

    ``explicit`` is what this request asks for by name, ``account`` what the reader chose earlier,
    ``accept_language`` the header as it came. Raises ``Refusal("validation_error")`` when the explicit choice
    is not available; the two others are wishes and never raise.
    """
    offered = tuple(available)
    if explicit is not None:
        return find_chain(explicit, offered) or _refuse(offered)
    if account is not None and (chain := find_chain(account, offered)):
        return chain
    if isinstance(accept_language, bytes):
        accept_language = accept_language.decode("latin-1")
    return _accepted((accept_language or "")[:_MAX_HEADER], offered)


def _refuse(offered: tuple[str, ...]) -> Chain:
    wrong = FieldError("lang", "unknown_locale", {"available": ", ".join(offered)})
    raise Refusal("validation_error", fields=[wrong])


@lru_cache(maxsize=1_024)
def _accepted(header: str, offered: tuple[str, ...]) -> Chain:
    """Return the chain of the first acceptable language, or of the reference locale."""
    chains = (find_chain(tag, offered) for tag in _preferences(header))
    return next(filter(None, chains), Chain(REFERENCE, (REFERENCE,)))


def _preferences(header: str) -> list[str]:
    """List the tags of an Accept-Language header (RFC 9110 §12.5.4), best first; nonsense is skipped."""
    weighted: list[tuple[float, str]] = []
    for part in header.split(","):
        tag, _, parameter = part.strip().partition(";")
        quality = re.fullmatch(r"\s*q\s*=\s*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\s*", parameter, re.IGNORECASE)
        weight = float(quality[1]) if quality else 1.0 if not parameter else 0.0
        if weight > 0:
            weighted.append((weight, tag.strip()))
    return [tag for _, tag in sorted(weighted, key=lambda item: -item[0])]


@lru_cache(maxsize=4_096)
def find_chain(tag: str, offered: tuple[str, ...]) -> Chain | None:
    """Return the chain for one tag, or None when no offered locale is of its language and script."""
    if (name := _name(tag)) is None:
        return None
    by_name = {_name(locale): locale for locale in offered}
    steps = [*_ancestry(name), *_ancestry(get_global("likely_subtags").get(name, ""))]
    found = [by_name[step] for step in steps if step in by_name]
    return Chain(name.replace("_", "-"), tuple(dict.fromkeys([*found, REFERENCE]))) if found else None


def _name(tag: str) -> str | None:
    """Return CLDR's name for a tag, such as ``zh_Hans_CN`` for ``zh-cn``, or None when it has none."""
    match = _TAG.fullmatch(tag)
    try:
        return str(Locale.parse("_".join(filter(None, match.groups())))) if match else None
    except UnknownLocaleError:
        return None


def _ancestry(name: str) -> Iterator[str]:
    """Yield a name and what it falls back to: es_MX, es_419, es; but zh_Hant alone, as zh means zh_Hans."""
    while name:
        yield name
        parent, _, last = name.rpartition("_")
        if len(last) == _SCRIPT_LENGTH and not get_global("likely_subtags").get(parent, "").startswith(name):
            return
        name = get_global("parent_exceptions").get(name, parent)
