"""Which locale a reader gets: an explicit choice, then the account's, then what the browser accepts.

Tags are compared as BCP 47 and CLDR understand them: ``zh``, ``zh-CN`` and ``zh-SG`` all mean ``zh-Hans``,
and ``es-MX`` falls back to ``es-419`` before ``es``.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec
from babel import localedata
from babel.core import get_global

from commonweal.errors import FieldError, Refusal
from commonweal.i18n.sources import REFERENCE

_TAG = re.compile(
    r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|[0-9]{3}))?(?:[-_][a-z0-9_-]*)?", re.IGNORECASE
)
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


_Key = tuple[str, str, str | None]


@lru_cache(maxsize=4_096)
def find_chain(tag: str, offered: tuple[str, ...]) -> Chain | None:
    """Return the chain for one tag, or None when no offered locale is of its language and script."""
    key = _key(tag)
    if key is None:
        return None
    steps = list(_ancestry(key))
    by_key = {_key(locale): locale for locale in offered}
    found = [by_key[step] for step in steps if step in by_key]
    if not found:
        return None
    spoken = next((name for name in map(_known_tag, steps) if name), found[0])
    return Chain(spoken, tuple(dict.fromkeys([*found, REFERENCE])))


def _key(tag: str) -> _Key | None:
    """Normalise a tag to language, script (the likely one when none is given) and region."""
    match = _TAG.fullmatch(tag)
    if match is None:
        return None
    language = match[1].lower()
    language = get_global("language_aliases").get(language, language)
    script = match[2].title() if match[2] else None
    region = match[3].upper() if match[3] else None
    return language, script or _likely_script(language, region), region


def _likely_script(language: str, region: str | None) -> str:
    likely = get_global("likely_subtags")
    subtags: str = likely.get(f"{language}_{region}") or likely.get(language) or ""
    return next((part for part in subtags.split("_") if len(part) == 4 and part.isalpha()), "")  # noqa: PLR2004


def _ancestry(key: _Key) -> Iterator[_Key]:
    """Yield a key and its ancestors: the CLDR parent of a region first, the bare language last."""
    yield key
    while key[2] is not None:
        parents = map(get_global("parent_exceptions").get, _spellings(key))
        parent = next((_key(name) for name in parents if name), None)
        key = parent if parent and parent[:2] == key[:2] else (*key[:2], None)
        yield key


def _spellings(key: _Key) -> list[str]:
    """List the ways CLDR may spell a key: with its script and without."""
    language, script, region = key
    end = f"_{region}" if region else ""
    return [f"{language}_{script}{end}", f"{language}{end}"]


def _known_tag(key: _Key) -> str | None:
    """Return the tag under which CLDR has formats for a key, or None."""
    return next((name.replace("_", "-") for name in _spellings(key) if localedata.exists(name)), None)
