"""Points as Qdrant keeps them, the same for a server and for the engine; nothing of Commonweal's is imported.

A collection of ours is one of Qdrant's by the name ``<name>.<digest of its shape>``. One that was dropped and
made anew with another shape is therefore another, and whoever still has the old one in mind is told so.
"""

import hashlib
from array import array
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

Condition = dict[str, Any]
"""A filter, or a part of one, as Qdrant's REST API writes it."""

_DIGITS = 12


class CollectionGone(Exception):
    """There is no collection of that name and shape."""


class Shape(msgspec.Struct, frozen=True):
    """What a collection is made with; it never changes."""

    dimensions: int
    metric: str
    fields: dict[str, str]

    def place(self, name: str) -> str:
        """Return the name that a collection of this shape has in Qdrant."""
        written = msgspec.json.encode(self, order="deterministic")
        return f"{name}.{hashlib.sha256(written).hexdigest()[:_DIGITS]}"


class Point(msgspec.Struct, frozen=True, array_like=True):
    """One entry: the vector as 32-bit floats, and the payload as JSON has it."""

    id: UUID
    vector: bytes
    payload: dict[str, Any]


class Hit(msgspec.Struct, frozen=True, array_like=True):
    """One result, with the score as Qdrant gives it."""

    id: UUID
    score: float


class Sizes(msgspec.Struct, frozen=True):
    """How large a collection is, which index it has, and how many items are in that one."""

    items: int
    indexed: int
    index: str
    vector_bytes: int
    index_bytes: int
    behind: bool = False


def packed(vector: Sequence[float]) -> bytes:
    """Return a vector as 32-bit floats."""
    return array("f", vector).tobytes()


def unpacked(vector: bytes) -> list[float]:
    """Return the numbers of a packed vector."""
    numbers = array("f")
    numbers.frombytes(vector)
    return numbers.tolist()
