"""The Piccolo tables are those that the migrations make."""

import pytest
from commonweal.storage.tables import bind
from commonweal_circles.tables import TABLES

TYPES = {"timestamptz": "timestamp with time zone", "array": "bigint[]"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table._meta.tablename)
async def test_columns_have_the_types_and_nulls_of_the_migrated_table(database, table):
    bind([table])
    async with database.read() as work:
        rows = await work.fetch(
            "SELECT attname, format_type(atttypid, atttypmod) AS type, NOT attnotnull AS nullable"
            " FROM pg_attribute WHERE attrelid = $1::text::regclass AND attnum > 0 AND attgenerated = ''",
            f"circles.{table._meta.tablename}",
        )
    migrated = {row["attname"]: (row["type"], row["nullable"]) for row in rows}
    declared = {
        column._meta.db_column_name: (type_of(column), column._meta.null) for column in table._meta.columns
    }

    assert declared == migrated


def type_of(column):
    name = column.column_type.lower()
    return TYPES.get(name, name)
