"""What the rules stand on: SQL whose parts are the program's own, catalogues, templates as HTML."""

import ast

import pytest
from commonweal.testing.check.catalogue import Catalogue
from commonweal.testing.check.finding import subjects_of
from commonweal.testing.check.literals import Literals
from commonweal.testing.check.source import Module
from commonweal.testing.check.sql import read
from commonweal.testing.check.template import Template
from hypothesis import given
from hypothesis import strategies as st

HEAD = '''"""More."""

from typing import Literal, LiteralString

Order = Literal["a", "b"]
_ORDERS = {"a": "x", "b": "y"}


'''
PROMISE = "def part(n: int) -> LiteralString:\n    return f'${n}'\n\n\n"


def is_literal(orchard, body):
    """Say whether what a function assigns to ``sql`` is made of the program's own words."""
    path = orchard / "acme_orchard" / "more.py"
    path.write_text(
        f"{HEAD}{PROMISE}def f(order: Order, name: str, count: int, given: LiteralString, row):\n{body}"
    )
    with subjects_of([str(orchard)]) as [subject]:
        module = subject.module_of["acme_orchard.more"]
        [value] = [
            node.value
            for node in module.nodes
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "sql"
        ]
        return Literals(subject, module).is_literal(value)


@pytest.mark.parametrize(
    "body",
    [
        "    sql = f'SELECT {count} FROM {_ORDERS[order]}'\n",
        "    sql = f'ORDER BY {order}'\n",
        "    sql = f'WHERE {given} = {part(count)}'\n",
        "    parts = ['a']\n    parts.append(f'{part(1)}')\n    sql = ' AND '.join(parts)\n",
        "    parts = ['a']\n    parts.append(name)\n    sql = f'{len(parts)}'\n",
        "    for each in ('a', 'b'):\n        sql = f'SELECT {each}'\n",
        "    for each, value in (('a', name), ('b', row)):\n        sql = f'{each}'\n",
        "    sql = ', '.join(f'${number}' for number in range(count))\n",
        "    key, way = ('a', 'ASC') if count else ('b', 'DESC')\n    sql = f'{key} {way}'\n",
        "    way = '>' if name else '<'\n    sql = f'a {way} b'\n",
        "    def add(x: LiteralString):\n        where.append(x)\n    where = ['a']\n    sql = where[0]\n",
    ],
)
def test_what_the_program_itself_wrote_is_literal(orchard, body):
    assert is_literal(orchard, body)


@pytest.mark.parametrize(
    "body",
    [
        "    sql = f'ORDER BY {name}'\n",
        "    sql = 'ORDER BY {}'.format(name)\n",
        "    sql = 'ORDER BY %s' % name\n",
        "    sql = 'ORDER BY ' + row['name']\n",
        "    parts = ['a']\n    parts.append(name)\n    sql = ' AND '.join(parts)\n",
        "    part_of = name\n    sql = f'{part_of}'\n",
        "    part_of = 'a'\n    part_of += name\n    sql = f'{part_of}'\n",
        "    for each in row:\n        sql = f'SELECT {each}'\n",
        "    for each, value in (('a', name), ('b', row)):\n        sql = f'{value}'\n",
        "    sql = ', '.join(value for value in row)\n",
        "    way = '>' if count else name\n    sql = f'a {way} b'\n",
        "    sql = f'{row.name}'\n",
        "    sql = f'{str(name)}'\n",
        "    sql = f'{unknown(1)}'\n",
    ],
)
def test_what_a_caller_may_have_written_is_not(orchard, body):
    assert not is_literal(orchard, body)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("def p(n: str) -> LiteralString:\n    return f'x{n}'\n", "p() answers"),
        (
            "def q(n: LiteralString) -> None: ...\n\n\ndef r(name: str) -> None:\n    q(name)\n",
            "q() is given name",
        ),
    ],
)
def test_a_promise_of_literal_words_is_held(orchard, look, code, said):
    (orchard / "acme_orchard" / "more.py").write_text(
        f'"""More."""\n\nfrom typing import LiteralString\n\n\n{code}'
    )
    assert said in next(f.text for f in look(orchard).findings if f.rule == "CWS003")


def catalogue(tmp_path, up, down="SELECT 1;"):
    path = tmp_path / f"{len(list(tmp_path.iterdir())):04}_x.sql"
    path.write_text(f"-- migrate: up\n{up}\n-- migrate: down\n{down}\n")
    return Catalogue().apply(read(path).up)


def test_names_that_postgresql_chooses_are_worked_out_as_it_does(tmp_path):
    found = catalogue(
        tmp_path,
        "CREATE TABLE t (a int PRIMARY KEY, b int CHECK (b > 0) CHECK (b < 9), c int UNIQUE, UNIQUE (b, c),"
        " CHECK (a < b), CHECK (c > 1), FOREIGN KEY (b, c) REFERENCES t (b, c));",
    )
    assert set(found.tables["t"].constraints) == {
        "t_pkey", "t_b_check", "t_b_check1", "t_c_key", "t_b_c_key", "t_check", "t_c_check", "t_b_c_fkey",
    }  # fmt: skip


async def test_they_are_those_of_a_real_postgresql(tmp_path, database):
    sql = (
        "CREATE TABLE t (a int PRIMARY KEY, b int CHECK (b > 0) CHECK (b < 9), c int UNIQUE,"
        " d int REFERENCES t, UNIQUE (b, c), CHECK (a < b), CHECK (c > 1),"
        " FOREIGN KEY (b, c) REFERENCES t (b, c));"
        " ALTER TABLE t ADD CHECK (d > 1), ADD CHECK (a <> c), DROP CONSTRAINT t_c_check;"
        "ALTER TABLE t DROP COLUMN b;"
    )
    async with database.write() as work:
        await work.execute(sql)
        rows = await work.fetch(
            "SELECT conname FROM pg_constraint WHERE conrelid = 't'::regclass AND contype <> 'n'"
        )
    assert set(catalogue(tmp_path, sql).tables["t"].constraints) == {row["conname"] for row in rows}


def test_what_goes_with_a_column_needs_no_statement(tmp_path):
    found = catalogue(
        tmp_path,
        "CREATE TABLE t (a int, b int); CREATE INDEX i ON t (a) WHERE b > 1; CREATE INDEX j ON t (a);"
        "ALTER TABLE t ADD CONSTRAINT k CHECK (b > a); ALTER TABLE t DROP COLUMN b;",
    )
    assert found.items() == {("table", "t"), ("column", "t", "a"), ("index", "j")}


def test_statements_are_told_by_their_lines(tmp_path):
    path = tmp_path / "0001_x.sql"
    path.write_text(
        "-- first\n-- migrate: up\n\n-- ü\nCREATE TABLE t (a int);\n/* two\nlines */\nDROP TABLE t;\n"
        "-- migrate: down\nSELECT 1\n"
    )
    file = read(path)
    assert [each.line for each in (*file.up, *file.down)] == [5, 8, 10]


def test_a_fault_is_told_by_its_line(tmp_path):
    path = tmp_path / "0002_x.sql"
    path.write_text(
        "-- migrate: up\nCREATE TABLE t (\n    a int,\n    b of int\n);\n-- migrate: down\nDROP TABLE t;\n"
    )
    [(line, text)] = read(path).faults
    assert (line, text) == (4, 'syntax error at or near "int"')


def template(tmp_path, text):
    path = tmp_path / "x.html"
    path.write_text(text)
    return Template(path)


def test_equal_expressions_stand_for_the_same_and_lines_stay(tmp_path):
    found = template(
        tmp_path,
        '{# one\ntwo #}\n<label for="f-{{ name }}">{{\n t("x") }}</label>\n'
        '<input id="f-{{name}}"{% if a %} required{% endif %}>',
    )
    label, field = found.elements
    assert (label.line, field.line) == (3, 5)
    assert label.attributes["for"] == field.attributes["id"]
    assert "required" in field.attributes
    assert found.words == [] or all(not words.text.strip() or words.attribute for words in found.words)


@given(st.text(alphabet="<>/={}%#\"' \nabdiv", max_size=60))
def test_no_template_is_too_broken_to_be_read(tmp_path_factory, text):
    found = template(tmp_path_factory.mktemp("t"), text)
    assert all(1 <= element.line <= text.count("\n") + 1 for element in found.elements)


def test_a_relative_import_is_followed(tmp_path):
    path = tmp_path / "b.py"
    path.write_text("from . import a\nfrom ..other import c\nfrom .a import d as e\n")
    assert Module(path, "p.q.b").imports == {"a": "p.q.a", "c": "p.other.c", "e": "p.q.a.d"}
