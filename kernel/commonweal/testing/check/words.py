"""CWL: every word a person reads comes from a message, in every language the plugin speaks."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

from commonweal.i18n.sources import KERNEL, REFERENCE, LocaleSource, pack_sources, plugin_sources
from commonweal.testing.check.registry import Grade, Place, rule
from commonweal.testing.check.source import constant, keyword
from commonweal.testing.check.subject import Subject
from commonweal.testing.words import Finding, check

_PLATFORM = ("en", "es", "zh-Hans")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_NO_WORDS = re.compile(  # addresses, and attributes that a macro writes
    r"(?:https?:|mailto:|www\.)\S*|\S+@\S+|\S+\.(?:org|com|net|example)\S*|(?<!\S)/\S+|[\w-]+=\"[^\"]*\""
)
_SILENT = frozenset({"script", "style", "code", "kbd", "samp", "svg", "math", "template"})
_READ_OUT = frozenset({"alt", "aria-label", "aria-description", "placeholder", "title"})
_USE = re.compile(r"""\b(?:t|text|words\.html|words\.text)\(\s*(["'])([a-z][a-z0-9-]*)\1\s*[,)]""")
_WHOSE = {"namespace": "CWL003", "missing": "CWL002", "extra": "CWL002"}


def _sources(subject: Subject) -> list[LocaleSource]:
    """Return the plugin's own words, and those that it brings for others as a pack does."""
    locale = next(iter(subject.manifest.locales), REFERENCE)
    return [*plugin_sources(subject.id, subject.package), *pack_sources(subject.package, locale)]


def _beside(subject: Subject, own: list[LocaleSource]) -> list[LocaleSource]:
    """Return the words that one's own are held against: the kernel's, and the reference of others."""
    owners = {source.plugin_id for source in own} - {subject.id, KERNEL}
    others = [
        source
        for owner in sorted(owners & subject.neighbours.keys())
        for source in plugin_sources(owner, subject.neighbours[owner].package)
        if source.locale == REFERENCE
    ]
    texts = (file.read_text("utf-8", "replace") for source in own for file in source.files())
    refers = any(f"{KERNEL}-" in text for text in texts)
    rooms = {source.directory for source in own}
    kernel = [each for each in _kernel_sources() if each.directory not in rooms] if refers else []
    return [*others, *kernel]


def _kernel_sources() -> list[LocaleSource]:
    """Return the kernel's words, where the packs that hold them are installed."""
    found = find_spec("commonweal_locales")
    rooms = [Path(each) for each in (found and found.submodule_search_locations) or ()]
    return [
        source
        for room in rooms
        for tag, folder in (("en", "en"), ("es", "es"), ("zh-Hans", "zh_hans"))
        for source in pack_sources(room / folder, tag)
        if source.plugin_id == KERNEL
    ]


def _findings(subject: Subject) -> list[Finding]:
    """Hold the words against each other, as ``commonweal i18n check`` does, and keep those of the plugin."""
    own = _sources(subject)
    rooms = {source.directory for source in own}
    found = check([*own, *_beside(subject, own)])
    return [each for each in found if each.file.parent in rooms or each.file in rooms]


def _of(subject: Subject, rule_id: str) -> Iterator[Place]:
    for each in subject.keep(_findings):
        if _WHOSE.get(each.rule, "CWL001") == rule_id:
            yield Place(each.file, each.line, f"{each.text} ({each.rule}, {each.locale})")


@rule(
    "CWL001",
    Grade.SILVER,
    "Messages are sound",
    fix="correct the message; `commonweal i18n check` says the same of all plugins together",
)
def sound(subject: Subject) -> Iterator[Place]:
    """Find messages with wrong syntax, variables, plurals, references or markup."""
    yield from _of(subject, "CWL001")


@rule(
    "CWL002",
    Grade.SILVER,
    "Every message is there in every language",
    fix="translate the message, or take out what the reference language no longer has",
)
def complete(subject: Subject) -> Iterator[Place]:
    """Find messages that a language lacks, or has beyond the reference."""
    yield from _of(subject, "CWL002")


@rule(
    "CWL003",
    Grade.BRONZE,
    "Ids of messages begin with the plugin's id",
    fix="begin the id with the plugin's id and a dash",
)
def namespaced(subject: Subject) -> Iterator[Place]:
    """Find messages that would take the place of somebody else's."""
    yield from _of(subject, "CWL003")


@rule(
    "CWL004",
    Grade.SILVER,
    "The manifest names the languages that are there",
    fix="bring locales in manifest.toml in line with the folders in locales/",
)
def languages_named(subject: Subject) -> Iterator[Place]:
    """Find languages that are named and have no folder, or have one and are not named."""
    if not subject.is_plugin or "commonweal_locales" in subject.manifest.hooks:
        return
    there = {source.locale for source in _sources(subject)}
    for locale in sorted(set(subject.manifest.locales) ^ there):
        text = "has a folder and is not named" if locale in there else "is named and has no folder"
        yield Place(subject.manifest_file, subject.line_of("locales"), f"{locale} {text}")


@rule(
    "CWL005",
    Grade.GOLD,
    "The words come in the languages of the platform",
    fix=f"bring a folder for each of {', '.join(_PLATFORM)}",
)
def languages_of_platform(subject: Subject) -> Iterator[Place]:
    """Find languages that the platform speaks and the plugin does not."""
    there = {source.locale for source in plugin_sources(subject.id, subject.package)}
    if there:
        for locale in _PLATFORM:
            if locale not in there:
                folder = subject.package / "locales"
                yield Place(folder, 1, f"there are no words in {locale}")


@rule(
    "CWL006",
    Grade.SILVER,
    "Templates hold no words of their own",
    fix='write {{ t("<id>-what-it-says") }}, and the words into locales/<tag>/<file>.ftl',
)
def no_literals(subject: Subject) -> Iterator[Place]:
    """Find words that are written into templates, and stay in one language."""
    for template in subject.templates:
        for words in template.words:
            inside = {element.tag for element in words.above}
            if words.attribute and words.attribute not in _READ_OUT:
                continue
            if (inside & _SILENT and not words.attribute) or _is_translated_elsewhere(words.above):
                continue
            if _LETTERS.search(_NO_WORDS.sub(" ", words.text)):
                place = f"the attribute {words.attribute}" if words.attribute else "text"
                text = " ".join(words.text.split())[:60]
                yield Place(template.path, words.line, f"{place} says “{text}” in every language")


def _is_translated_elsewhere(above: tuple[object, ...]) -> bool:
    """Say whether the words stand in an element with ``translate="no"``: names and codes."""
    return any(getattr(element, "attributes", {}).get("translate") == "no" for element in above)


@rule(
    "CWL007",
    Grade.SILVER,
    "Messages that are used exist",
    fix="add the message to the reference language, or correct its id",
)
def used_messages_exist(subject: Subject) -> Iterator[Place]:
    """Find ids of the plugin's own messages, in templates and contributions, that no file has."""
    prefix = subject.names.message_prefix
    known = subject.keep(_ids)
    if not known and not subject.templates:
        return
    for path, line, name in (*_in_templates(subject), *_in_navigation(subject)):
        if name.startswith(prefix) and name not in known:
            yield Place(path, line, f"there is no message {name}")


def _in_templates(subject: Subject) -> Iterator[tuple[Path, int, str]]:
    for template in subject.templates:
        for number, line in enumerate(template.source.splitlines(), 1):
            yield from ((template.path, number, match[2]) for match in _USE.finditer(line))


def _in_navigation(subject: Subject) -> Iterator[tuple[Path, int, str]]:
    for module in subject.modules:
        for called, call in module.calls:
            label = constant(keyword(call, "label")) if called == "commonweal.NavigationItem" else None
            if isinstance(label, str):
                yield module.path, call.lineno, label


def _ids(subject: Subject) -> set[str]:
    """Return the ids of messages in the reference language, or in any where that one is missing."""
    sources = _sources(subject)
    locales = {source.locale for source in sources}
    wanted = {REFERENCE} if REFERENCE in locales else locales
    found = set()
    for source in sources:
        for file in source.files() if source.locale in wanted else ():
            for entry in FluentParser().parse(file.read_text("utf-8", errors="replace")).body:
                if isinstance(entry, fluent.Message):
                    found.add(entry.id.name)
                    found |= {f"{entry.id.name}.{each.id.name}" for each in entry.attributes}
    return found
