"""What the tests of the inbox share: the plugin that rings bells runs."""

import pytest


@pytest.fixture(scope="module")
def chosen_plugins(installed_bells):
    return ["bells"]
