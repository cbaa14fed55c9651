"""The messages of sources by id, and the arguments each is filled with."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from commonweal.i18n.sources import LocaleSource


def message_ids(sources: Sequence[LocaleSource]) -> list[str]:
    """Return the ids of messages that have a value, in order."""
    return [entry.id.name for entry in _messages(sources) if entry.value is not None]


def arguments_of(sources: Sequence[LocaleSource]) -> dict[str, dict[str, bool]]:
    """Return the arguments that each message takes in any locale, each with whether it is a number.

    An argument that chooses a plural, or is formatted by NUMBER, is one.
    """
    looked: dict[str, _Arguments] = {}
    for entry in _messages(sources):
        looked.setdefault(entry.id.name, _Arguments()).visit(entry)
    return {name: _with_parts(name, looked) for name in looked}


def _with_parts(name: str, looked: Mapping[str, "_Arguments"]) -> dict[str, bool]:
    """Return the arguments of a message and of those that are a part of it."""
    found, waiting, seen = dict[str, bool](), [name], {name}
    while waiting:
        part = looked[waiting.pop()]
        for argument, is_number in part.found.items():
            found[argument] = found.get(argument, False) or is_number
        new = (part.references & looked.keys()) - seen
        waiting += new
        seen |= new
    return found


class _Arguments(Visitor):
    """Collects the variables of a message."""

    def __init__(self) -> None:
        self.found: dict[str, bool] = {}
        self.references: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the name is the library's
        """Note a variable."""
        self.found.setdefault(node.id.name, False)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        """Note a message that is a part of this one."""
        self.references.add(node.id.name)

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802
        """Note what NUMBER formats."""
        for argument in node.arguments.positional:
            if isinstance(argument, ast.VariableReference):
                self.found[argument.id.name] = True

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        """Note what chooses a plural; a choice by other words is text."""
        keys = {variant.key.name for variant in node.variants if isinstance(variant.key, ast.Identifier)}
        if isinstance(node.selector, ast.VariableReference):
            is_plural = bool(keys & {"zero", "one", "two", "few", "many"}) or keys == {"other"}
            self.found[node.selector.id.name] = self.found.get(node.selector.id.name, False) or is_plural
        self.generic_visit(node)


def _messages(sources: Sequence[LocaleSource]) -> Iterator[ast.Message]:
    for source in sources:
        for file in source.files():
            yield from _read(file)


@lru_cache(maxsize=512)
def _read(file: Path) -> list[ast.Message]:
    body = FluentParser(with_spans=False).parse(file.read_text("utf-8")).body
    return [entry for entry in body if isinstance(entry, ast.Message)]
