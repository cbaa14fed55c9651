"""What the tests of notifications share: the plugin with what it requires, and a plugin that rings bells."""

import importlib
import sys
from pathlib import Path

import pytest

BELLS = Path(__file__).parent / "bells"


@pytest.fixture(scope="module")
def chosen_plugins():
    return ["notifications"]


@pytest.fixture(scope="module")
def installed_bells():
    sys.path.insert(0, str(BELLS))
    importlib.invalidate_caches()
    yield importlib.import_module("bells.plugin")
    sys.path.remove(str(BELLS))
