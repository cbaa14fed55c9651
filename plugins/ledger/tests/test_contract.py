"""The contract that every plugin keeps."""

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
    task_arguments = {  # noqa: RUF012 - the contract declares it
        "ledger.look_at_books": "keeps a record of each look: test_proof",
    }
    left_out = {  # noqa: RUF012 - the contract declares it
        "GET /account/statement.csv": "a file of commas, no page",
    }
