"""What there would be after some statements: tables with columns, constraints, indexes, triggers, and more.

Names only, as far as statements give them; the names that PostgreSQL chooses are worked out as it does.
"""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from commonweal.testing.check.sql import Node, Statement, columns_in, texts

Item = tuple[str, ...]
"""Something by kind and name, such as ``("column", "tree", "species")``."""

_SUFFIXES = {
    "CONSTR_CHECK": "check",
    "CONSTR_UNIQUE": "key",
    "CONSTR_FOREIGN": "fkey",
    "CONSTR_EXCLUSION": "excl",
}
_SINGLE = {"CONSTR_PRIMARY", *_SUFFIXES}
_OBJECTS = {
    "OBJECT_FUNCTION": "function",
    "OBJECT_PROCEDURE": "function",
    "OBJECT_ROUTINE": "function",
    "OBJECT_VIEW": "view",
    "OBJECT_MATVIEW": "view",
    "OBJECT_SEQUENCE": "sequence",
    "OBJECT_TYPE": "type",
    "OBJECT_DOMAIN": "type",
}


@dataclass(slots=True)
class Table:
    """One table; constraints and indexes are known with the columns they mention."""

    columns: list[str] = field(default_factory=list)
    constraints: dict[str, set[str]] = field(default_factory=dict)
    indexes: dict[str, set[str]] = field(default_factory=dict)
    triggers: set[str] = field(default_factory=set)
    never_null: set[str] = field(default_factory=set)  # columns of which a valid check says so


@dataclass(slots=True)
class Catalogue:
    """Everything in one schema."""

    tables: dict[str, Table] = field(default_factory=dict)
    others: set[Item] = field(default_factory=set)

    def copy(self) -> "Catalogue":
        """Return a copy that can go on by itself."""
        return deepcopy(self)

    def items(self) -> set[Item]:
        """Return everything there is, by kind and name."""
        found = set(self.others)
        for name, table in self.tables.items():
            found.add(("table", name))
            found |= {("column", name, each) for each in table.columns}
            found |= {("constraint", name, each) for each in table.constraints}
            found |= {("index", each) for each in table.indexes}
            found |= {("trigger", name, each) for each in table.triggers}
        return found

    def apply(self, statements: Iterable[Statement]) -> "Catalogue":
        """Carry out statements; those that change no name are passed over. Returns itself."""
        for statement in statements:
            act = _ACTS.get(statement.kind)
            if act is not None:
                getattr(self, act)(statement.node)
        return self

    def _create(self, node: Node) -> None:
        name = node["relation"]["relname"]
        if "partbound" in node:  # a part of a table that stands here already
            self.others.add(("table", name))
            return
        table = self.tables.setdefault(name, Table())
        for parent in node.get("inhRelations", []):
            known = self.tables.get(parent.get("RangeVar", {}).get("relname", ""))
            table.columns += (
                [] if known is None else [each for each in known.columns if each not in table.columns]
            )
        for element in node.get("tableElts", []):
            if "ColumnDef" in element:
                self._add_column(name, element["ColumnDef"])
            elif "Constraint" in element:
                self._add_constraint(name, element["Constraint"])

    def _add_column(self, name: str, definition: Node) -> None:
        table, column = self.tables.setdefault(name, Table()), definition["colname"]
        if column not in table.columns:
            table.columns.append(column)
        for each in definition.get("constraints", []):
            self._add_constraint(name, each["Constraint"], column)

    def _add_constraint(self, name: str, node: Node, column: str = "") -> None:
        table, kind = self.tables.setdefault(name, Table()), node["contype"]
        if kind not in _SINGLE:
            return
        keys = texts(node.get("keys")) or texts(node.get("fk_attrs"))
        mentioned = {*keys, *columns_in(node.get("raw_expr"))} | ({column} if column else set())
        chosen = str(
            node.get("conname")
            or node.get("indexname")
            or _chosen(name, table, kind, keys, mentioned, column)
        )
        table.constraints[chosen] = mentioned
        table.indexes.pop(node.get("indexname", ""), None)
        if not node.get("skip_validation"):
            table.never_null |= never_null_by(node)

    def _index(self, node: Node) -> None:
        table = self.tables.setdefault(node["relation"]["relname"], Table())
        parameters = [*node.get("indexParams", []), *node.get("indexIncludingParams", [])]
        elements = [each["IndexElem"] for each in parameters]
        keys = {each["name"] for each in elements if "name" in each}
        mentioned = (
            keys | columns_in([each.get("expr") for each in elements]) | columns_in(node.get("whereClause"))
        )
        name = node.get("idxname") or "_".join([node["relation"]["relname"], *sorted(keys), "idx"])
        table.indexes[name] = mentioned

    def _alter(self, node: Node) -> None:
        name = node["relation"]["relname"]
        if node.get("objtype") != "OBJECT_TABLE":
            return
        for command in (each["AlterTableCmd"] for each in node["cmds"]):
            table = self.tables.setdefault(name, Table())
            match command["subtype"]:
                case "AT_AddColumn":
                    self._add_column(name, command["def"]["ColumnDef"])
                case "AT_DropColumn":
                    _drop_column(table, command["name"])
                case "AT_AddConstraint":
                    self._add_constraint(name, command["def"]["Constraint"])
                case "AT_DropConstraint":
                    table.constraints.pop(command["name"], None)

    def _rename(self, node: Node) -> None:
        old, new = node.get("relation", {}).get("relname", ""), node["newname"]
        table = self.tables.get(old)
        match node["renameType"]:
            case "OBJECT_TABLE" if table is not None:
                self.tables[new] = self.tables.pop(old)
            case "OBJECT_COLUMN" if table is not None:
                table.columns = [new if each == node["subname"] else each for each in table.columns]
            case "OBJECT_TABCONSTRAINT" if table is not None:
                table.constraints[new] = table.constraints.pop(node["subname"], set())
            case "OBJECT_INDEX":
                for each in self.tables.values():
                    if old in each.indexes:
                        each.indexes[new] = each.indexes.pop(old)

    def _drop(self, node: Node) -> None:
        kind = node["removeType"]
        for names in dropped_names(node):
            if kind == "OBJECT_TABLE":
                self.tables.pop(names[-1], None)
                self.others.discard(("table", names[-1]))
            elif kind == "OBJECT_INDEX":
                for table in self.tables.values():
                    table.indexes.pop(names[-1], None)
            elif kind == "OBJECT_TRIGGER":
                self.tables.setdefault(names[-2], Table()).triggers.discard(names[-1])
            elif kind in _OBJECTS:
                self.others.discard((_OBJECTS[kind], names[-1]))

    def _trigger(self, node: Node) -> None:
        self.tables.setdefault(node["relation"]["relname"], Table()).triggers.add(node["trigname"])

    def _function(self, node: Node) -> None:
        self.others.add(("function", texts(node["funcname"])[-1]))

    def _view(self, node: Node) -> None:
        self.others.add(("view", node["view"]["relname"]))

    def _table_as(self, node: Node) -> None:
        name = node["into"]["rel"]["relname"]
        if node.get("objtype") == "OBJECT_MATVIEW":
            self.others.add(("view", name))
        else:
            self.tables.setdefault(name, Table())

    def _sequence(self, node: Node) -> None:
        self.others.add(("sequence", node["sequence"]["relname"]))

    def _type(self, node: Node) -> None:
        name = texts(node.get("typeName") or node.get("domainname")) or [
            node.get("typevar", {}).get("relname", "")
        ]
        self.others.add(("type", name[-1]))


_ACTS = {
    "CreateStmt": "_create",
    "IndexStmt": "_index",
    "AlterTableStmt": "_alter",
    "RenameStmt": "_rename",
    "DropStmt": "_drop",
    "CreateTrigStmt": "_trigger",
    "CreateFunctionStmt": "_function",
    "ViewStmt": "_view",
    "CreateTableAsStmt": "_table_as",
    "CreateSeqStmt": "_sequence",
    "CreateEnumStmt": "_type",
    "CompositeTypeStmt": "_type",
    "CreateDomainStmt": "_type",
}


def dropped_names(node: Node) -> list[list[str]]:
    """Return the qualified names that a DROP statement names."""
    found = []
    for each in node.get("objects", []):
        inner = each.get("List", {}).get("items") or each.get("ObjectWithArgs", {}).get("objname")
        inner = inner or each.get("TypeName", {}).get("names")
        found.append(texts(inner) or texts([each]))
    return [names for names in found if names]


def never_null_by(node: Node) -> set[str]:
    """Return the columns that a check constraint says are never null, if that is all it says."""
    test = (node.get("raw_expr") or {}).get("NullTest")
    return columns_in(test.get("arg")) if test and test.get("nulltesttype") == "IS_NOT_NULL" else set()


def _drop_column(table: Table, column: str) -> None:
    """Take a column away, with the constraints and indexes that mention it."""
    table.columns = [each for each in table.columns if each != column]
    table.constraints = {name: given for name, given in table.constraints.items() if column not in given}
    table.indexes = {name: given for name, given in table.indexes.items() if column not in given}


def _chosen(name: str, table: Table, kind: str, keys: list[str], mentioned: set[str], column: str) -> str:
    """Return the name PostgreSQL chooses for a constraint without one."""
    if kind == "CONSTR_PRIMARY":
        return f"{name}_pkey"
    parts = keys or ([column] if column else list(mentioned) if len(mentioned) == 1 else [])
    base = "_".join([name, *parts, _SUFFIXES[kind]])
    numbered = (f"{base}{number or ''}" for number in range(len(table.constraints) + 1))
    return next(each for each in numbered if each not in table.constraints)
