"""Settings with a data directory of their own, and plugins written down in the test that needs them."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from commonweal.plugin.host import Host
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


@pytest.fixture
def host_of(tmp_path: Path, settings_with: Callable[..., Settings]) -> Iterator[Callable[..., Host]]:
    """Install plugins written down in a test, as id = (manifest lines, code), and start a host with them."""
    folder = tmp_path / "site"
    before = set(sys.modules)

    def start(
        *specifications: ModuleType, settings: str = "", strict: bool = True, **plugins: tuple[str, str]
    ) -> Host:
        for name, (manifest, code) in plugins.items():
            package = folder / f"site_{name}"
            package.mkdir(parents=True)
            (package / "__init__.py").touch()
            (package / "plugin.py").write_text(f"from commonweal import Command, Refusal, hookimpl\n{code}")
            start_of_manifest = f'id = "{name}"\nname = "{name}"\nplugin_api = ">=1.0,<2"\n'
            (package / "manifest.toml").write_text(start_of_manifest + manifest)
            metadata = folder / f"site_{name}-1.0.dist-info"
            metadata.mkdir()
            (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: site-{name}\nVersion: 1.0\n")
            (metadata / "entry_points.txt").write_text(f"[test.plugins]\n{name} = site_{name}.plugin\n")
        sys.path.insert(0, str(folder))
        host = Host(
            settings_with(settings), group="test.plugins", specifications=specifications, strict=strict
        )
        host.load()
        return host

    yield start
    sys.path[:] = [entry for entry in sys.path if entry != str(folder)]
    for module in set(sys.modules) - before:
        if module.startswith("site_"):
            del sys.modules[module]
