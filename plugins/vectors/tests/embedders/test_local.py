"""A model on this machine: loaded when it is needed, from its folder, beside the event loop."""

import asyncio
import sys
import threading

import pytest
from commonweal import (
    DriverSetup,
    EmbedderRefused,
    OperatorError,
    Services,
    VectorSettings,
    VectorsUnavailable,
)
from commonweal.plugin.drivers import DriverError, driver
from commonweal.testing.embedder_contract import cosine
from commonweal.vectors.drivers import EMBEDDERS
from commonweal_vectors.embedders import local
from commonweal_vectors.embedders.local import DEFAULT_MODEL, open_embedder
from fastembed import TextEmbedding

from .tiny_model import write_model

E5 = "intfloat/multilingual-e5-large"


@pytest.fixture
async def made(tmp_path):
    """Return what opens the embedder on the data directory of the test."""
    opened = []

    def make(**settings):
        opened.append(open_embedder(DriverSetup(VectorSettings(**settings), Services(), tmp_path)))
        return opened[-1]

    yield make
    for embedder in opened:
        await embedder.close()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "models" / DEFAULT_MODEL


async def test_texts_are_embedded_by_the_model_in_its_folder(made, folder):
    write_model(folder)
    embedder = made(dimensions=1_024)
    assert (embedder.model, embedder.dimensions) == (f"local:{DEFAULT_MODEL}/384", 384), "a number of its own"
    embedded = await embedder.embed(["water", "water wells", "水"], "document")
    near, far = (cosine(embedded.vectors[0], other) for other in embedded.vectors[1:])
    assert near > far
    assert (embedded.tokens, embedded.microdollars) == (0, 0)


async def test_another_model_gives_other_vectors(made, folder, tmp_path):
    write_model(folder, seed=1)
    [one] = (await made().embed(["water"], "query")).vectors
    write_model(tmp_path / "elsewhere" / "models" / DEFAULT_MODEL, seed=2)
    other_home = DriverSetup(VectorSettings(), Services(), tmp_path / "elsewhere")
    embedder = open_embedder(other_home)
    [other] = (await embedder.embed(["water"], "query")).vectors
    await embedder.close()
    assert abs(cosine(one, other)) < 0.9


async def test_nothing_is_loaded_before_it_is_needed(made, folder):
    embedder = made()
    write_model(folder)
    assert len((await embedder.embed(["water"], "query")).vectors) == 1


async def test_the_event_loop_goes_on_meanwhile(made, folder, monkeypatch):
    write_model(folder)
    threads = []
    vectors = local._vectors
    monkeypatch.setattr(
        local, "_vectors", lambda *a: threads.append(threading.current_thread()) or vectors(*a)
    )
    embedder = made()
    await asyncio.gather(*(embedder.embed(["water"], "query") for _ in range(8)))
    assert len(threads) == 8
    assert len(set(threads)) == 1
    assert threads[0] is not threading.current_thread()


async def test_only_the_start_of_a_long_text_counts(made, folder):
    write_model(folder)
    embedder = made()
    one, other = (await embedder.embed(["w" * 9_000, "w" * 6_000 + "z" * 3_000], "document")).vectors
    assert cosine(one, other) == pytest.approx(1)


async def test_a_folder_without_the_model_is_refused_by_name(made, folder):
    folder.mkdir(parents=True)
    (folder / "model_optimized.onnx").write_bytes(b"no model")
    with pytest.raises(EmbedderRefused, match=r"does not hold the model .* put its files there anew"):
        await made().embed(["water"], "query")


async def test_a_model_that_cannot_be_fetched_is_left_for_later_and_not_tried_at_once(
    made, folder, monkeypatch, caplog
):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    embedder = made()
    with pytest.raises(VectorsUnavailable, match="let this machine reach the Internet or put its files into"):
        await embedder.embed(["water"], "query")
    write_model(folder)
    with pytest.raises(VectorsUnavailable):
        await embedder.embed(["water"], "query")
    monkeypatch.setattr(local, "_AGAIN_AFTER", -1)
    assert len((await embedder.embed(["water"], "query")).vectors) == 1


async def test_a_model_that_takes_long_to_load_is_waited_for_in_the_background(made, folder, monkeypatch):
    write_model(folder)
    arrived = threading.Event()

    class Slow(TextEmbedding):
        def __init__(self, *given, **named):
            arrived.wait()
            super().__init__(*given, **named)

    monkeypatch.setattr(local, "TextEmbedding", Slow)
    embedder = made(embedder_seconds=0.05)
    with pytest.raises(VectorsUnavailable, match="still being fetched or loaded"):
        await embedder.embed(["water"], "query")
    arrived.set()
    embedder._seconds = 30
    assert len((await embedder.embed(["water"], "query")).vectors) == 1


@pytest.mark.parametrize(("purpose", "prompt"), [("document", "passage: "), ("query", "query: ")])
async def test_a_model_that_wants_a_prompt_gets_it(made, monkeypatch, purpose, prompt):
    seen = []

    class Model:
        get_embedding_size = TextEmbedding.get_embedding_size

        def __init__(self, name, **_):
            seen.append(name)

        def query_embed(self, texts, batch_size):
            seen.extend(texts)
            return iter(())

        passage_embed = query_embed

    monkeypatch.setattr(local, "TextEmbedding", Model)
    await made(model=E5).embed(["water"], purpose)
    assert seen == [E5, f"{prompt}water"]


@pytest.mark.parametrize("name", [DEFAULT_MODEL, *local._PROMPTS])
def test_the_models_it_speaks_of_are_there(name):
    assert name in {each["model"] for each in TextEmbedding.list_supported_models()}


def test_a_model_that_is_not_known_is_refused_with_those_that_are(made):
    with pytest.raises(OperatorError, match=rf"no model 'acme' in fastembed; .*{DEFAULT_MODEL}"):
        made(model="acme")


def test_without_the_extra_the_driver_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "fastembed", None)
    monkeypatch.delitem(sys.modules, "commonweal_vectors.embedders.local")
    with pytest.raises(DriverError, match=r"'local'.*pip install 'commonweal-vectors\[local\]'"):
        driver(EMBEDDERS, "local")
