"""The migrations of a plugin in order, each with what there was before it."""

from collections.abc import Iterator

import msgspec

from commonweal.testing.check.catalogue import Catalogue
from commonweal.testing.check.sql import FILE_NAME, MigrationFile, Node, Statement, read
from commonweal.testing.check.subject import Subject


class Stage(msgspec.Struct, frozen=True):
    """One file and the catalogue before it."""

    file: MigrationFile
    before: Catalogue

    def meets_rows(self, statement: Statement) -> bool:
        """Say whether a statement is about a table that was there before, so that it may hold rows."""
        return statement.table in self.before.tables


def stages_of(subject: Subject) -> list[Stage]:
    """Return the files in the order in which they are applied."""
    return subject.keep(_stages)


def _stages(subject: Subject) -> list[Stage]:
    stages, now = [], Catalogue()
    for path in subject.migrations:
        if FILE_NAME.fullmatch(path.name):
            file = read(path)
            stages.append(Stage(file, now.copy()))
            now.apply(file.up)
    return stages


def tables_of(subject: Subject) -> dict[str, set[str]]:
    """Return the tables that all migrations together leave, with their columns.

    Those of a real database, where one was asked; else those that can be read from the files.
    """
    if subject.tables_of_database is not None:
        return subject.tables_of_database
    now = Catalogue()
    for stage in stages_of(subject):
        now.apply(stage.file.up)
    return {name: set(table.columns) for name, table in now.tables.items()}


def commands(subject: Subject) -> Iterator[tuple[Stage, Statement, Node]]:
    """Yield each part of each ALTER TABLE of a table that may hold rows."""
    for stage in stages_of(subject):
        for statement in stage.file.up:
            if statement.kind == "AlterTableStmt" and stage.meets_rows(statement):
                for command in statement.node["cmds"]:
                    yield stage, statement, command["AlterTableCmd"]


def new_columns(subject: Subject) -> Iterator[tuple[Stage, Statement, str, Node, dict[str, Node]]]:
    """Yield each column that is added to such a table, with its constraints by kind."""
    for stage, statement, command in commands(subject):
        if command["subtype"] == "AT_AddColumn":
            definition = command["def"]["ColumnDef"]
            constraints = [each["Constraint"] for each in definition.get("constraints", [])]
            kinds = {each["contype"]: each for each in constraints}
            yield stage, statement, definition["colname"], definition, kinds
