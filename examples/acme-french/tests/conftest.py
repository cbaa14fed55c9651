"""Which pack the tests are about, and whose words it brings. The fixtures come from ``commonweal.testing``."""

import pytest


@pytest.fixture(scope="session")
def chosen_plugins():
    return ["locale-fr", "missions"]
