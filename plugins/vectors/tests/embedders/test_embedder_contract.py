"""Our embedders keep the contract, each against what really makes its vectors."""

import pytest
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
