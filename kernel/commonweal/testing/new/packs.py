"""The skeleton of a locale pack: every message of what is installed, in the reference language, as comments.

A message whose comment marks are taken away is a translation; the others are read in the reference language.
"""

from pathlib import Path

import msgspec
from babel import Locale, UnknownLocaleError
from fluent.syntax import FluentParser, FluentSerializer, ast

from commonweal.cli.sections import load_settings
from commonweal.i18n.formatting import babel_locale
from commonweal.i18n.sources import REFERENCE, LocaleSource
from commonweal.plugin.discovery import GROUP
from commonweal.runtime import load_plugins, locale_sources
from commonweal.testing.new.naming import NameRefused, NewNames, choose_names


class Language(msgspec.Struct, frozen=True):
    """A language to translate into: its tag, its own name and its English one, and its plural categories."""

    tag: str
    name: str
    english: str
    plurals: tuple[str, ...]


def pack_names(tag: str, namespace: str) -> tuple[NewNames, Language]:
    """Return the names of a pack for a language; raises ``NameRefused`` for one that exists or cannot be."""
    language = _language(tag)
    if language.tag in {source.locale for source in _sources()}:
        raise NameRefused(f"there are words in {language.tag} already: add to the pack that brings them")
    return choose_names(GROUP, f"locale-{language.tag.lower()}", namespace), language


def skeleton(language: Language) -> dict[str, str]:
    """Return the files of a pack, by their paths in its package: one folder for each owner of words."""
    return {
        f"ftl/{source.plugin_id}/{file.name}": _commented(file, language)
        for source in _sources()
        if source.locale == REFERENCE
        for file in source.files()
    }


def _sources() -> list[LocaleSource]:
    return locale_sources(load_plugins(load_settings(), strict=False))


def _language(tag: str) -> Language:
    try:
        found = babel_locale(tag)
    except (ValueError, UnknownLocaleError):
        raise NameRefused(f"{tag!r} is no language that is known: give a tag such as fr or pt-BR") from None
    written = str(found).replace("_", "-")
    own = str(found.get_display_name(found))
    return Language(
        tag=written,
        name=own[:1].upper() + own[1:],
        english=str(found.get_display_name(Locale("en"))),
        plurals=(*sorted(found.plural_form.tags), "other"),
    )


def _commented(file: Path, language: Language) -> str:
    """Return a file of messages as comments, under a heading that names the plurals of the language."""
    plurals = ", ".join(language.plurals)
    blocks = [f"### {language.english}. Plurals: {plurals}. Take the marks # from what you have translated."]
    for entry in FluentParser().parse(file.read_text("utf-8")).body:
        if isinstance(entry, ast.Message | ast.Term):
            entry.comment = None
            lines = FluentSerializer().serialize_entry(entry).strip().splitlines()
            blocks.append("\n".join(f"# {line}".rstrip() for line in lines))
    return "\n\n".join(blocks) + "\n"
