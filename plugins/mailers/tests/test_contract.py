"""The contract that every plugin keeps."""

from typing import ClassVar

import pytest
from commonweal.testing.hosts import sources_of, with_requirements
from commonweal.testing.plugin_contract import PluginContract


@pytest.fixture(scope="session")
def chosen_plugins():
    return ["mailbox"]


@pytest.fixture(scope="session")
def migration_sources(chosen_plugins):
    return sources_of(with_requirements(chosen_plugins))


class TestContract(PluginContract):
    plugin = "mailbox"
    left_out: ClassVar = {"GET /mailbox/{mail_id:uuid}/mail.eml": "it is a file, which test_mailers.py reads"}
