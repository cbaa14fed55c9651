"""CWN: the names that the kernel derives from the id are kept to."""

import ast
import re
from collections.abc import Iterator

from commonweal.plugin.names import ADDRESSES
from commonweal.testing.check.registry import Grade, Place, rule
from commonweal.testing.check.resolving import meaning_of
from commonweal.testing.check.routes import handlers_of
from commonweal.testing.check.source import Module, constant, keyword
from commonweal.testing.check.subject import Subject

_TABLE = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+([a-z_][a-z0-9_]*)\.[a-z_]")


@rule(
    "CWN001",
    Grade.BRONZE,
    "Names of events begin with the plugin's id",
    fix='begin the name with the id and a dot: @event_type("<id>.what_happened")',
)
def event_names(subject: Subject) -> Iterator[Place]:
    """Find event types under a name that is not the plugin's."""
    yield from _named(subject, "commonweal.event_type", "the event type")


@rule(
    "CWN002",
    Grade.BRONZE,
    "Names of tasks and queues begin with the plugin's id",
    fix='write @task("<id>.what_to_do"), with queue="<id>" or no queue at all',
)
def task_names(subject: Subject) -> Iterator[Place]:
    """Find tasks and queues under a name that is not the plugin's."""
    yield from _named(subject, "commonweal.task", "the task")
    own = subject.names.queue
    for module in subject.modules:
        for name, call in module.calls:
            queue = _text(subject, module, keyword(call, "queue")) if name == "commonweal.task" else None
            if queue is not None and queue not in {own, "default"} and not queue.startswith(f"{own}."):
                yield Place(module.path, call.lineno, f"the queue {queue!r} does not begin with {own!r}")


@rule(
    "CWN003",
    Grade.BRONZE,
    "Names of schedules and subscriptions begin with the plugin's id",
    fix='begin the name with the id and a dot: name="<id>.nightly"',
)
def schedule_names(subject: Subject) -> Iterator[Place]:
    """Find schedules and subscriptions under a name that is not the plugin's."""
    yield from _named(subject, "commonweal.Schedule", "the schedule")
    yield from _named(subject, "commonweal.Subscription", "the subscription")


@rule(
    "CWN004",
    Grade.BRONZE,
    "Tables are declared in the plugin's own schema",
    fix='write schema="<the schema of the plugin>" at the table',
)
def table_schemas(subject: Subject) -> Iterator[Place]:
    """Find Piccolo tables in another schema than the plugin's."""
    own = subject.names.schema
    for module in subject.modules:
        for node in module.nodes:
            if not isinstance(node, ast.ClassDef):
                continue
            if "piccolo.table.Table" not in {module.full_name(base) for base in node.bases}:
                continue
            given = next((each.value for each in node.keywords if each.arg == "schema"), None)
            if _text(subject, module, given) != own:
                text = f"the table {node.name} says no schema {own!r}"
                yield Place(module.path, node.lineno, text)


@rule(
    "CWN005",
    Grade.BRONZE,
    "SQL names no table of another plugin",
    fix="ask the other plugin through its api module; its tables are its own business",
)
def foreign_tables(subject: Subject) -> Iterator[Place]:
    """Find SQL that reads or writes another plugin's schema, or the kernel's."""
    others = {**subject.schemas_of_others(), "kernel": "kernel"}
    others.pop(subject.names.schema, None)
    for module in subject.modules:
        for node in module.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for schema in dict.fromkeys(_TABLE.findall(node.value)):
                    if schema in others:
                        text = f"SQL names a table in {schema}, the schema of {others[schema]}"
                        yield Place(module.path, node.lineno, text)


@rule(
    "CWN006",
    Grade.BRONZE,
    "Routes leave the addresses of the kernel alone",
    fix="write addresses of the API relative to /api/v1/<id>, and none of pages below those of the kernel",
)
def route_addresses(subject: Subject) -> Iterator[Place]:
    """Find handlers at addresses that the kernel keeps for itself or gives anyway."""
    for handler in handlers_of(subject):
        for path in handler.paths:
            first = path.strip("/").split("/")[0]
            if first in ADDRESSES and not path.startswith(f"{subject.names.api_prefix}/"):
                text = f"{handler.function.name} claims {path}, and /{first} is the kernel's"
                yield Place(handler.module.path, handler.line, text)


def _named(subject: Subject, maker: str, what: str) -> Iterator[Place]:
    prefix = subject.names.event_prefix
    for module in subject.modules:
        for called, call in module.calls:
            if called != maker:
                continue
            name = _text(subject, module, call.args[0] if call.args else keyword(call, "name"))
            if name is not None and not name.startswith(prefix):
                yield Place(module.path, call.lineno, f"{what} {name!r} does not begin with {prefix!r}")


def _text(subject: Subject, module: Module, node: ast.expr | None) -> str | None:
    """Return the text of a constant, also of one with a name somewhere in the package."""
    value = constant(meaning_of(subject, module, node).node) if node is not None else None
    return value if isinstance(value, str) else None
