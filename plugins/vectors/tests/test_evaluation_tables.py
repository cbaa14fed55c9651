"""The Piccolo tables of evaluations are those that the migrations make."""

import pytest
from commonweal.storage.tables import bind
from commonweal_vectors.tables import Evaluation, Trial, TriggerState

TYPES = {"timestamptz": "timestamp with time zone"}


@pytest.mark.parametrize("table", [Evaluation, TriggerState, Trial])
async def test_columns_have_the_types_and_nulls_of_the_migrated_table(database, table):
    bind([table])
    async with database.read() as work:
        rows = await work.fetch(
            "SELECT attname, format_type(atttypid, atttypmod) AS type, NOT attnotnull AS nullable"
            " FROM pg_attribute WHERE attrelid = $1::text::regclass AND attnum > 0",
            f"vectors.{table._meta.tablename}",
        )
    migrated = {row["attname"]: (row["type"], row["nullable"]) for row in rows}
    declared = {
        column._meta.db_column_name: (
            TYPES.get(column.column_type.lower(), column.column_type.lower()),
            column._meta.null,
        )
        for column in table._meta.columns
    }
    assert declared == migrated
