"""The tables of webhooks are those that the migrations make, and the data map knows each of them."""

from pathlib import Path

import commonweal_realtime
import pytest
from commonweal import read_data_map
from commonweal_realtime.webhooks.tables import TABLES


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table._meta.tablename)
async def test_columns_are_those_of_the_migrated_table(database, table):
    async with database.read() as work:
        rows = await work.fetch(
            "SELECT attname, NOT attnotnull AS nullable FROM pg_attribute"
            " WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped",
            f"realtime.{table._meta.tablename}",
        )
    declared = {each._meta.name: each._meta.null for each in table._meta.columns}
    assert declared == {row["attname"]: row["nullable"] for row in rows}
    known = read_data_map(Path(commonweal_realtime.__file__).parent)
    assert {each.column for each in known if each.table == table._meta.tablename} == set(declared)
