"""The tables of agents are those that the migrations make, with the states of the machines."""

import re

import pytest
from commonweal.storage.tables import bind
from commonweal_identity.agents.rules import FRAMEWORKS, Framework
from commonweal_identity.agents.states import MACHINES
from commonweal_identity.agents.tables import TABLES
from commonweal_identity.domains import DOMAINS

from .people import sources
from .test_humans_tables import type_of


@pytest.fixture(scope="session")
def migration_sources():
    return sources()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table._meta.tablename)
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


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
async def test_states_are_those_of_the_constraint(database, machine):
    async with database.read() as work:
        rule = await work.fetch_value(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = 'identity.agent'::regclass AND conname = $1",
            f"{machine.name.rpartition('.')[2]}_check",
        )
    assert set(re.findall(r"'(\w+)'::text", rule)) == set(machine.states)


def test_the_choices_of_forms_are_those_of_the_api():
    assert Framework.__args__ == FRAMEWORKS
    assert len(DOMAINS) == 15
