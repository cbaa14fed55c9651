"""What the rules about locks say of PostgreSQL is what PostgreSQL does: it scans, it rewrites, or neither."""

import pytest
from commonweal.testing.check.finding import subjects_of
from commonweal.testing.check.running import check

SCANS = "SELECT pg_stat_get_xact_numscans('tree'::regclass)"
FILE = "SELECT pg_relation_filenode('tree')"
VALID = "ADD CONSTRAINT known CHECK (watered_at IS NOT NULL) NOT VALID"
CASES = [
    ("ALTER TABLE tree ADD COLUMN a integer", "free"),
    ("ALTER TABLE tree ADD COLUMN a integer NOT NULL DEFAULT 0", "free"),
    ("ALTER TABLE tree ADD COLUMN a timestamptz NOT NULL DEFAULT now()", "free"),
    ("ALTER TABLE tree ADD COLUMN a uuid REFERENCES tree", "free"),
    ("ALTER TABLE tree ADD CONSTRAINT c CHECK (species <> '') NOT VALID", "free"),
    ("ALTER TABLE tree ALTER COLUMN species DROP NOT NULL", "free"),
    ("ALTER TABLE tree ALTER COLUMN species SET DEFAULT 'quince'", "free"),
    ("ALTER TABLE tree ADD COLUMN a integer CHECK (a > 0)", "scan"),
    ("ALTER TABLE tree ADD CONSTRAINT c CHECK (species <> '')", "scan"),
    ("ALTER TABLE tree ADD CONSTRAINT c UNIQUE (species)", "scan"),
    ("ALTER TABLE tree ALTER COLUMN watered_at SET NOT NULL", "scan"),
    ("CREATE INDEX i ON tree (species)", "scan"),
    ("ALTER TABLE tree ADD COLUMN a uuid DEFAULT gen_random_uuid()", "rewrite"),
    ("ALTER TABLE tree ADD COLUMN a bigserial", "rewrite"),
    ("ALTER TABLE tree ADD COLUMN a bigint GENERATED ALWAYS AS IDENTITY", "rewrite"),
    ("ALTER TABLE tree ADD COLUMN a text GENERATED ALWAYS AS (upper(species)) STORED", "rewrite"),
    ("ALTER TABLE tree ALTER COLUMN watered_at TYPE text USING watered_at::text", "rewrite"),
]
RULES = {"free": set(), "scan": {"CWD006", "CWD007", "CWD008"}, "rewrite": {"CWD009"}}


def findings(orchard, *statements):
    for number, statement in enumerate(statements, 2):
        path = orchard / "acme_orchard" / "migrations" / f"{number:04}_more.sql"
        path.write_text(f"-- migrate: up\n{statement};\n-- migrate: down\nSELECT 1;\n")
    with subjects_of([str(orchard)]) as subjects:
        [report] = check(subjects)
    return {finding.rule for finding in report.findings} & {"CWD006", "CWD007", "CWD008", "CWD009"}


async def done_by(database, orchard, statement):
    """Run a statement on a table with rows, and say whether PostgreSQL read them all or wrote them anew."""
    made = (orchard / "acme_orchard" / "migrations" / "0001_tree.sql").read_text()
    async with database.write() as work:
        await work.execute(made.partition("-- migrate: down")[0])
        await work.execute(
            "INSERT INTO tree (id, species, planted_by, watered_at)"
            " SELECT gen_random_uuid(), n::text, gen_random_uuid(), now() FROM generate_series(1, 100) n"
        )
    async with database.write() as work:
        scans, file = await work.fetch_value(SCANS), await work.fetch_value(FILE)
        await work.execute(statement)
        if await work.fetch_value(FILE) != file:
            return "rewrite"
        return "scan" if await work.fetch_value(SCANS) > scans else "free"


@pytest.mark.parametrize(("statement", "kind"), CASES)
async def test_the_rules_say_what_postgresql_does(orchard, database, statement, kind):
    assert await done_by(database, orchard, statement) == kind
    found = findings(orchard, statement)
    assert bool(found & RULES[kind]) is bool(RULES[kind]), found
    if kind == "free":
        assert found == set()


async def test_a_check_that_was_validated_before_spares_the_scan(orchard, database):
    steps = (
        f"ALTER TABLE tree {VALID}",
        "ALTER TABLE tree VALIDATE CONSTRAINT known",
        "ALTER TABLE tree ALTER COLUMN watered_at SET NOT NULL",
    )
    assert findings(orchard, *steps) == set()
    assert await done_by(database, orchard, ";".join(steps[:2])) == "scan"
    async with database.write() as work:
        before = await work.fetch_value(SCANS)
        await work.execute(steps[2])
        assert await work.fetch_value(SCANS) == before
