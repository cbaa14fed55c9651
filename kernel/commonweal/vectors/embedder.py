"""The contract of embedders, which turn texts into vectors; drivers of ``commonweal.embedders`` fulfil it."""

from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec

from commonweal.errors import CommonwealError

Purpose = Literal["document", "query"]


class EmbedderRefused(CommonwealError):
    """An embedder will not take what it was given; trying again is no use before something is changed."""

    code = "embedder_refused"


class Embedded(msgspec.Struct, frozen=True):
    """The vectors of some texts, one for one, and what they cost: tokens, and millionths of a US dollar."""

    vectors: Sequence[Sequence[float]]
    tokens: int = 0
    microdollars: int = 0


class Embedder(Protocol):
    """Turns texts into vectors that are alike when the texts are.

    ``model`` names everything the vectors depend on, dimensions included: those of two models are never
    compared, and another model means that all is embedded anew. ``batch`` is how many texts it takes at once.
    With ``semantic`` false it goes by letters and words, not by meaning. Vectors that are ``dear`` are kept,
    so that no text is paid for twice.
    """

    model: str
    dimensions: int
    batch: int
    semantic: bool
    dear: bool

    async def embed(self, texts: Sequence[str], purpose: Purpose) -> Embedded:
        """Embed at most ``batch`` texts, none of which is blank.

        Raises ``EmbedderRefused`` and ``VectorsUnavailable``.
        """

    async def close(self) -> None:
        """Let go of connections and models."""
