"""The Piccolo tables are those that the migrations make, and the domains those of every plugin."""

import pytest
from commonweal.storage.tables import bind
from commonweal_identity import api as identity
from commonweal_missions.evidence.tables import EVIDENCE_TABLES
from commonweal_missions.rules.vocabulary import Domain
from commonweal_missions.tables import Claim, Claimer, Mission, MissionTranslation, Place, Template

TYPES = {"timestamptz": "timestamp with time zone"}


TABLES = [Place, Mission, MissionTranslation, Claimer, Claim, Template, *EVIDENCE_TABLES]


@pytest.mark.parametrize("table", TABLES)
async def test_columns_have_the_types_and_nulls_of_the_migrated_table(database, table):
    bind([table])
    async with database.read() as work:
        rows = await work.fetch(
            "SELECT attname, format_type(atttypid, atttypmod) AS type, NOT attnotnull AS nullable"
            " FROM pg_attribute WHERE attrelid = $1::text::regclass AND attnum > 0 AND attgenerated = ''",
            f"missions.{table._meta.tablename}",
        )
    migrated = {row["attname"]: (row["type"], row["nullable"]) for row in rows}
    declared = {
        column._meta.db_column_name: (type_of(column), column._meta.null) for column in table._meta.columns
    }

    assert declared == migrated


def test_the_domains_are_those_of_every_plugin():
    assert tuple(Domain) == identity.DOMAINS


def type_of(column):
    name = column.column_type.lower()
    return TYPES.get(name, name)
