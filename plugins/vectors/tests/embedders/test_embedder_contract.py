"""Our embedders keep the contract, each against what really makes its vectors."""

import pytest
from commonweal.testing.embedder_contract import EmbedderContract
from commonweal_vectors.embedders.hashing import HashingEmbedder


class TestHashing(EmbedderContract):
    @pytest.fixture(params=[1_024, 64])
    def embedder(self, request):
        return HashingEmbedder(request.param)


class TestOpenAi(EmbedderContract):
    @pytest.fixture
    def embedder(self, made):
        return made()
