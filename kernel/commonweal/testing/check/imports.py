"""CWI: a plugin imports the public API, the ``api`` of plugins it requires, and opens no transaction."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import commonweal
from commonweal.testing.check.registry import Grade, Place, rule
from commonweal.testing.check.source import Module
from commonweal.testing.check.subject import Subject

_ENGINES = (
    "aiopg",
    "asyncpg",
    "databases",
    "peewee",
    "piccolo.conf",
    "piccolo.engine",
    "piccolo_conf",
    "pg8000",
    "psycopg",
    "psycopg2",
    "sqlalchemy",
    "sqlmodel",
    "tortoise",
)
_CONTROL = re.compile(
    r"\s*(BEGIN|START\s+TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT\s+\w+|RELEASE\s+SAVEPOINT\s+\w+"
    r"|SET\s+TRANSACTION\b.*|ROLLBACK\s+TO\b.*)\s*;?\s*",
    re.IGNORECASE | re.DOTALL,
)


@cache
def public_names() -> frozenset[str]:
    """Return every name that plugins may import from ``commonweal``."""
    tree = ast.parse(Path(str(commonweal.__file__)).with_suffix(".pyi").read_text("utf-8"))
    return frozenset(
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    )


def _imported(module: Module) -> Iterator[tuple[str, str, int]]:
    """Yield each imported module with the name taken from it, empty for the module itself."""
    for node in module.nodes:
        if isinstance(node, ast.Import):
            yield from ((alias.name, "", node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((module.origin(node), alias.name, node.lineno) for alias in node.names)


@rule(
    "CWI001",
    Grade.BRONZE,
    "Of the kernel only the public API is imported",
    fix="import from `commonweal` itself; what is missing there, ask for in an issue",
)
def private_imports(subject: Subject) -> Iterator[Place]:
    """Find imports of the kernel's insides, and of names that are not public."""
    for module in subject.modules:
        for origin, name, line in _imported(module):
            if origin.startswith("commonweal."):
                yield Place(module.path, line, f"{origin} is private to the kernel")
            elif origin == "commonweal" and name and name not in public_names():
                yield Place(module.path, line, f"commonweal.{name} is no public name")


@rule(
    "CWI002",
    Grade.BRONZE,
    "Of other plugins only the api module is imported, and only of required ones",
    fix="import `<package>.api`, and name the plugin in requires of the manifest",
)
def foreign_imports(subject: Subject) -> Iterator[Place]:
    """Find imports of other plugins beside their ``api``, or of plugins that may not be there."""
    packages = {other.package_name: name for name, other in subject.neighbours.items() if name != subject.id}
    for module in subject.modules:
        for origin, name, line in _imported(module):
            whole = f"{origin}.{name}" if name else origin
            package = next((each for each in packages if f"{whole}.".startswith(f"{each}.")), None)
            if package is None or package == subject.package_name:
                continue
            other = packages[package]
            if not f"{whole}.".startswith(f"{package}.api."):
                yield Place(module.path, line, f"{whole} is private to the plugin {other!r}")
            elif other not in subject.manifest.requires:
                yield Place(module.path, line, f"{other!r} is imported and not named in requires")


@rule(
    "CWI003",
    Grade.BRONZE,
    "No database engine beside the kernel's",
    fix="work in the unit of work you are handed: `async with database.write() as work`",
)
def engines(subject: Subject) -> Iterator[Place]:
    """Find drivers and engines of databases: what they write is not in the transaction of the rest."""
    for module in subject.modules:
        for origin, name, line in _imported(module):
            whole = f"{origin}.{name}" if name else origin
            engine = next((each for each in _ENGINES if f"{whole}.".startswith(f"{each}.")), None)
            if engine is not None:
                yield Place(module.path, line, f"{engine} opens connections and transactions of its own")


@rule(
    "CWI004",
    Grade.BRONZE,
    "Only the kernel opens transactions",
    fix="use `database.write()`; inside a unit of work, `database.write()` once more is a savepoint",
)
def transactions(subject: Subject) -> Iterator[Place]:
    """Find calls that open a transaction, and statements that steer one."""
    for module in subject.modules:
        for node in module.nodes:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr in {"transaction", "start_connection_pool"}:
                    yield Place(module.path, node.lineno, f".{node.func.attr}() goes past the unit of work")
                elif node.func.attr in {"execute", "fetch", "fetch_value", "run_sync", "raw"} and node.args:
                    first = node.args[0]
                    text = first.value if isinstance(first, ast.Constant) else None
                    if isinstance(text, str) and _CONTROL.fullmatch(text):
                        yield Place(module.path, node.lineno, f"{text.split()[0]} steers the transaction")


@rule(
    "CWI005",
    Grade.BRONZE,
    "Every module can be read",
    fix="correct the syntax at this line",
)
def readable(subject: Subject) -> Iterator[Place]:
    """Find modules that Python cannot parse."""
    for module in subject.modules:
        if module.fault is not None:
            yield Place(module.path, module.fault.lineno or 1, f"not valid Python: {module.fault.msg}")
