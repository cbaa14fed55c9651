"""The proof that every bundle is complete and sound: ``commonweal i18n check``.

Each locale is held against the reference locale, and each message against the plural rules of its language.
A locale that refines another one, as ``es-419`` does ``es``, may leave messages out.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from babel import Locale, UnknownLocaleError
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from commonweal.i18n.arguments import MARKUP
from commonweal.i18n.formatting import babel_locale
from commonweal.i18n.negotiation import find_chain
from commonweal.i18n.sources import KERNEL, REFERENCE, LocaleSource

_CATEGORIES = {"zero", "one", "two", "few", "many"}
_OPTIONS = {"minimumFractionDigits", "maximumFractionDigits", "useGrouping", "style"}
_TAG = re.compile(f"</?(?:{'|'.join(MARKUP)})>")
_ELEMENT = re.compile(f"<({'|'.join(MARKUP)})>([^<]*)</\\1>")
_LEFT = re.compile(r"</?[a-zA-Z!?][^>]*>?|</|&(?:[a-zA-Z]+|#[0-9a-fA-Fx]+);")


class Finding(msgspec.Struct, frozen=True, order=True):
    """One fault in one message; its text form is ``file:line: rule: text``."""

    file: Path
    line: int
    rule: str
    text: str
    locale: str
    message_id: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.text}"


class _Pattern(Visitor):
    """What one pattern uses: variables, references, functions, selections and markup."""

    def __init__(self, pattern: ast.Pattern) -> None:
        self.shown: set[str] = set()
        self.references: set[str] = set()
        self.selects: dict[str, set[str]] = {}
        self.tags: set[str] = set()
        self.faults: list[tuple[str, str]] = []
        self.visit(pattern)

    def visit_Pattern(self, node: ast.Pattern) -> None:  # noqa: N802 - the name is the library's
        """Note the markup of one run of text, then look into its placeables."""
        text = "".join(map(_literal, node.elements))
        self.tags.update(_TAG.findall(text))
        rest, before = text.replace("<br>", ""), ""
        while rest != before:
            rest, before = _ELEMENT.sub(r"\2", rest), rest
        self.faults += [
            ("markup", f"{found!r} is not allowed or not closed") for found in _LEFT.findall(rest)
        ]
        self.generic_visit(node)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        """Note a variable that is shown."""
        self.shown.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        """Note a message that is part of this one."""
        self.references.add(_dotted(node.id.name, node.attribute))

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802
        """Note a term that is part of this message."""
        self.references.add("-" + _dotted(node.id.name, node.attribute))

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802
        """Check that a function and its options exist."""
        options = {option.name.name for option in node.arguments.named}
        if node.id.name != "NUMBER" or options - _OPTIONS:
            used = f"{node.id.name}({', '.join(sorted(options))})"
            self.faults.append(("function", f"{used}: there is only NUMBER({', '.join(sorted(_OPTIONS))})"))
        self.generic_visit(node)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        """Note the variants a variable chooses from; choosing does not show it."""
        names = {variant.key.name for variant in node.variants if isinstance(variant.key, ast.Identifier)}
        if variable := _selector(node.selector):
            self.selects.setdefault(variable, set()).update(names)
        shown = set(self.shown)
        self.visit(node.selector)
        self.shown = shown
        for variant in node.variants:
            self.visit(variant)

    def plurals(self) -> dict[str, set[str]]:
        """Return the selections by plural category; one that only has ``other`` may be anything."""
        return {name: keys for name, keys in self.selects.items() if keys & _CATEGORIES}


class _Message(msgspec.Struct, frozen=True):
    """One pattern with its place; ``key`` is ``id``, ``id.attribute`` or ``-term``."""

    key: str
    source: LocaleSource
    file: Path
    line: int
    uses: _Pattern

    def finding(self, rule: str, text: str) -> Finding:
        """Return a finding about this message."""
        return Finding(self.file, self.line, rule, f"{self.key}: {text}", self.source.locale, self.key)


_Words = dict[str, _Message]


def check(
    sources: Sequence[LocaleSource], reference: str = REFERENCE, unfinished: Collection[str] = ()
) -> list[Finding]:
    """Hold all sources against the reference locale and their languages' rules; returns what is wrong.

    Locales that are ``unfinished`` may leave messages out; what they have is held to the same rules.
    Rules: ``locale``, ``unreadable``, ``syntax``, ``duplicate``, ``namespace``, ``missing``, ``extra``,
    ``variables``, ``variants``, ``plural``, ``reference``, ``loop``, ``function``, ``markup``.
    """
    findings: list[Finding] = []
    words: dict[str, _Words] = {}
    for source in sources:
        _read(source, words, findings)
    plugins = {source.plugin_id for source in sources}
    for locale, messages in words.items():
        for message in messages.values():
            findings += _check_alone(message, plugins)
            findings += _check_references(message, messages)
        if locale != reference:
            others = tuple(other for other in words if other != locale)
            partial = locale in unfinished or find_chain(locale, others) is not None
            findings += _compare(words.get(reference, {}), messages, locale, partial=partial)
    return sorted(findings)


def progress(sources: Sequence[LocaleSource], locale: str, reference: str = REFERENCE) -> tuple[int, int]:
    """Return how many messages of the reference locale another one has, and how many there are."""
    words: dict[str, _Words] = {}
    for source in sources:
        _read(source, words, [])
    wanted = {key for key in words.get(reference, {}) if not key.startswith("-")}
    return len(wanted & words.get(locale, {}).keys()), len(wanted)


def _read(source: LocaleSource, locales: dict[str, _Words], findings: list[Finding]) -> None:
    """Add the messages of one source to the words of its locale."""

    def report(file: Path, line: int, rule: str, text: str) -> None:
        findings.append(Finding(file, line, rule, text, source.locale, ""))

    try:
        babel_locale(source.locale)
    except (ValueError, UnknownLocaleError):
        text = f"{source.locale!r} is not a locale; use a tag such as es or zh-Hans"
        report(source.directory, 1, "locale", text)
        return
    words = locales.setdefault(source.locale, {})
    for file in source.files():
        try:
            text = file.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            report(file, 1, "unreadable", str(error))
            continue
        for entry in FluentParser().parse(text).body:
            line = text.count("\n", 0, entry.span.start if entry.span else 0) + 1
            if isinstance(entry, ast.Junk):
                report(file, line, "syntax", "; ".join(note.message or "" for note in entry.annotations))
            for key, pattern in _patterns(entry):
                message = _Message(key, source, file, line, _Pattern(pattern))
                if key in words:
                    findings.append(message.finding("duplicate", f"is also in {words[key].file}"))
                words.setdefault(key, message)


def _patterns(entry: ast.EntryType) -> Iterator[tuple[str, ast.Pattern]]:
    """Yield the pattern of a message or term and those of its attributes."""
    if isinstance(entry, ast.Message | ast.Term):
        name = f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name
        if entry.value is not None:
            yield name, entry.value
        for attribute in entry.attributes:
            yield f"{name}.{attribute.id.name}", attribute.value


def _check_alone(message: _Message, plugins: Iterable[str]) -> Iterator[Finding]:
    """Check what a message says by itself."""
    name = message.key.removeprefix("-")
    owner = max((plugin for plugin in plugins if name.startswith(f"{plugin}-")), key=len, default=None)
    if owner != message.source.plugin_id:
        yield message.finding("namespace", f"ids here begin with {message.source.plugin_id}-")
    categories = _plural_categories(babel_locale(message.source.locale))
    for variable, keys in message.uses.plurals().items():
        if keys != categories:
            wrong = f"selects {', '.join(sorted(keys))}; this language has {', '.join(sorted(categories))}"
            yield message.finding("plural", f"${variable} {wrong}")
    for rule, text in message.uses.faults:
        yield message.finding(rule, text)


def _check_references(message: _Message, words: _Words) -> Iterator[Finding]:
    """Check that what a message refers to exists, may be used, and does not lead back."""
    for key in sorted(message.uses.references):
        target = words.get(key)
        if target is None:
            yield message.finding("reference", f"{key} does not exist in {message.source.locale}")
        elif target.source.plugin_id not in {message.source.plugin_id, KERNEL}:
            yield message.finding("reference", f"{key} belongs to another plugin, which may be switched off")
    if message.key in {key for part in _parts(message, words) for key in part.uses.references}:
        yield message.finding("loop", "refers to itself, directly or through others")


def _parts(message: _Message, words: _Words) -> list[_Message]:
    """List a message and all that it is made of."""
    found = {message.key: message}
    waiting = [message]
    while waiting:
        for key in waiting.pop().uses.references:
            if key in words and key not in found:
                found[key] = words[key]
                waiting.append(words[key])
    return list(found.values())


def _compare(reference: _Words, words: _Words, locale: str, *, partial: bool) -> Iterator[Finding]:
    """Hold the messages of one locale against those of the reference; terms are each locale's own."""
    for key, original in reference.items():
        if key.startswith("-"):
            continue
        if key in words:
            yield from _compare_message(original, reference, words[key], words)
        elif not partial:
            text = f"{key}: is missing in {locale}"
            yield Finding(original.file, original.line, "missing", text, locale, key)
    for key in words.keys() - reference.keys():
        if not key.startswith("-"):
            yield words[key].finding("extra", "does not exist in the reference locale")


def _compare_message(
    original: _Message, reference: _Words, message: _Message, words: _Words
) -> Iterator[Finding]:
    (shown, known), (_, found) = _variables(original, reference), _variables(message, words)
    if difference := (shown - found) | (found - known):
        named = ", ".join(sorted(f"${name}" for name in difference))
        yield message.finding("variables", f"differ from the reference in {named}")
    if original.uses.tags != message.uses.tags:
        yield message.finding("markup", "the elements differ from those of the reference")
    plurals = original.uses.plurals()
    for variable, keys in original.uses.selects.items():
        own = message.uses.selects.get(variable, set())
        if variable in plurals:
            if not own & _CATEGORIES and len(_plural_categories(babel_locale(message.source.locale))) > 1:
                yield message.finding("plural", f"does not select by ${variable}, as the reference does")
        elif own != keys:
            text = f"those of ${variable} differ from the reference in {', '.join(sorted(keys ^ own))}"
            yield message.finding("variants", text)


def _variables(message: _Message, words: _Words) -> tuple[set[str], set[str]]:
    """Return the variables shown in a message and those it knows at all; a term's are its own parameters."""
    parts = [part.uses for part in _parts(message, words) if not part.key.startswith("-")]
    shown = {name for part in parts for name in part.shown}
    return shown, shown.union(*(part.selects for part in parts))


def _plural_categories(locale: Locale) -> set[str]:
    return {*locale.plural_form.tags, "other"}


def _literal(part: ast.TextElement | ast.Placeable) -> str:
    """Return the words of a part of a pattern; what a variable brings is escaped and does not count."""
    if isinstance(part, ast.TextElement):
        return part.value
    return part.expression.value if isinstance(part.expression, ast.StringLiteral) else ""


def _dotted(name: str, attribute: ast.Identifier | None) -> str:
    return f"{name}.{attribute.name}" if attribute else name


def _selector(node: ast.InlineExpression | ast.Placeable) -> str:
    """Name what a selection depends on: a variable, also inside NUMBER()."""
    if isinstance(node, ast.FunctionReference) and node.arguments.positional:
        return _selector(node.arguments.positional[0])
    return node.id.name if isinstance(node, ast.VariableReference) else ""
