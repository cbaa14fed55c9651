"""Reputation on a real database."""

from pathlib import Path

import commonweal_reputation
import pytest
from commonweal.storage.migrations import MigrationSource, kernel_source

MIGRATIONS = Path(commonweal_reputation.__file__).parent / "migrations"


@pytest.fixture(scope="session")
def migration_sources():
    return [kernel_source(), MigrationSource("reputation", "reputation", MIGRATIONS)]
