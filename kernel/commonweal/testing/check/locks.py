"""CWD006 to CWD010 and CWD015: statements that would keep a deployment from working while they run.

A table that the same file made is empty and nobody's yet: anything may be done to it. Any other may hold
millions of rows that people read and write meanwhile.
"""

from collections.abc import Iterator

from commonweal.testing.check.catalogue import never_null_by
from commonweal.testing.check.registry import Grade, Place, rule
from commonweal.testing.check.sql import Node, Statement, functions_in, texts
from commonweal.testing.check.stages import Stage, commands, new_columns, stages_of
from commonweal.testing.check.subject import Subject

# Functions that give one value for a whole statement: a default of them is stored once, not in every row.
_STABLE = frozenset(
    {
        "array_to_tsvector", "btrim", "cardinality", "coalesce", "concat", "current_setting", "date_trunc",
        "greatest", "jsonb_build_array", "jsonb_build_object", "least", "lower", "make_interval", "now",
        "statement_timestamp", "to_jsonb", "to_tsvector", "transaction_timestamp", "upper",
    }
)  # fmt: skip
_SERIAL = frozenset({"serial", "bigserial", "smallserial", "serial4", "serial8", "serial2"})
_KINDS = {
    "CONSTR_CHECK": "a check",
    "CONSTR_FOREIGN": "a foreign key",
    "CONSTR_UNIQUE": "a unique constraint",
    "CONSTR_PRIMARY": "a primary key",
    "CONSTR_EXCLUSION": "an exclusion",
}
_INDEXED = {"CONSTR_UNIQUE", "CONSTR_PRIMARY"}


@rule(
    "CWD006",
    Grade.SILVER,
    "Indexes on tables in use are made concurrently",
    fix="put CREATE INDEX CONCURRENTLY into a file of its own, marked `-- migrate: no-transaction`",
)
def concurrent_indexes(subject: Subject) -> Iterator[Place]:
    """Find indexes whose making would keep writers out of a table that may hold rows."""
    for stage in stages_of(subject):
        for statement in stage.file.up:
            if (
                statement.kind == "IndexStmt"
                and stage.meets_rows(statement)
                and not statement.node.get("concurrent")
            ):
                name = statement.node.get("idxname", "")
                text = f"making the index {name} keeps writers out of {statement.table}"
                yield Place(stage.file.path, statement.line, text)


@rule(
    "CWD007",
    Grade.SILVER,
    "Constraints on tables in use are added without a scan",
    fix="ADD CONSTRAINT … NOT VALID here and VALIDATE CONSTRAINT in the next file; unique ones USING INDEX",
)
def constraints_not_valid(subject: Subject) -> Iterator[Place]:
    """Find constraints that are proved, or indexes that are built, while nobody can use the table."""
    for stage, statement, command in commands(subject):
        if command["subtype"] == "AT_AddConstraint":
            node = command["def"]["Constraint"]
            if node["contype"] in _KINDS and not node.get("skip_validation") and not node.get("indexname"):
                name = node.get("conname", "")
                text = f"{_KINDS[node['contype']]} {name} is proved for all rows of {statement.table}"
                yield Place(stage.file.path, statement.line, " ".join(text.split()))
        elif command["subtype"] == "AT_ValidateConstraint" and _added_here(stage, statement, command["name"]):
            text = f"{command['name']} is validated in the file that adds it, under the same lock"
            yield Place(stage.file.path, statement.line, text)
    for stage, statement, column, _, kinds in new_columns(subject):
        for kind in kinds.keys() & _KINDS.keys():
            if kind == "CONSTR_FOREIGN" and "CONSTR_DEFAULT" not in kinds:
                continue  # all its values are null: PostgreSQL does not look
            proved = f"{_KINDS[kind]}, which is proved for all rows of {statement.table}"
            text = f"the new column {column} brings {proved}"
            yield Place(stage.file.path, statement.line, text)


def _added_here(stage: Stage, statement: Statement, constraint: str) -> bool:
    return any(
        other.kind == "AlterTableStmt"
        and other.table == statement.table
        and command["AlterTableCmd"].get("def", {}).get("Constraint", {}).get("conname") == constraint
        for other in stage.file.up
        for command in other.node["cmds"]
    )


@rule(
    "CWD008",
    Grade.SILVER,
    "Columns in use become NOT NULL without a scan",
    fix="add CHECK (column IS NOT NULL) NOT VALID, validate it in the next file, and SET NOT NULL after that",
)
def not_null_after_check(subject: Subject) -> Iterator[Place]:
    """Find SET NOT NULL that must read the whole table; a valid check that says the same spares that."""
    for stage, statement, command in commands(subject):
        if command["subtype"] != "AT_SetNotNull":
            continue
        known = stage.before.tables[statement.table].never_null | _validated(subject, stage)
        if command["name"] not in known:
            text = f"SET NOT NULL reads all rows of {statement.table} while nobody can use it"
            yield Place(stage.file.path, statement.line, text)


def _validated(subject: Subject, until: Stage) -> set[str]:
    """Return the columns of which a check was added NOT VALID, and validated in an earlier file than this."""
    says: dict[str, set[str]] = {}
    found: set[str] = set()
    for stage, _, command in commands(subject):
        if stage.file.path >= until.file.path:
            break
        if command["subtype"] == "AT_AddConstraint":
            node = command["def"]["Constraint"]
            says[node.get("conname", "")] = never_null_by(node)
        elif command["subtype"] == "AT_ValidateConstraint":
            found |= says.get(command["name"], set())
    return found


@rule(
    "CWD009",
    Grade.SILVER,
    "Tables in use are not rewritten",
    fix="add a new column without it, fill it in batches by a task, and switch over in a later release",
)
def no_rewrite(subject: Subject) -> Iterator[Place]:
    """Find what makes PostgreSQL write every row of a table anew while nobody can use it."""
    for stage, statement, command in commands(subject):
        if command["subtype"] == "AT_AlterColumnType":
            text = f"the new type of {command['name']} rewrites {statement.table}"
            yield Place(stage.file.path, statement.line, text)
    for stage, statement, column, definition, kinds in new_columns(subject):
        if why := _rewrites(definition, kinds):
            yield Place(stage.file.path, statement.line, f"{why} of {column} rewrites {statement.table}")


def _rewrites(definition: Node, kinds: dict[str, Node]) -> str:
    """Say what about a new column makes PostgreSQL write all rows anew, if anything."""
    if texts(definition.get("typeName", {}).get("names"))[-1:] and (
        texts(definition["typeName"]["names"])[-1] in _SERIAL
    ):
        return "the serial type"
    if "CONSTR_IDENTITY" in kinds:
        return "the identity"
    if "CONSTR_GENERATED" in kinds:
        return "the stored expression"
    default = kinds.get("CONSTR_DEFAULT", {}).get("raw_expr")
    changing = sorted(functions_in(default) - _STABLE) if default is not None else []
    return f"the default {changing[0]}(), which is another for each row," if changing else ""


@rule(
    "CWD010",
    Grade.SILVER,
    "No statement locks a whole table",
    fix="leave it out; what must be done once in a while is work for the operator, at a quiet hour",
)
def no_heavy_statement(subject: Subject) -> Iterator[Place]:
    """Find LOCK TABLE, CLUSTER, VACUUM, REINDEX and TRUNCATE, and views made anew under a lock."""
    for stage in stages_of(subject):
        for statement in stage.file.up:
            kind, node = statement.kind, statement.node
            options = {each["DefElem"]["defname"] for each in node.get("params", []) if "DefElem" in each}
            heavy = kind in {"LockStmt", "ClusterStmt", "VacuumStmt", "TruncateStmt"}
            heavy |= kind == "ReindexStmt" and "concurrently" not in options
            heavy |= kind == "RefreshMatViewStmt" and not node.get("concurrent")
            if heavy:
                text = f"{statement.text.split()[0].upper()} keeps others out for as long as it takes"
                yield Place(stage.file.path, statement.line, text)


@rule(
    "CWD015",
    Grade.SILVER,
    "Rows are not filled under the lock of a change",
    fix="fill the column by a task in batches, or in a later file, where no ALTER TABLE holds its lock",
)
def no_backfill_under_lock(subject: Subject) -> Iterator[Place]:
    """Find UPDATE and DELETE of a table in use, after an ALTER TABLE of it in the same transaction."""
    for stage in stages_of(subject):
        altered: set[str] = set()
        for statement in stage.file.up:
            if statement.kind == "AlterTableStmt" and stage.meets_rows(statement):
                altered.add(statement.table)
            elif statement.kind in {"UpdateStmt", "DeleteStmt"} and statement.table in altered:
                text = f"rows of {statement.table} are written while its change locks it for everybody"
                yield Place(stage.file.path, statement.line, text)
