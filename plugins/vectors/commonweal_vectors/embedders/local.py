"""The embedder ``local``: a model of meaning on this machine, run by ``fastembed``; no text leaves it.

The files of a model stand in ``models/<name of the model>`` of the data directory; where that folder is not
there, they are fetched once and kept in ``models``. A text counts up to its 6,000th character, and no further
than the model reads: with the default about a hundred words.
"""

import asyncio
import os
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from commonweal import (
    CommonwealError,
    DriverSetup,
    Embedded,
    Embedder,
    EmbedderRefused,
    OperatorError,
    Purpose,
    VectorsUnavailable,
)

from commonweal_vectors.embedders.texts import clean

try:
    from fastembed import TextEmbedding
except ImportError as error:
    raise ImportError("run: pip install 'commonweal-vectors[local]'") from error

DEFAULT_MODEL = "sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2"
_BATCH = 16  # small, so that a query does not wait long behind documents
_MOST_THREADS = 4
_AGAIN_AFTER = 60  # seconds before a model that could not be loaded is tried again
_INSTRUCTION = "Instruct: Given a search query, retrieve texts that are about it\nQuery:"
# What models of several languages want before a document and before a query, as their descriptions say.
_PROMPTS = {
    "google/embeddinggemma-300m": ("title: none | text: ", "task: search result | query: "),
    "intfloat/multilingual-e5-large": ("passage: ", "query: "),
    "Qwen/Qwen3-Embedding-0.6B": ("", _INSTRUCTION),
    "Qwen/Qwen3-Embedding-0.6B-Q": ("", _INSTRUCTION),
}


class LocalEmbedder:
    """Loads a model when it is first needed, and runs it, in one thread beside the event loop."""

    batch = _BATCH
    semantic = True
    dear = True  # in time, not in money

    def __init__(self, name: str, home: Path, seconds: float) -> None:
        self._name = name
        self._models = home / "models"
        self._folder = self._models / name
        self._seconds = seconds
        self._prompts = dict(zip(("document", "query"), _PROMPTS.get(name, ("", "")), strict=True))
        self._worker = ThreadPoolExecutor(1, "embedding")
        self._loading: Future[TextEmbedding] | None = None
        self._failed_at = 0.0
        self.dimensions = _dimensions(name)
        self.model = f"local:{name}/{self.dimensions}"

    async def embed(self, texts: Sequence[str], purpose: Purpose) -> Embedded:
        """Embed texts; a model that is not ready in time is waited for no longer."""
        if not texts:
            return Embedded([])
        model = await self._loaded()
        prompted = [self._prompts[purpose] + clean(text) for text in texts]
        run = asyncio.get_running_loop().run_in_executor
        return Embedded(await run(self._worker, _vectors, model, prompted, purpose))

    async def close(self) -> None:
        """Let the model go once what is being embedded is done."""
        self._worker.shutdown(wait=False, cancel_futures=True)
        self._loading = None

    async def _loaded(self) -> TextEmbedding:
        loading = self._loading
        if loading is None or self._may_try_again(loading):
            loading = self._loading = self._worker.submit(self._load)
        ready = asyncio.wrap_future(loading)
        ready.add_done_callback(lambda done: done.cancelled() or done.exception())  # somebody has seen it
        done, _ = await asyncio.wait({ready}, timeout=self._seconds)
        if not done:
            raise VectorsUnavailable(f"the model {self._name} is still being fetched or loaded; try again")
        return await ready

    def _may_try_again(self, loading: "Future[TextEmbedding]") -> bool:
        failed = loading.done() and loading.exception() is not None
        return failed and time.monotonic() - self._failed_at > _AGAIN_AFTER

    def _load(self) -> TextEmbedding:
        given = str(self._folder) if self._folder.is_dir() else None
        threads = min(_MOST_THREADS, os.cpu_count() or 1)
        try:
            return TextEmbedding(
                self._name, cache_dir=str(self._models), threads=threads, specific_model_path=given
            )
        except Exception as error:
            self._failed_at = time.monotonic()
            raise self._unusable(given, error) from error

    def _unusable(self, given: str | None, error: Exception) -> CommonwealError:
        if given:
            return EmbedderRefused(
                f"{given} does not hold the model {self._name} ({error}); put its files there anew, or take "
                "the folder away so that they are fetched"
            )
        return VectorsUnavailable(
            f"the model {self._name} cannot be fetched ({error}); let this machine reach the Internet or put "
            f"its files into {self._folder}"
        )


def _vectors(model: TextEmbedding, texts: list[str], purpose: Purpose) -> list[list[float]]:
    embed = model.query_embed if purpose == "query" else model.passage_embed
    return [vector.tolist() for vector in embed(texts, batch_size=_BATCH)]


def _dimensions(name: str) -> int:
    try:
        return TextEmbedding.get_embedding_size(name)
    except ValueError as error:
        several = ", ".join(sorted({DEFAULT_MODEL, *_PROMPTS}))
        raise OperatorError(
            f"vectors.model: there is no model {name!r} in fastembed; of several languages are {several}"
        ) from error


def open_embedder(setup: DriverSetup) -> Embedder:
    """Make the embedder for the model that the settings name, without loading it yet."""
    settings = setup.settings
    return LocalEmbedder(settings.model or DEFAULT_MODEL, setup.home, settings.embedder_seconds)
