"""Our own plugins pass the check that others are asked to pass, on a real PostgreSQL too."""

import inspect
from pathlib import Path

import pytest
from commonweal.cli.sections import load_settings
from commonweal.runtime import load_plugins
from commonweal.storage.data_map import read_data_map
from commonweal.testing.check.database import ask_database
from commonweal.testing.check.finding import subjects_of
from commonweal.testing.check.registry import Grade
from commonweal.testing.check.routes import NEEDS, handlers_of
from commonweal.testing.check.running import check
from commonweal.testing.check.stages import tables_of
from litestar.handlers import BaseRouteHandler

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def subjects():
    """Return our plugins, with what PostgreSQL says of their migrations."""
    with subjects_of([str(ROOT)]) as found:
        read = {subject.id: tables_of(subject) for subject in found}
        ask_database(found)
        yield found, read


def test_they_hold_gold(subjects):
    reports = check(subjects[0])
    assert len(reports) >= 11
    below = {
        report.plugin: [str(f) for f in report.findings] for report in reports if report.grade < Grade.GOLD
    }
    assert below == {}


def test_what_is_read_from_migrations_is_what_postgresql_makes_of_them(subjects):
    found, read = subjects
    asked = {each.id: each.tables_of_database for each in found if each.tables_of_database is not None}
    assert {name: read[name] for name in asked} == asked
    assert len(asked) >= 7
    assert [fault for each in found for fault in each.faults_of_database] == []


def test_the_handlers_that_are_read_are_those_that_are_served(subjects, tmp_path, monkeypatch):
    """With their guards, so that none is judged for what it is not."""
    monkeypatch.setenv("COMMONWEAL_HOME", str(tmp_path))
    host = load_plugins(load_settings())
    served = {}
    for hook in ("commonweal_routes", "commonweal_pages"):
        for plugin, handler in host.collect_each(hook, BaseRouteHandler):
            function = inspect.unwrap(handler.fn)
            asks = any(hasattr(guard, "permission") for guard in handler.guards or ())
            served[plugin.id, function.__module__, function.__name__] = asks, handler.opt.get("public")
    read = {
        (subject.id, handler.module.name, handler.function.name): (handler.has_guard(NEEDS), handler.public)
        for subject in subjects[0]
        for handler in handlers_of(subject)
    }
    assert len(served) > 250
    assert read == served


async def test_the_kernel_says_what_its_own_tables_keep_about_people(database):
    query = (
        "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relnamespace = 'kernel'::regnamespace AND c.relkind IN ('r', 'p')"
        " AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped"
    )
    async with database.read() as work:
        there = {(row["relname"], row["attname"]) for row in await work.fetch(query)}
    uses = read_data_map(ROOT / "kernel" / "commonweal")
    assert {(use.table, use.column) for use in uses} == there
    assert [use for use in uses if not use.is_whole] == []
