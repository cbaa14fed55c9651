"""The embedder ``hashing``: offline, deterministic, in any language, and by words, not by meaning.

Every feature of a text has a place among the numbers and a sign, both from a hash of it, so that the cosine
of two vectors is, but for chance, that of their features. Texts that differ in a word or a sentence score
from 0.92 on, as DOMAIN §6.1 wants of duplicates; texts on different things stay below 0.5. Documents and
queries are embedded alike.
"""

import asyncio
import math
from collections.abc import Sequence

from commonweal import DriverSetup, Embedded, Embedder, Purpose

from commonweal_vectors.embedders.features import features

_BATCH = 64


class HashingEmbedder:
    """Makes vectors of length 1 with the features of texts hashed into them.

    The number in ``model`` changes with anything that changes a vector.
    """

    batch = _BATCH
    semantic = False
    dear = False

    def __init__(self, dimensions: int) -> None:
        self.dimensions = dimensions
        self.model = f"hashing-1/{dimensions}"

    async def embed(self, texts: Sequence[str], purpose: Purpose) -> Embedded:
        """Embed texts in a worker thread; a page of text takes less than a millisecond."""
        del purpose
        return Embedded(
            await asyncio.to_thread(lambda: [embed_text(text, self.dimensions) for text in texts])
        )

    async def close(self) -> None:
        """Hold nothing."""

    def _vectors(self, texts: Sequence[str]) -> list[list[float]]:
        return [embed_text(text, self.dimensions) for text in texts]


def embed_text(text: str, dimensions: int) -> list[float]:
    """Return the vector of a text; what occurs often counts less than so often."""
    vector = [0.0] * dimensions
    found = features(text)
    for number, weight in found.items():
        # Two square roots are exact everywhere, where a power differs from machine to machine.
        value = 1.0 if weight == 1.0 else math.sqrt(weight * math.sqrt(weight))
        vector[(number >> 1) % dimensions] += value if number & 1 else -value
    length = math.sqrt(math.fsum(value * value for value in vector))
    if not length:  # all of it cancelled out, which happens to a text of two words
        vector[min(found) % dimensions] = length = 1.0
    return [value / length for value in vector]


def open_embedder(setup: DriverSetup) -> Embedder:
    """Make the embedder with as many dimensions as the settings say."""
    return HashingEmbedder(setup.settings.dimensions)
