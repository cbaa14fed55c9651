"""What the tests of notifications share: the plugin runs with what it requires."""

import pytest


@pytest.fixture(scope="module")
def chosen_plugins():
    return ["notifications"]
