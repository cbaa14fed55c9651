"""The contract of an embedder: subclass ``EmbedderContract`` and give it the fixture ``embedder``.

The fixture returns an open embedder and closes it. What is asked of vectors holds for those of words and for
those of meaning alike, so a model of a few layers with made-up weights passes as well as a great one.
"""

import asyncio
import math
from collections.abc import Sequence
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.testing.contract import Contract
from commonweal.vectors.collection import MAX_DIMENSIONS, Collection
from commonweal.vectors.embedder import Embedder, Purpose

PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
TEXTS = (
    "The public tap on our street has been dry since March, and families queue before dawn.",
    "Desde marzo no sale agua de la llave pública y las familias hacen fila antes del amanecer.",
    "三月以来、街上的公共水龙头一直没有水、居民天不亮就要排队。",
    "Count the swifts that still nest under the roofs of the old quarter.",
)
ODD_TEXTS = (
    "?",
    "…!?",
    "🐝🌻",
    "a",
    "水",
    "\u202e\u05e9\u05dc\u05d5\u05dd",
    "e\u0301",
    "line\nline\ttab\x00nul",
    "7" * 50,
)
LONG = 200_000  # characters: more than any model takes at once
_ANY_TEXT = st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip)
_SAME = 0.999  # the cosine of one text's vectors: services and processors round each time a little otherwise


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the cosine of two vectors."""
    return math.fsum(a * b for a, b in zip(one, other, strict=True)) / math.hypot(*one) / math.hypot(*other)


class EmbedderContract(Contract):
    """What every embedder must do."""

    async def test_it_says_what_it_is(self, embedder: Embedder) -> None:
        assert embedder.model
        assert embedder.model == embedder.model.strip()
        assert 1 <= embedder.dimensions <= MAX_DIMENSIONS
        assert embedder.batch >= 1
        assert isinstance(embedder.semantic, bool)
        assert isinstance(embedder.dear, bool)

    @pytest.mark.parametrize("purpose", PURPOSES)
    async def test_every_text_gets_its_own_vector_in_order(
        self, embedder: Embedder, purpose: Purpose
    ) -> None:
        texts = [*TEXTS, *ODD_TEXTS]
        vectors = await _embed(embedder, texts, purpose)
        assert len(vectors) == len(texts)
        for text, vector in zip(texts, vectors, strict=True):
            [alone] = await _embed(embedder, [text], purpose)
            assert cosine(alone, vector) > _SAME, text

    @pytest.mark.parametrize("purpose", PURPOSES)
    async def test_a_store_takes_the_vectors_of_odd_texts(self, embedder: Embedder, purpose: Purpose) -> None:
        collection = Collection(name="kit.odd", dimensions=embedder.dimensions, fields={})
        for vector in await _embed(embedder, [*ODD_TEXTS, "word " * (LONG // 5), "水" * LONG], purpose):
            collection.check_vector(vector)

    @settings(
        deadline=None,
        max_examples=25,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    )
    @given(text=_ANY_TEXT)
    async def test_a_store_takes_the_vector_of_any_text(self, embedder: Embedder, text: str) -> None:
        collection = Collection(name="kit.any", dimensions=embedder.dimensions, fields={})
        [vector] = await _embed(embedder, [text], "document")
        collection.check_vector(vector)

    async def test_no_texts_have_no_vectors(self, embedder: Embedder) -> None:
        embedded = await embedder.embed([], "document")
        assert (len(embedded.vectors), embedded.tokens, embedded.microdollars) == (0, 0, 0)

    async def test_as_many_texts_as_it_says_are_taken_at_once(self, embedder: Embedder) -> None:
        texts = [f"{TEXTS[number % len(TEXTS)]} {number}" for number in range(embedder.batch)]
        embedded = await embedder.embed(texts, "document")
        assert len(embedded.vectors) == embedder.batch
        assert embedded.tokens >= 0
        assert embedded.microdollars >= 0

    async def test_who_searches_with_the_words_of_a_text_finds_it_first(self, embedder: Embedder) -> None:
        documents = await _embed(embedder, TEXTS, "document")
        for place, query in enumerate(await _embed(embedder, TEXTS, "query")):
            scores = [cosine(query, document) for document in documents]
            assert scores.index(max(scores)) == place

    async def test_calls_at_the_same_time_do_not_mix(self, embedder: Embedder) -> None:
        apart = await _embed(embedder, TEXTS, "document")
        together = await asyncio.gather(*(_embed(embedder, [text], "document") for text in TEXTS * 3))
        for alone, [vector] in zip(apart * 3, together, strict=True):
            assert cosine(alone, vector) > _SAME

    async def test_closing_it_twice_does_no_harm(self, embedder: Embedder) -> None:
        await _embed(embedder, TEXTS[:1], "document")
        await embedder.close()
        await embedder.close()


async def _embed(embedder: Embedder, texts: Sequence[str], purpose: Purpose) -> list[Sequence[float]]:
    found: list[Sequence[float]] = []
    for start in range(0, len(texts), embedder.batch):
        found += (await embedder.embed(texts[start : start + embedder.batch], purpose)).vectors
    return found
