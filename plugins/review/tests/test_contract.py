"""The contract that every plugin keeps."""

import pytest
from commonweal.testing.hosts import sources_of, with_requirements
from commonweal.testing.plugin_contract import PluginContract


@pytest.fixture(scope="session")
def chosen_plugins():
    return ["review"]


@pytest.fixture(scope="session")
def migration_sources(chosen_plugins):
    return sources_of(with_requirements(chosen_plugins))


class TestContract(PluginContract):
    plugin = "review"
    looked_at_elsewhere = "test_browser and test_pages"
    left_out = {  # noqa: RUF012 - the contract declares it
        "GET /report": "asks for what is reported: test_reports",
    }
