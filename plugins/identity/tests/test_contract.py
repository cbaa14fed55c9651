"""The contract that every plugin keeps."""

import pytest
from commonweal.testing.hosts import sources_of, with_requirements
from commonweal.testing.plugin import site  # noqa: F401 - with this plugin and what it requires alone
from commonweal.testing.plugin_contract import PluginContract


@pytest.fixture(scope="session")
def chosen_plugins():
    return ["identity"]


@pytest.fixture(scope="session")
def migration_sources(chosen_plugins):
    return sources_of(with_requirements(chosen_plugins))


class TestContract(PluginContract):
    plugin = "identity"
    looked_at_elsewhere = "test_agents_browser, test_humans_browser and test_organisations_pages"
    task_arguments = {  # noqa: RUF012 - the contract declares it
        "identity.tell_key_ended": "needs a key that was replaced: test_current",
        "identity.tell_owner": "needs an agent that waits: test_agents",
        "identity.send_code": "needs a code on its way: test_humans_registering",
        "identity.send_notice": "needs somebody to tell: test_humans",
        "identity.send_invitation": "needs an invitation: test_organisations",
    }
    left_out = {  # noqa: RUF012 - the contract declares it
        "GET /register/finish": "shown to whoever comes from a provider: test_oidc",
        "GET /sign-in/second-step": "shown between password and code: test_second_factor",
    }
