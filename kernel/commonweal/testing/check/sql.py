"""Migration files as statements, by PostgreSQL's own parser (libpg_query, through pgparse)."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from commonweal.testing.check.distribution import CheckRefused

FILE_NAME = re.compile(r"(\d{4})_([a-z0-9_]+)\.sql")
_MARK = re.compile(r"^-- migrate: *(up|down|no-transaction) *$", re.MULTILINE)
_CONTRACT = re.compile(r"^-- migrate: *contract *$", re.MULTILINE)
_BLANK = re.compile(r"(?:\s+|--[^\n]*\n?|/\*.*?\*/|;)*", re.DOTALL)

Node = dict[str, Any]


class Statement(msgspec.Struct, frozen=True):
    """One statement: the name and the content of its node in the parse tree, its line and its text."""

    kind: str
    node: Node
    line: int
    text: str

    @property
    def table(self) -> str:
        """Return the table it is about, or an empty name."""
        return str((self.node.get("relation") or {}).get("relname", ""))


class MigrationFile(msgspec.Struct, frozen=True):
    """One file of migrations; ``faults`` are the lines that cannot be read, with the parser's words."""

    path: Path
    sections: dict[str, int]
    up: list[Statement]
    down: list[Statement]
    is_contract: bool
    faults: list[tuple[int, str]]

    @property
    def transactional(self) -> bool:
        """Say whether it runs in one transaction with its record."""
        return "no-transaction" not in self.sections


@cache
def read(path: Path) -> MigrationFile:
    """Read a file; raises CheckRefused where the parser is not installed."""
    text = path.read_text("utf-8", errors="replace")
    marks = list(_MARK.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    faults: list[tuple[int, str]] = []
    parsed: dict[str, list[Statement]] = {}
    sections: dict[str, int] = {}
    for mark, end in zip(marks, ends, strict=True):
        before = text.count("\n", 0, mark.start())
        sections[mark[1]] = before + 1
        if mark[1] != "no-transaction":
            parsed[mark[1]] = list(_parse(text[mark.end() : end], before, faults))
    up, down = parsed.get("up", []), parsed.get("down", [])
    return MigrationFile(path, sections, up, down, bool(_CONTRACT.search(text)), faults)


def _parse(text: str, before: int, faults: list[tuple[int, str]]) -> Iterator[Statement]:
    """Yield the statements of a text whose first line is the one after ``before``."""
    try:
        import pgparse  # noqa: PLC0415 - only authors have it
    except ImportError as error:
        raise CheckRefused(
            "checking migrations needs PostgreSQL's parser: install commonweal-kernel[testing]"
        ) from error
    data = text.encode()
    try:
        tree = pgparse.parse(text)
    except pgparse.PGQueryError as error:
        place = max(0, error.position - 1)
        faults.append((before + text[:place].count("\n") + 1, " ".join(str(error.message).split())))
        return
    for entry in tree:
        start = entry.get("stmt_location", 0)
        length = entry.get("stmt_len") or len(data) - start
        written = data[start : start + length].decode()
        blank = _BLANK.match(written)
        skipped = blank.end() if blank else 0
        line = before + 1 + data[:start].count(b"\n") + written[:skipped].count("\n")
        [(kind, node)] = entry["stmt"].items()
        yield Statement(kind, node, line, written[skipped:].strip())


def walk(node: Any) -> Iterator[tuple[str, Node]]:
    """Yield every named node inside a part of the tree, with its name."""
    if isinstance(node, dict):
        for name, inner in node.items():
            if isinstance(inner, dict):
                yield name, inner
            yield from walk(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from walk(inner)


def texts(items: Any) -> list[str]:
    """Return the texts of a list of String nodes, such as the parts of a qualified name."""
    return [str(item["String"]["sval"]) for item in items or () if "String" in item]


def columns_in(node: Any) -> set[str]:
    """Return the columns that an expression mentions."""
    return {
        names[-1]
        for name, inner in walk({"": node})
        if name == "ColumnRef" and (names := texts(inner.get("fields")))
    }


def functions_in(node: Any) -> set[str]:
    """Return the functions that an expression calls, by their last names."""
    return {
        texts(inner.get("funcname"))[-1].lower()
        for name, inner in walk({"": node})
        if name == "FuncCall" and texts(inner.get("funcname"))
    }
