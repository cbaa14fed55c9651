"""CWD: migrations are in order, reversible, in their own schema; `locks` and `expanding` hold the rest."""

import re
from collections.abc import Iterator
from itertools import pairwise

from commonweal.testing.check import expanding, locks
from commonweal.testing.check.catalogue import Item
from commonweal.testing.check.registry import Grade, Place, rule
from commonweal.testing.check.sql import FILE_NAME, MigrationFile, Statement, read, walk
from commonweal.testing.check.stages import stages_of
from commonweal.testing.check.subject import Subject

__all__ = ["expanding", "locks"]

_READABLE_SCHEMAS = {"pg_catalog", "information_schema"}
_NOT_ONES_OWN = {
    "AlterDatabaseStmt": "changes the database",
    "AlterRoleStmt": "changes a role",
    "AlterSystemStmt": "changes the server",
    "CreateExtensionStmt": "installs an extension, for which the operator decides",
    "CreateRoleStmt": "makes a role",
    "CreateSchemaStmt": "makes a schema, which the kernel does",
    "DropRoleStmt": "drops a role",
    "GrantRoleStmt": "grants a role",
    "GrantStmt": "grants rights, which the kernel does",
    "TransactionStmt": "steers the transaction, which the kernel opened",
    "VariableSetStmt": "sets what others work with",
}
_EXECUTE = re.compile(
    r"\bEXECUTE\b(?!\s+(?:FUNCTION|PROCEDURE)\b)(.*?)(?:\bUSING\b|\bINTO\b|;|\bLOOP\b)",
    re.IGNORECASE | re.DOTALL,
)
_LITERAL = re.compile(r"'(?:[^']|'')*'")


@rule(
    "CWD001",
    Grade.BRONZE,
    "Files of migrations have a number and a name",
    fix="call the file like 0001_first_tables.sql, with a number nobody else has",
)
def file_names(subject: Subject) -> Iterator[Place]:
    """Find files that the migrator would refuse or pass over, and numbers given twice."""
    numbers = []
    for path in subject.migrations:
        named = FILE_NAME.fullmatch(path.name)
        if named is not None:
            numbers.append((named[1], path))
        elif path.suffix == ".sql":
            yield Place(path, 1, f"{path.name} is no name for a migration")
        elif path.suffix not in {".md", ".pyc", ".py"}:
            yield Place(path, 1, f"{path.name} is no SQL file, and is passed over")
    for (earlier, _), (later, path) in pairwise(numbers):
        if earlier == later:
            yield Place(path, 1, f"the number {later} is given twice")


@rule(
    "CWD002",
    Grade.BRONZE,
    "A migration has both sections",
    fix="write `-- migrate: up` and `-- migrate: down`, each followed by statements",
)
def both_sections(subject: Subject) -> Iterator[Place]:
    """Find files without a way there or without a way back."""
    for path in subject.migrations:
        if path.suffix != ".sql":
            continue
        file = read(path)
        for section, statements in (("up", file.up), ("down", file.down)):
            if section not in file.sections:
                yield Place(path, 1, f"there is no section `-- migrate: {section}`")
            elif not statements and not file.faults:
                yield Place(path, file.sections[section], f"the section {section} has no statement")


@rule(
    "CWD003",
    Grade.BRONZE,
    "Migrations are valid SQL",
    fix="correct the statement; syntax newer than PostgreSQL 17 needs an exemption for the file",
)
def valid_sql(subject: Subject) -> Iterator[Place]:
    """Find statements that PostgreSQL's parser does not take."""
    for file in _files(subject):
        for line, text in file.faults:
            yield Place(file.path, line, text)


@rule(
    "CWD004",
    Grade.BRONZE,
    "Migrations stay in the plugin's own schema",
    fix="write names without a schema: the search path is one's own; ask other plugins through their api",
)
def own_schema(subject: Subject) -> Iterator[Place]:
    """Find statements about other schemas, about roles, extensions, the server or the transaction."""
    own = subject.names.schema
    for file in _files(subject):
        for statement in (*file.up, *file.down):
            if statement.kind in _NOT_ONES_OWN:
                yield Place(
                    file.path, statement.line, f"{statement.text.split()[0]} {_NOT_ONES_OWN[statement.kind]}"
                )
            for schema in sorted(_schemas(statement) - {own, *_READABLE_SCHEMAS}):
                yield Place(
                    file.path, statement.line, f"names something in the schema {schema}, not in {own}"
                )
            for schema in sorted(_schemas_in_body(statement, subject) - {own}):
                yield Place(file.path, statement.line, f"the function names something in the schema {schema}")


def _schemas(statement: Statement) -> set[str]:
    named = {
        str(node["schemaname"]) for _, node in walk({statement.kind: statement.node}) if "schemaname" in node
    }
    for name, node in walk({statement.kind: statement.node}):
        names = node.get("funcname") if name == "CreateFunctionStmt" else node.get("objname")
        if isinstance(names, list) and len(names) > 1:
            named.add(names[0].get("String", {}).get("sval", ""))
    return named - {""}


def _schemas_in_body(statement: Statement, subject: Subject) -> set[str]:
    """Return the known schemas of others that the text of a function names."""
    if statement.kind != "CreateFunctionStmt":
        return set()
    others = {"kernel", "public", *subject.schemas_of_others()}
    return {
        each
        for each in others
        if re.search(rf"\b(?:FROM|JOIN|INTO|UPDATE)\s+{each}\.\w", statement.text, re.IGNORECASE)
    }


@rule(
    "CWD005",
    Grade.SILVER,
    "The way back undoes the way there",
    fix="let the section down drop what up made, and make again what up dropped",
)
def reversible(subject: Subject) -> Iterator[Place]:
    """Compare what there is before a migration with what there is after its up and down, by names."""
    for stage in stages_of(subject):
        if stage.file.faults:
            continue
        before = stage.before.items()
        back = stage.before.copy().apply(stage.file.up).apply(stage.file.down).items()
        line = stage.file.sections.get("down", 1)
        for item in _outermost(back - before):
            yield Place(stage.file.path, line, f"down leaves {_described(item)}, which up made")
        for item in _outermost(before - back):
            yield Place(
                stage.file.path, line, f"down does not bring back {_described(item)}, which was there before"
            )


def _outermost(items: set[Item]) -> list[Item]:
    """Leave out what belongs to a table that is itself among the items."""
    tables = {item[1] for item in items if item[0] == "table"}
    return sorted(item for item in items if item[0] == "table" or item[1] not in tables)


def _described(item: Item) -> str:
    kind, *names = item
    return f"the {kind} {'.'.join(names)}"


@rule(
    "CWD016",
    Grade.BRONZE,
    "Functions build no SQL from text",
    fix="write EXECUTE format('… %I …', name) USING value: names by %I, values always as parameters",
)
def no_built_sql(subject: Subject) -> Iterator[Place]:
    """Find EXECUTE with text that was put together, in functions of migrations."""
    for file in _files(subject):
        for statement in (*file.up, *file.down):
            if statement.kind not in {"CreateFunctionStmt", "DoStmt"}:
                continue
            for match in _EXECUTE.finditer(statement.text):
                written = match[1]
                if "||" in _LITERAL.sub("", written) or "%s" in written or "%L" in written:
                    line = statement.line + statement.text.count("\n", 0, match.start())
                    yield Place(file.path, line, "EXECUTE runs SQL that is put together from text")


@rule(
    "CWD017",
    Grade.SILVER,
    "On a real PostgreSQL every migration goes up, down and up again",
    fix="run `commonweal check --database` after each change of a migration, and read what PostgreSQL says",
)
def on_a_database(subject: Subject) -> Iterator[Place]:
    """Report what was found with ``--database``; without it nothing is found here."""
    for path, text in subject.faults_of_database:
        yield Place(path, 1, text)


def _files(subject: Subject) -> list[MigrationFile]:
    return [read(path) for path in subject.migrations if path.suffix == ".sql"]
