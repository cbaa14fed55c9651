"""Whoever implements the hook of translators is asked by the rules of every hook."""

import sys
from pathlib import Path

import pytest
from commonweal.testing.hook_contract import HookContract
from commonweal.testing.hosts import sources_of, with_requirements
from hypothesis import strategies as st

HERE = Path(__file__).parent / "interpreter"
TAGS = st.sampled_from(["en", "es", "zh-Hans", "fr"])


@pytest.fixture(scope="session")
def interpreter(tmp_path_factory):
    """Have the plugin installed in this process, as its metadata would say it."""
    folder = tmp_path_factory.mktemp("site")
    metadata = folder / "interpreter-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: interpreter\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[commonweal.plugins]\ninterpreter = interpreter.plugin\n")
    paths = [str(folder), str(HERE)]
    sys.path[:0] = paths
    yield "interpreter"
    for path in paths:
        sys.path.remove(path)


@pytest.fixture(scope="session")
def chosen_plugins(interpreter):
    return [interpreter]


@pytest.fixture(scope="session")
def migration_sources(chosen_plugins):
    return sources_of(with_requirements(chosen_plugins))


class TestInterpreter(HookContract):
    plugin = "interpreter"
    hook = "commonweal_translate"
    asked = {"source": TAGS, "target": TAGS}  # noqa: RUF012 - the contract declares it

    async def test_what_it_does_not_speak_it_leaves_to_others(self, site):
        ask = site.runtime.executor.first
        spoken = {"texts": ["A well."], "source": "en", "target": "es"}
        assert await ask("commonweal_translate", **spoken) == ["[es] A well."]
        assert await ask("commonweal_translate", **(spoken | {"target": "fr"})) is None
