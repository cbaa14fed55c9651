"""Our embedders keep the contract, each against what really makes its vectors."""

import asyncio

import pytest
from commonweal import Embedded, VectorError
from commonweal.testing.embedder_contract import EmbedderContract
from commonweal_vectors.embedders.hashing import HashingEmbedder
from commonweal_vectors.embedders.local import DEFAULT_MODEL, LocalEmbedder

from .tiny_model import write_model


class TestHashing(EmbedderContract):
    @pytest.fixture(params=[1_024, 64])
    def embedder(self, request):
        return HashingEmbedder(request.param)


class TestOpenAi(EmbedderContract):
    @pytest.fixture
    def embedder(self, made):
        return made()


class TestLocal(EmbedderContract):
    @pytest.fixture
    async def embedder(self, tmp_path):
        write_model(tmp_path / "models" / DEFAULT_MODEL)
        embedder = LocalEmbedder(DEFAULT_MODEL, tmp_path, seconds=30)
        yield embedder
        await embedder.close()


class Broken(HashingEmbedder):
    """Does one thing wrong."""

    def __init__(self, spoil, **says):
        super().__init__(256)
        self.spoil = spoil
        vars(self).update(says)

    async def embed(self, texts, purpose):
        embedded = await super().embed(texts, purpose)
        await asyncio.sleep(0)
        return Embedded(self.spoil(list(embedded.vectors), purpose))


async def fails(test, embedder, **given):
    try:
        await getattr(EmbedderContract(), test)(embedder=embedder, **given)
    except (AssertionError, VectorError, ValueError, ZeroDivisionError):
        return True
    return False


ORDER = "test_every_text_gets_its_own_vector_in_order"
ODD = "test_a_store_takes_the_vectors_of_odd_texts"
FOUND = "test_who_searches_with_the_words_of_a_text_finds_it_first"


@pytest.mark.parametrize(
    ("test", "spoil", "given"),
    [
        (ORDER, lambda vectors, _: vectors[::-1], {"purpose": "document"}),
        (ORDER, lambda vectors, _: vectors[:1] * len(vectors), {"purpose": "query"}),
        (ORDER, lambda vectors, _: vectors[:-1], {"purpose": "query"}),
        (ODD, lambda vectors, _: [[0.0] * 256 for _ in vectors], {"purpose": "document"}),
        (ODD, lambda vectors, _: [vector[1:] for vector in vectors], {"purpose": "document"}),
        (ODD, lambda vectors, _: [[float("nan")] * 256 for _ in vectors], {"purpose": "query"}),
        (FOUND, lambda vectors, purpose: vectors[:: -1 if purpose == "query" else 1], {}),
        ("test_no_texts_have_no_vectors", lambda vectors, _: vectors or [[1.0]], {}),
        ("test_as_many_texts_as_it_says_are_taken_at_once", lambda vectors, _: vectors[:32], {}),
    ],
)
async def test_the_contract_finds_what_an_embedder_does_wrong(test, spoil, given):
    assert not await fails(test, Broken(lambda vectors, _: vectors), **given)
    assert await fails(test, Broken(spoil), **given)


@pytest.mark.parametrize("says", [{"model": ""}, {"dimensions": 0}, {"batch": 0}, {"semantic": None}])
async def test_the_contract_finds_what_an_embedder_says_wrong(says):
    embedder = Broken(lambda vectors, _: vectors, **says)
    assert await fails("test_it_says_what_it_is", embedder)


async def test_the_contract_finds_calls_that_mix():
    held = []

    def spoil(vectors, _):
        held.extend(vectors)
        return [held[0] for _ in vectors] if len(vectors) == 1 else vectors

    assert await fails("test_calls_at_the_same_time_do_not_mix", Broken(spoil))
