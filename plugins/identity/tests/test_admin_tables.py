"""The Piccolo tables are those of the migrations, and the states of the machines those of the checks."""

import re

import pytest
from commonweal.storage.tables import bind
from commonweal_identity.admin.states import ACCOUNT
from commonweal_identity.admin.tables import TABLES as AUDIT
from commonweal_identity.organisations.rules import MEMBERSHIP
from commonweal_identity.organisations.tables import TABLES

from .accounts import sources

TYPES = {"timestamptz": "timestamp with time zone", "array": "text[]"}


@pytest.fixture(scope="session")
def migration_sources():
    return sources()


@pytest.mark.parametrize("table", [*TABLES, *AUDIT])
async def test_columns_have_the_types_and_nulls_of_the_migrated_table(database, table):
    bind([table])
    async with database.read() as work:
        rows = await work.fetch(
            "SELECT attname, format_type(atttypid, atttypmod) AS type, NOT attnotnull AS nullable"
            " FROM pg_attribute WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped",
            f"identity.{table._meta.tablename}",
        )
    migrated = {row["attname"]: (row["type"], row["nullable"]) for row in rows}
    declared = {
        column._meta.db_column_name: (type_of(column), column._meta.null) for column in table._meta.columns
    }
    assert declared == migrated


def type_of(column):
    name = column.column_type.lower()
    return TYPES.get(name, name)


@pytest.mark.parametrize(("machine", "table"), [(ACCOUNT, "account"), (MEMBERSHIP, "membership")])
async def test_the_database_knows_exactly_the_states_of_the_machine(database, machine, table):
    async with database.read() as work:
        checks = await work.fetch(
            """SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint
            WHERE conrelid = $1::text::regclass AND contype = 'c'""",
            f"identity.{table}",
        )
    [listed] = [row["text"] for row in checks if re.match(r"CHECK \(\(state = ANY", row["text"])]
    assert set(re.findall(r"'(\w+)'", listed)) == set(machine.states)
