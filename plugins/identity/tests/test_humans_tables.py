"""The tables of people and sessions are those that the migrations make, with the states of the machines."""

import re

import pytest
from commonweal.storage.tables import bind
from commonweal_identity.humans.states import MACHINES
from commonweal_identity.humans.tables import TABLES

from .people import sources

TYPES = {"timestamptz": "timestamp with time zone"}


@pytest.fixture(scope="session")
def migration_sources():
    return sources()


def type_of(column):
    if column.column_type == "ARRAY" or hasattr(column, "base_column"):
        return type_of(column.base_column) + "[]"
    name = column.column_type.lower()
    return TYPES.get(name, name)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table._meta.tablename)
async def test_columns_have_the_types_and_nulls_of_the_migrated_table(database, table):
    bind([table])
    async with database.read() as work:
        rows = await work.fetch(
            "SELECT attname, format_type(atttypid, atttypmod) AS type, NOT attnotnull AS nullable"
            " FROM pg_attribute WHERE attrelid = $1::text::regclass AND attnum > 0 AND attgenerated = ''",
            f"identity.{table._meta.tablename}",
        )
    migrated = {row["attname"]: (row["type"], row["nullable"]) for row in rows}
    declared = {
        column._meta.db_column_name: (type_of(column), column._meta.null) for column in table._meta.columns
    }
    assert declared == migrated


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
async def test_states_are_those_of_the_constraint(database, machine):
    async with database.read() as work:
        rule = await work.fetch_value(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = $1::text::regclass"
            " AND conname = $2",
            *(machine.name, f"{machine.name.rpartition('.')[2]}_state_check"),
        )
    assert set(re.findall(r"'(\w+)'::text", rule)) == set(machine.states)
