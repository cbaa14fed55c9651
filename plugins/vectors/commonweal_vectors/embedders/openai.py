"""The embedder ``openai``: any service with the API of that name, at ``vectors.embedder_url``.

``POST {embedder_url}/embeddings`` is what OpenAI, and most servers that one runs oneself, offer. Texts leave
the deployment; what they cost is counted. A text is cut to its first 6,000 characters, and further in half
where the model takes less.
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from commonweal import DriverSetup, Embedded, Embedder, EmbedderRefused, HttpClient, Purpose, VectorSettings

from commonweal_vectors.embedders.answers import Read, is_too_large, read_answer, takes_fewer_texts
from commonweal_vectors.embedders.asking import Asking
from commonweal_vectors.embedders.texts import clean

if TYPE_CHECKING:
    import httpx

DEFAULT_MODEL = "text-embedding-3-small"
_BATCH = 64
_SHORTEST = 200  # characters: a model that takes less is none to embed with
_OK = 200
_WHAT_TO_CHANGE = {
    401: "set vectors.embedder_key to a key it takes",
    402: "pay for it, or choose another service",
    403: "set vectors.embedder_key to a key that may use this model",
    404: "look at vectors.model and vectors.embedder_url",
    405: "look at vectors.embedder_url",
}
_WRONG = frozenset({400, 422})


class OpenAiEmbedder:
    """Asks a service for vectors, in parts as large as it takes."""

    semantic = True
    dear = True

    def __init__(self, http: HttpClient, settings: VectorSettings) -> None:
        self._name = settings.model or DEFAULT_MODEL
        self._price = settings.embedder_price
        self._asking = Asking(http, settings, f"{settings.embedder_url.rstrip('/')}/embeddings")
        self.dimensions = settings.dimensions
        self._wishes: dict[str, Any] = {"dimensions": self.dimensions, "encoding_format": "base64"}
        self.model = f"openai:{self._name}/{self.dimensions}"
        self.batch = _BATCH

    async def embed(self, texts: Sequence[str], purpose: Purpose) -> Embedded:
        """Ask for the vectors of texts; queries and documents are asked for alike."""
        del purpose
        if not texts:
            return Embedded([])
        read = await self._read([clean(text) for text in texts])
        # Rounded up, so that many small questions do not come to nothing.
        return Embedded(read.vectors, read.tokens, math.ceil(read.tokens * self._price))

    async def close(self) -> None:
        """Hold nothing: each question has a connection of its own."""

    async def _read(self, texts: list[str]) -> Read:
        wishes = self._wishes
        response = await self._asking.ask({"model": self._name, "input": texts, **wishes})
        if response.status_code == _OK:
            return read_answer(response, len(texts), self.dimensions)
        if self._gave_up(wishes, response):
            return await self._read(texts)
        if is_too_large(response):
            if len(texts) > 1:
                return await self._read_halves(texts, response)
            if len(texts[0]) > _SHORTEST:
                return await self._read([texts[0][: len(texts[0]) // 2]])
        raise self._refused(response)

    async def _read_halves(self, texts: list[str], response: "httpx.Response") -> Read:
        half = len(texts) // 2
        if takes_fewer_texts(response):
            self.batch = min(self.batch, half)
        first, second = await self._read(texts[:half]), await self._read(texts[half:])
        return Read(first.vectors + second.vectors, first.tokens + second.tokens)

    def _gave_up(self, wishes: dict[str, Any], response: "httpx.Response") -> bool:
        """Ask no more for what a service does not know; what it then answers is looked at all the same."""
        unknown = [wish for wish in wishes if wish in response.text]
        if response.status_code not in _WRONG or not unknown:
            return False
        self._wishes = {wish: value for wish, value in self._wishes.items() if wish not in unknown}
        return True

    def _refused(self, response: "httpx.Response") -> EmbedderRefused:
        status, words = response.status_code, self._asking.said(response)
        change = _WHAT_TO_CHANGE.get(status, "look at vectors.model and vectors.dimensions")
        return EmbedderRefused(
            f"{response.url} does not embed with {self._name}: {status}, {words}; {change}"
        )


def open_embedder(setup: DriverSetup) -> Embedder:
    """Make the embedder for the service that the settings name."""
    return OpenAiEmbedder(setup.services.get(HttpClient), setup.settings)
