"""What services with the API of OpenAI answer: vectors, looked at before they are believed, or why not.

Services that offer the same API differ in how they word refusals, and in the status they give them.
"""

import base64
import math
import re
import struct
from typing import TYPE_CHECKING

import msgspec
from commonweal import EmbedderRefused

if TYPE_CHECKING:
    import httpx

_MAY_BE_TOO_LARGE = frozenset({400, 413, 422, 500})
_TOO_LARGE = re.compile(r"too (large|long|many)|batch size|context length", re.IGNORECASE)
_TOKENS = re.compile(r"\btokens\b", re.IGNORECASE)
_TOO_MANY_TEXTS = re.compile(r"batch size", re.IGNORECASE)
_PAYLOAD, _FAILED = 413, 500
_MOST_SAID = 200


class _Entry(msgspec.Struct):
    embedding: list[float] | str
    index: int | None = None


class _Usage(msgspec.Struct):
    prompt_tokens: int = 0
    total_tokens: int = 0


class _Answer(msgspec.Struct):
    data: list[_Entry]
    usage: _Usage | None = None


class Read(msgspec.Struct):
    """The vectors of an answer in the order of the texts, and the tokens they were counted as."""

    vectors: list[list[float]]
    tokens: int


def read_answer(response: "httpx.Response", texts: int, dimensions: int) -> Read:
    """Return what an answer holds, or raise ``EmbedderRefused`` if it is not what was asked for."""
    try:
        answer = msgspec.json.decode(response.content, type=_Answer)
        vectors = [_numbers(entry.embedding) for entry in _in_order(answer.data)]
    except (msgspec.DecodeError, struct.error, ValueError) as error:
        raise EmbedderRefused(
            f"{response.url} does not answer as an API of embeddings ({error}); look at vectors.embedder_url"
        ) from error
    if len(vectors) != texts:
        raise EmbedderRefused(f"{response.url} answers {texts} texts with {len(vectors)} vectors")
    for vector in vectors:
        _check(vector, dimensions)
    usage = answer.usage or _Usage()
    return Read(vectors, usage.prompt_tokens or usage.total_tokens)


def _in_order(entries: list[_Entry]) -> list[_Entry]:
    """Return entries by the index each names; where none does, as they come."""
    told = [entry.index for entry in entries if entry.index is not None]
    if not told:
        return entries
    if sorted(told) != list(range(len(entries))):
        raise ValueError(f"its indexes are {told[:5]}")
    return sorted(entries, key=lambda entry: entry.index or 0)


def _numbers(embedding: list[float] | str) -> list[float]:
    """Return a vector from numbers, or from its 32-bit floats in Base64."""
    if not isinstance(embedding, str):
        return embedding
    data = base64.b64decode(embedding, validate=True)
    return list(struct.unpack(f"<{len(data) // 4}f", data))


def _check(vector: list[float], dimensions: int) -> None:
    if len(vector) != dimensions:
        raise EmbedderRefused(
            f"the model makes vectors of {len(vector)} numbers, not {dimensions}; "
            f"set vectors.dimensions to {len(vector)} or choose another vectors.model"
        )
    if not all(map(math.isfinite, vector)) or not any(vector):
        raise EmbedderRefused("the model makes vectors that are no direction; choose another vectors.model")


def is_too_large(response: "httpx.Response") -> bool:
    """Tell whether a service refuses because the texts are too many, or one of them too long."""
    status = response.status_code
    if status not in _MAY_BE_TOO_LARGE:
        return False
    if status == _PAYLOAD or _TOO_LARGE.search(response.text):
        return True
    return status != _FAILED and bool(_TOKENS.search(response.text))


def takes_fewer_texts(response: "httpx.Response") -> bool:
    """Tell whether a service refuses because the texts are too many, however short they are."""
    return bool(_TOO_MANY_TEXTS.search(response.text)) and not _TOKENS.search(response.text)


def said(response: "httpx.Response") -> str:
    """Return what a service says is wrong: the message of an error in JSON, or the start of the text."""
    try:
        answer = response.json()
    except ValueError:
        answer = response.text
    while isinstance(answer, dict):
        answer = answer.get("error") or answer.get("message") or answer.get("detail") or str(sorted(answer))
    words = " ".join(str(answer).split())
    return words if len(words) <= _MOST_SAID else f"{words[:_MOST_SAID]}…"
