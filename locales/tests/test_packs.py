"""Our packs keep the contract of every pack, and are whole."""

import pytest
from commonweal.testing.pack_contract import LocalePackContract


@pytest.fixture(scope="session")
def chosen_plugins():
    return ["missions"]  # with all that it requires, so that there are many words


class TestEnglish(LocalePackContract):
    plugin, locale = "locale-en", "en"


class TestSpanish(LocalePackContract):
    plugin, locale = "locale-es", "es"


class TestMandarin(LocalePackContract):
    plugin, locale = "locale-zh-hans", "zh-Hans"
