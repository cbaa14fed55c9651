"""The store is a driver that is found by name, opened by the settings, and full when its disk is."""

import shutil
import subprocess
import sys
from types import SimpleNamespace
from uuid import UUID

import pytest
from commonweal import DriverSetup, Services, VectorDrivers, VectorSettings
from commonweal_qdrant.embedded import EmbeddedBackend
from commonweal_qdrant.engine import messages as say
from commonweal_qdrant.engine.answering import Answers
from commonweal_qdrant.engine.disk import Full
from commonweal_qdrant.engine.shelf import Shelf
from commonweal_qdrant.points import Point, Shape, packed
from commonweal_qdrant.server import ServerBackend

SHAPE = Shape(2, "cosine", {})
POINT = Point(UUID(int=1), packed([1, 0]), {})


@pytest.mark.parametrize(("url", "kind"), [("", EmbeddedBackend), ("https://there:6333", ServerBackend)])
async def test_the_settings_say_whether_a_server_or_the_engine_keeps_the_vectors(tmp_path, url, kind):
    settings = VectorSettings(store="qdrant", qdrant_url=url)
    drivers = VectorDrivers(DriverSetup(settings, Services(), tmp_path))
    assert isinstance(drivers.store()._backend, kind)
    await drivers.close()
    assert list(tmp_path.iterdir()) == []


def test_the_engine_needs_no_library_for_servers():
    program = "import sys, commonweal_qdrant.opening; sys.exit('qdrant_client' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0


async def test_a_full_disk_is_said_before_anything_is_written(tmp_path, monkeypatch, engine):
    shelf = Shelf(tmp_path / "collections")
    answers = Answers(shelf, "")
    await answers.answer(say.Create("a.b.c", SHAPE))
    await answers.answer(say.Upsert("a.b.c", [POINT]))
    usage = SimpleNamespace(free=2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    for request in (say.Create("a.d.e", SHAPE), say.Upsert("a.b.c", [POINT]), say.Prepare("a.b.c", "hnsw")):
        with pytest.raises(Full, match="1048576 bytes left"):
            await answers.answer(request)
    assert await answers.answer(say.Count("a.b.c", None)) == 1
    assert await answers.answer(say.Delete("a.b.c", [POINT.id])) == 1
    assert await answers.answer(say.Places()) == ["a.b.c"]
    shelf.close()
