"""A settings object with a data directory of its own, for tests of the plugin floor."""

from collections.abc import Callable
from pathlib import Path

import pytest

from commonweal.plugin.settings import Settings


@pytest.fixture
def settings_with(tmp_path: Path) -> Callable[..., Settings]:
    """Make settings from the text of a file and from environment variables."""

    def make(text: str = "", **environ: str) -> Settings:
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        (home / "commonweal.toml").write_text(text)
        return Settings.load({"COMMONWEAL_HOME": str(home), **environ})

    return make
