"""The Piccolo tables are those that the migrations make, and the states those of their constraints."""

import re

import pytest
from commonweal.storage.tables import bind
from commonweal_problems.states import MACHINES
from commonweal_problems.tables import TABLES

TYPES = {"timestamptz": "timestamp with time zone", "array": "text[]"}


@pytest.mark.parametrize("table", TABLES)
async def test_columns_have_the_types_and_nulls_of_the_migrated_table(database, table):
    bind([table])
    async with database.read() as work:
        rows = await work.fetch(
            "SELECT attname, format_type(atttypid, atttypmod) AS type, NOT attnotnull AS nullable"
            " FROM pg_attribute WHERE attrelid = $1::text::regclass AND attnum > 0 AND attgenerated = ''",
            f"problems.{table._meta.tablename}",
        )
    migrated = {row["attname"]: (row["type"], row["nullable"]) for row in rows}
    declared = {
        column._meta.db_column_name: (type_of(column), column._meta.null) for column in table._meta.columns
    }

    assert declared == migrated


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
async def test_states_are_those_of_the_constraint(database, machine):
    async with database.read() as work:
        text = await work.fetch_value(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = $1::text::regclass"
            " AND conname LIKE '%_state_check'",
            machine.name,
        )
    assert set(re.findall(r"'(\w+)'::text", text)) == set(machine.states)


def type_of(column):
    name = column.column_type.lower()
    return TYPES.get(name, name)
