"""The contract that every plugin keeps."""

from typing import ClassVar

import pytest
from commonweal.testing.hosts import sources_of, with_requirements
from commonweal.testing.plugin_contract import PluginContract


@pytest.fixture(scope="session")
def chosen_plugins():
    return ["ledger"]


@pytest.fixture(scope="session")
def migration_sources(chosen_plugins):
    return sources_of(with_requirements(chosen_plugins))


class TestContract(PluginContract):
    plugin = "ledger"
    left_out: ClassVar = {"GET /account/statement.csv": "it is a file: test_web.py reads it"}
    task_arguments: ClassVar = {"ledger.look_at_books": "each look is kept: test_watching.py runs one twice"}
