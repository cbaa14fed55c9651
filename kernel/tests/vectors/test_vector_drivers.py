"""The drivers of a process are opened once, as whom they belong to, and closed with it."""

import sys
from pathlib import Path

import pytest
from commonweal.errors import OperatorError
from commonweal.plugin.acting import acting_as, acting_plugin
from commonweal.plugin.context import Services
from commonweal.vectors.drivers import DriverSetup, VectorDrivers
from commonweal.vectors.settings import VectorSettings

METADATA = "Metadata-Version: 2.1\nName: acme-vectors\nVersion: 1.0\n"
ENTRY_POINTS = """
[commonweal.vectorstores]
attic = acme_vectors:open_attic
[commonweal.embedders]
parrot = acme_vectors:Parrot
"""
CODE = """
from commonweal.plugin.acting import acting_plugin
from commonweal.testing.vectors import MemoryVectorStore

class Attic(MemoryVectorStore):
    closed = 0

    def __init__(self, options):
        super().__init__()
        self.options = options

    async def check(self):
        return acting_plugin()

    async def close(self):
        self.closed += 1

def open_attic(setup):
    return Attic(setup.settings.options)

class Parrot:
    def __init__(self, setup):
        self.model = f"{setup.settings.model}/{setup.settings.dimensions}"
        self.opened_as = acting_plugin()

    async def close(self):
        pass
"""


@pytest.fixture
def drivers(tmp_path: Path):
    files = {
        "acme_vectors.py": CODE,
        "acme_vectors-1.0.dist-info/METADATA": METADATA,
        "acme_vectors-1.0.dist-info/entry_points.txt": ENTRY_POINTS,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    sys.path.insert(0, str(tmp_path))
    settings = VectorSettings(
        store="attic", embedder="parrot", model="macaw", dimensions=8, options={"floor": "2"}
    )
    yield VectorDrivers(DriverSetup(settings, Services(), tmp_path))
    sys.path.remove(str(tmp_path))
    sys.modules.pop("acme_vectors", None)


def test_a_store_is_opened_once_with_what_the_settings_say(drivers):
    assert drivers.store() is drivers.store("attic")
    assert drivers.store().options == {"floor": "2"}


def test_an_embedder_is_opened_for_each_model_and_size(drivers):
    assert drivers.embedder() is drivers.embedder("parrot", "macaw", 8)
    models = [
        drivers.embedder().model,
        drivers.embedder(model="lory").model,
        drivers.embedder(dimensions=4).model,
    ]
    assert models == ["macaw/8", "lory/8", "macaw/4"]


async def test_a_driver_that_is_no_plugins_acts_as_the_kernel(drivers):
    with acting_as("missions"):
        assert await drivers.store().check() is None
        assert drivers.embedder().opened_as is None
        assert acting_plugin() == "missions"


async def test_what_was_opened_is_closed_once(drivers):
    store = drivers.store()
    await drivers.close()
    await drivers.close()
    assert store.closed == 1
    assert drivers.store() is not store


@pytest.mark.parametrize("ask", [lambda each: each.store("attics"), lambda each: each.embedder("parrots")])
def test_a_driver_nobody_has_is_told_with_the_nearest(drivers, ask):
    with pytest.raises(OperatorError, match=r"did you mean (attic|parrot)"):
        ask(drivers)
