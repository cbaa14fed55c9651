"""The Piccolo tables are those of the migrations."""

import pytest
from commonweal.storage.tables import bind
from commonweal_notifications.kinds.tables import KIND_TABLES
from commonweal_notifications.tables import TABLES

TYPES = {
    "timestamptz": "timestamp with time zone",
    "time": "time without time zone",
    "array": "text[]",
}


@pytest.mark.parametrize("table", [*TABLES, *KIND_TABLES])
async def test_columns_have_the_types_and_nulls_of_the_migrated_table(database, table):
    bind([table])
    async with database.read() as work:
        rows = await work.fetch(
            "SELECT attname, format_type(atttypid, atttypmod) AS type, NOT attnotnull AS nullable"
            " FROM pg_attribute WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped",
            f"notifications.{table._meta.tablename}",
        )
    migrated = {row["attname"]: (row["type"], row["nullable"]) for row in rows}
    own = [column for column in table._meta.columns if column._meta.name in migrated]
    declared = {column._meta.db_column_name: (type_of(column), column._meta.null) for column in own}

    assert declared == migrated


def type_of(column):
    name = column.column_type.lower()
    return TYPES.get(name, name)
