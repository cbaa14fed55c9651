"""The contract that every plugin keeps."""

from typing import ClassVar

import pytest
from commonweal import new_id
from commonweal.testing.hosts import sources_of, with_requirements
from commonweal.testing.plugin_contract import PluginContract


@pytest.fixture(scope="session")
def chosen_plugins():
    return ["notifications"]


@pytest.fixture(scope="session")
def migration_sources(chosen_plugins):
    return sources_of(with_requirements(chosen_plugins))


class TestContract(PluginContract):
    plugin = "notifications"
    looked_at_elsewhere = "inbox/test_browser.py, kinds/test_previews.py and mail/"
    task_arguments: ClassVar = {
        "notifications.decide_waiting": {"kind": "notifications.announcement", "event_id": str(new_id())},
    }
