"""CWP: it is known what is kept about people, and events tell nothing about them."""

import ast
import re
from collections.abc import Iterator

from commonweal.storage.data_map import DATA_MAP, DataMapError, DataUse, read_data_map
from commonweal.testing.check.registry import Grade, Place, rule
from commonweal.testing.check.source import Module
from commonweal.testing.check.stages import tables_of
from commonweal.testing.check.subject import Subject

_PERSONAL = re.compile(
    r"(?:^|_)(?:e?mail|phone|telephone|first_name|last_name|surname|full_name|display_name|birth(?:day|date)?"
    r"|street|postcode|zip|address|ip|ip_address|latitude|longitude|password|secret|token|bio|recipient"
    r"|passport|iban|user_agent|device)(?:$|_)"
)
_IN_EVENTS = re.compile(
    r"^(?:.*_)?(?:e?mail|phone|name|username|address|text|title|body|message|description|bio|note|notes|comment"
    r"|content|latitude|longitude|ip|birthday|birthdate|password|secret|token|recipient|device)$"
)


def _uses(subject: Subject) -> list[DataUse]:
    try:
        return read_data_map(subject.package)
    except DataMapError:
        return []


@rule(
    "CWP001",
    Grade.GOLD,
    "A plugin with tables has a data map that can be read",
    fix=f"write {DATA_MAP} beside the manifest; docs/guides/data-map.md shows the format",
)
def there(subject: Subject) -> Iterator[Place]:
    """Find tables of which nobody says what they keep about people."""
    file = subject.package / DATA_MAP
    if tables_of(subject) and not file.is_file():
        yield Place(subject.manifest_file, 1, f"there are tables, and no {DATA_MAP}")
    try:
        read_data_map(subject.package)
    except DataMapError as error:
        yield Place(file, 1, " ".join(str(error).removeprefix(f"{file}: ").split()))


@rule(
    "CWP002",
    Grade.GOLD,
    "Every column stands in the data map",
    fix="add the column to its table in data_map.toml, or take out what is there no more",
)
def whole(subject: Subject) -> Iterator[Place]:
    """Hold the data map against the columns that the migrations leave."""
    file = subject.package / DATA_MAP
    uses = _uses(subject)
    if not file.is_file():
        return
    there = {(table, column) for table, columns in tables_of(subject).items() for column in columns}
    mapped: set[tuple[str, str]] = set()
    for use in uses:
        key = use.table, use.column
        if key in mapped:
            yield Place(file, _line(subject, use), f"{use.table}.{use.column} stands there twice")
        mapped.add(key)
    for table, column in sorted(there - mapped):
        yield Place(file, _line_of_table(subject, table), f"{table}.{column} is a column and not in the map")
    for table, column in sorted(mapped - there):
        yield Place(file, _line_of_table(subject, table), f"{table}.{column} is in the map and no column")


@rule(
    "CWP003",
    Grade.GOLD,
    "What is kept about people has a purpose, an end, and an answer to erasure",
    fix="give purpose, retention and on_erase, for the column or for its table",
)
def answered(subject: Subject) -> Iterator[Place]:
    """Find columns about people of which something is not said."""
    for use in _uses(subject):
        missing = [name for name in ("purpose", "retention", "on_erase") if getattr(use, name) is None]
        if not use.is_whole:
            text = f"{use.table}.{use.column} is {use.category}, and gives no {', '.join(missing)}"
            yield Place(subject.package / DATA_MAP, _line(subject, use), text)
        elif use.on_erase == "keep" and not use.note:
            text = f"{use.table}.{use.column} is kept when a person is erased, and no note says why"
            yield Place(subject.package / DATA_MAP, _line(subject, use), text)


@rule(
    "CWP004",
    Grade.GOLD,
    "Columns that are named like data on people are not called none",
    fix="give the column its category; if it tells nothing about anybody, say why in its note",
)
def not_played_down(subject: Subject) -> Iterator[Place]:
    """Find columns that are named as if they were about people, and are called none without a note."""
    for use in _uses(subject):
        if use.category == "none" and not use.note and _PERSONAL.search(use.column):
            text = f"{use.table}.{use.column} is called none, and named like data on a person"
            yield Place(subject.package / DATA_MAP, _line(subject, use), text)


@rule(
    "CWP005",
    Grade.SILVER,
    "Events carry no data on people",
    fix="carry the id, and let the handler read what it needs: the log is kept, and cannot forget",
)
def events(subject: Subject) -> Iterator[Place]:
    """Find fields of event types that are named like data on people, or like free text."""
    for module in subject.modules:
        for node in module.nodes:
            if isinstance(node, ast.ClassDef) and _is_event(module, node):
                for field in node.body:
                    if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                        name, kind = field.target.id, ast.unparse(field.annotation)
                        if "ClassVar" in kind or not re.search(r"\b(?:str|float|Any|object|bytes)\b", kind):
                            continue
                        if _IN_EVENTS.match(name) or _PERSONAL.search(name):
                            text = f"the event {node.name} carries {name}: {kind}"
                            yield Place(module.path, field.lineno, text)


def _is_event(module: Module, node: ast.ClassDef) -> bool:
    marks = (each.func if isinstance(each, ast.Call) else each for each in node.decorator_list)
    return any(module.full_name(mark) == "commonweal.event_type" for mark in marks) or any(
        module.full_name(base) == "commonweal.Event" for base in node.bases
    )


@rule(
    "CWP006",
    Grade.SILVER,
    "Logs carry no data on people",
    fix="log the id; logs are read, copied and kept by others",
)
def logs(subject: Subject) -> Iterator[Place]:
    """Find values that are named like data on people, in calls that write to the log."""
    levels = {"debug", "info", "warning", "error", "exception", "critical"}
    for module in subject.modules:
        for node in module.nodes:
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            owner = node.func.value
            name = owner.id if isinstance(owner, ast.Name) else ""
            if node.func.attr not in levels or name.strip("_").lower() not in {"log", "logger", "logging"}:
                continue
            for value in (*node.args[1:], *(each.value for each in node.keywords if each.arg != "exc_info")):
                told = _last_name(value)
                if told and _PERSONAL.search(told):
                    yield Place(module.path, node.lineno, f"{told} is written to the log")


def _last_name(node: ast.expr) -> str:
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case ast.Subscript(slice=ast.Constant(value=str(name))):
            return name
        case _:
            return ""


def _line(subject: Subject, use: DataUse) -> int:
    """Return the line of a column, or of its table where the column has none of its own."""
    start = _line_of_table(subject, use.table)
    lines = (subject.package / DATA_MAP).read_text("utf-8").splitlines()
    for number in range(start, len(lines)):
        if lines[number].startswith("[tables.") and f"tables.{use.table}." not in lines[number]:
            break
        if re.match(rf"\s*{use.column}\b|.*\.{use.column}\]", lines[number]):
            return number + 1
    return start


def _line_of_table(subject: Subject, table: str) -> int:
    lines = (subject.package / DATA_MAP).read_text("utf-8").splitlines()
    starts = (number for number, line in enumerate(lines, 1) if re.match(rf"\[tables\.{table}[\].]", line))
    return next(starts, 1)
