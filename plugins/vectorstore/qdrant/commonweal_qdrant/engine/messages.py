"""What is said to the engine and what it answers: msgpack, each message behind its length.

``Hello``, ``Welcome`` and ``Retire`` keep their form in every protocol to come, so that any two versions can
tell each other apart. All else may change with ``PROTOCOL``.
"""

import asyncio
import struct
from typing import Any, Literal, TypeVar
from uuid import UUID

import msgspec

from commonweal_qdrant.points import Condition, Point, Shape

PROTOCOL = 1
_T = TypeVar("_T")
_HEAD = struct.Struct(">I")
_MOST = 2**31  # bytes of one message

State = Literal["idle", "building", "failed"]
Refused = Literal["gone", "full", "failed"]


class Request(msgspec.Struct, frozen=True, tag=True):
    """Something asked of the engine."""


class Hello(Request, frozen=True, tag=True):
    """The first message of every connection."""

    protocol: int


class Retire(Request, frozen=True, tag=True):
    """Ends the engine as soon as what it is doing is done; said by a client of a later protocol."""


class Places(Request, frozen=True, tag=True):
    """Asks for the names of all collections."""


class Asking(Request, frozen=True, tag=True):
    """Something asked of one collection."""

    place: str


class Describe(Asking, frozen=True, tag=True):
    """Asks for the shape."""


class Create(Asking, frozen=True, tag=True):
    """Makes the collection unless it is there."""

    shape: Shape


class Drop(Asking, frozen=True, tag=True):
    """Removes the collection."""


class Upsert(Asking, frozen=True, tag=True):
    """Stores points."""

    points: list[Point]


class Delete(Asking, frozen=True, tag=True):
    """Removes points and answers how many there were."""

    ids: list[UUID]


class Retrieve(Asking, frozen=True, tag=True):
    """Asks for points by id."""

    ids: list[UUID]


class Query(Asking, frozen=True, tag=True):
    """Asks for the nearest to each vector."""

    vectors: list[bytes]
    limit: int
    where: Condition | None
    exact: bool


class Count(Asking, frozen=True, tag=True):
    """Asks how many points pass."""

    where: Condition | None


class Scroll(Asking, frozen=True, tag=True):
    """Asks for points in order of id."""

    limit: int
    start: UUID | None
    where: Condition | None


class Prepare(Asking, frozen=True, tag=True):
    """Begins to build an index of that name, unless one is being built; answers how that stands."""

    index: str


class Building(Asking, frozen=True, tag=True):
    """Asks how building stands."""


class Measure(Asking, frozen=True, tag=True):
    """Asks for the sizes."""


class Report(Asking, frozen=True, tag=True):
    """Says how far building is; from the builder."""

    done: int
    total: int


class Adopt(Asking, frozen=True, tag=True):
    """Puts what was built in the place of what there is; from the builder."""


Requests = (
    Hello
    | Retire
    | Places
    | Describe
    | Create
    | Drop
    | Upsert
    | Delete
    | Retrieve
    | Query
    | Count
    | Scroll
    | Prepare
    | Building
    | Measure
    | Report
    | Adopt
)


class Welcome(msgspec.Struct, frozen=True):
    """The answer to ``Hello``: the engine's protocol, process and version of Qdrant."""

    protocol: int
    process: int
    version: str


class Stand(msgspec.Struct, frozen=True):
    """How building stands."""

    state: State
    done: int = 0
    total: int = 0
    text: str = ""


class Answer(msgspec.Struct, frozen=True):
    """What the engine answers: a value, or why there is none."""

    value: msgspec.Raw = msgspec.Raw(b"\xc0")
    refused: Refused | None = None
    text: str = ""


_encoder = msgspec.msgpack.Encoder(uuid_format="bytes")
requests = msgspec.msgpack.Decoder(Requests)
answers = msgspec.msgpack.Decoder(Answer)


def encode(value: Any) -> bytes:
    """Return a value as msgpack."""
    return _encoder.encode(value)


def framed(message: bytes) -> bytes:
    """Put the length before a message."""
    return _HEAD.pack(len(message)) + message


def length_of(head: bytes) -> int:
    """Read the length before a message; raises ``ConnectionError`` for what no message is that long."""
    [length] = _HEAD.unpack(head)
    if length > _MOST:
        raise ConnectionError(f"a message of {length} bytes: this is no engine of ours")
    return int(length)


async def read_message(reader: asyncio.StreamReader) -> bytes:
    """Read one message; raises ``asyncio.IncompleteReadError`` when the other side has gone."""
    return await reader.readexactly(length_of(await reader.readexactly(_HEAD.size)))


def value_of(answer: Answer, kind: type[_T] | None) -> _T:
    """Return the value of an answer that has one, of the kind given."""
    value: Any = msgspec.msgpack.decode(answer.value, type=kind) if kind else None
    return value  # type: ignore[no-any-return]  # of the kind asked for
