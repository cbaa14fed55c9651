"""CWD011 to CWD014: expand first, contract later.

While a release goes out, the version before it runs on the new tables for a while. So a release adds what
the next needs (expand), and takes away only what no version in use still asks for (contract): in a file of
its own, marked ``-- migrate: contract``, one release after the code stopped using it.
"""

from collections.abc import Iterator

from commonweal.testing.check.catalogue import dropped_names
from commonweal.testing.check.registry import Grade, Place, rule
from commonweal.testing.check.sql import Statement
from commonweal.testing.check.stages import Stage, new_columns, stages_of
from commonweal.testing.check.subject import Subject

_TAKEN = {
    "OBJECT_TABLE": "table",
    "OBJECT_VIEW": "view",
    "OBJECT_MATVIEW": "view",
    "OBJECT_FUNCTION": "function",
    "OBJECT_SEQUENCE": "sequence",
    "OBJECT_TYPE": "type",
}
_RENAMED = {
    "OBJECT_TABLE",
    "OBJECT_COLUMN",
    "OBJECT_VIEW",
    "OBJECT_FUNCTION",
    "OBJECT_TYPE",
    "OBJECT_SEQUENCE",
}


def _taken_away(stage: Stage, statement: Statement) -> Iterator[str]:
    """Yield what a statement takes from a version that still runs."""
    made_here = _made(stage)
    node = statement.node
    if statement.kind == "DropStmt" and node["removeType"] in _TAKEN:
        for names in dropped_names(node):
            if names[-1] not in made_here:
                yield f"drops the {_TAKEN[node['removeType']]} {names[-1]}"
    elif statement.kind == "AlterTableStmt" and stage.meets_rows(statement):
        for command in (each["AlterTableCmd"] for each in node["cmds"]):
            if command["subtype"] == "AT_DropColumn":
                yield f"drops the column {statement.table}.{command['name']}"
    elif statement.kind == "RenameStmt" and node["renameType"] in _RENAMED:
        old = node.get("subname") or node.get("relation", {}).get("relname", "")
        if statement.table not in made_here:
            yield f"renames {old}"


def _made(stage: Stage) -> set[str]:
    """Return the names that are made in the same file, also those that replace what it drops."""
    after = stage.before.copy().apply(stage.file.up)
    return {item[-1] for item in after.items() - stage.before.items()} | {
        item[-1] for item in after.others & stage.before.others
    }


@rule(
    "CWD011",
    Grade.SILVER,
    "Only a contract migration takes away or renames",
    fix="stop using it in this release; drop it in the next, in a file marked `-- migrate: contract`",
)
def taken_away(subject: Subject) -> Iterator[Place]:
    """Find what would break the version that still runs while this one goes out."""
    for stage in stages_of(subject):
        for statement in stage.file.up if not stage.file.is_contract else ():
            for what in _taken_away(stage, statement):
                text = f"{what}, which the version before this one may still use"
                yield Place(stage.file.path, statement.line, text)


@rule(
    "CWD012",
    Grade.SILVER,
    "A contract migration does nothing else",
    fix="put what is added into a file of its own, without the mark",
)
def nothing_else(subject: Subject) -> Iterator[Place]:
    """Find contract migrations that take nothing away, and what they make besides."""
    for stage in stages_of(subject):
        if not stage.file.is_contract:
            continue
        if not any(True for each in stage.file.up for _ in _taken_away(stage, each)):
            yield Place(stage.file.path, 1, "is marked as contract, and takes nothing away")
        after = stage.before.copy().apply(stage.file.up)
        if made := sorted(".".join(item[1:]) for item in after.items() - stage.before.items()):
            yield Place(stage.file.path, stage.file.sections.get("up", 1), f"makes {', '.join(made)} besides")


@rule(
    "CWD013",
    Grade.SILVER,
    "A new column of a table in use may be left out",
    fix="give the column a default, or let it be null: the version that still runs does not fill it",
)
def new_columns_may_be_left_out(subject: Subject) -> Iterator[Place]:
    """Find new columns that rows of the version before cannot be written without."""
    for stage, statement, column, _, kinds in new_columns(subject):
        if "CONSTR_NOTNULL" in kinds and not kinds.keys() & {
            "CONSTR_DEFAULT",
            "CONSTR_GENERATED",
            "CONSTR_IDENTITY",
        }:
            yield Place(
                stage.file.path,
                statement.line,
                f"{statement.table}.{column} must be given and has no default",
            )


@rule(
    "CWD014",
    Grade.BRONZE,
    "What refuses transactions stands alone and can be tried again",
    fix="one statement a section under `-- migrate: no-transaction`; down says IF EXISTS",
)
def alone(subject: Subject) -> Iterator[Place]:
    """Find CONCURRENTLY inside a transaction, and files outside of one that could end half done."""
    for stage in stages_of(subject):
        file = stage.file
        for statement in (*file.up, *file.down):
            if file.transactional and statement.node.get("concurrent"):
                yield Place(
                    file.path, statement.line, "CONCURRENTLY fails inside the transaction of the file"
                )
        if file.transactional:
            continue
        for section, statements in (("up", file.up), ("down", file.down)):
            if len(statements) > 1:
                yield Place(
                    file.path, statements[1].line, f"a second statement in {section}, outside a transaction"
                )
        for statement in file.down:
            if statement.kind == "DropStmt" and not statement.node.get("missing_ok"):
                yield Place(
                    file.path, statement.line, "down runs before each attempt, and does not say IF EXISTS"
                )
