"""What a server or the way to it can say instead of an answer, as sentences that say what to do."""

import re
from collections.abc import Awaitable
from json import JSONDecodeError
from typing import TypeVar

import grpc  # type: ignore[import-untyped]
from commonweal import VectorError, VectorsUnavailable
from qdrant_client.common.client_exceptions import ResourceExhaustedResponse
from qdrant_client.http.exceptions import ResponseHandlingException, UnexpectedResponse

from commonweal_qdrant.points import CollectionGone

_T = TypeVar("_T")
_NO_ROOM = re.compile(rb"no space|out of disk|disk .*full|insufficient storage|memory limit", re.IGNORECASE)
_NO_COLLECTION = re.compile(rb"Collection .*(doesn't exist|not found)", re.IGNORECASE)
_KEY, _GONE, _BUSY, _ROOM = (401, 403), 404, (429, 502, 503, 504), 507
_STATUS_OF = {
    grpc.StatusCode.UNAUTHENTICATED: 401,
    grpc.StatusCode.PERMISSION_DENIED: 403,
    grpc.StatusCode.NOT_FOUND: 404,
    grpc.StatusCode.ALREADY_EXISTS: 409,
    grpc.StatusCode.INVALID_ARGUMENT: 400,
    grpc.StatusCode.RESOURCE_EXHAUSTED: 429,
    grpc.StatusCode.UNAVAILABLE: 503,
    grpc.StatusCode.DEADLINE_EXCEEDED: 504,
}


class AlreadyThere(Exception):
    """A collection of that name exists."""


async def answered(server: str, call: Awaitable[_T]) -> _T:
    """Wait for the answer of a server, and raise what says why there is none."""
    try:
        return await call
    except UnexpectedResponse as error:
        raise _for_status(server, error.status_code or 500, error.content) from error
    except grpc.aio.AioRpcError as error:
        status = _STATUS_OF.get(error.code(), 500)
        raise _for_status(server, status, (error.details() or "").encode()) from error
    except ResourceExhaustedResponse as error:
        raise _for_status(server, _BUSY[0], str(error).encode()) from error
    except ResponseHandlingException as error:
        raise _for_way(server, error.source) from error
    except (TimeoutError, JSONDecodeError) as error:
        raise _for_way(server, error) from error


def _for_status(server: str, status: int, content: bytes) -> Exception:
    said = content.decode(errors="replace").strip()[:500]
    if status == _GONE:
        return _for_missing(server, content)
    if status == 409 or (status == 400 and b"already exists" in content):  # noqa: PLR2004 - codes of HTTP
        return AlreadyThere()
    if status in _KEY:
        text = f"Qdrant at {server} refuses the key ({status}): set qdrant_key to one that may write there"
        return VectorError("vector_store_unfit", text)
    if status == _ROOM or _NO_ROOM.search(content):
        return VectorsUnavailable(f"Qdrant at {server} has no room left: give it more; it says: {said}")
    if status in _BUSY:
        return VectorsUnavailable(f"Qdrant at {server} does not answer now ({status}): {said}")
    return VectorsUnavailable(f"Qdrant at {server} answers {status}, which should not be: {said}")


def _for_missing(server: str, content: bytes) -> Exception:
    """Tell a server without the collection from whatever stands before one and knows nothing of it."""
    if _NO_COLLECTION.search(content):
        return CollectionGone()
    return VectorsUnavailable(
        f"what answers at {server} knows no Qdrant (404): see that it runs and that qdrant_url is right"
    )


def _for_way(server: str, error: BaseException) -> Exception:
    if isinstance(error, ValueError):
        text = f"what answers at {server} is no Qdrant, or one of a version unknown here: set qdrant_url anew"
        return VectorError("vector_store_unfit", text)
    said = f"{type(error).__name__}: {error}".rstrip(": ")
    if "SSL" in said or "CERTIFICATE" in said.upper():
        text = (
            f"no encrypted connection to Qdrant at {server}; see that its certificate and https fit: {said}"
        )
    elif "Timeout" in said:
        text = f"Qdrant at {server} took too long; see that it runs well, or raise store_seconds ({said})"
    else:
        text = f"Qdrant at {server} cannot be reached; see that it runs and that qdrant_url is right: {said}"
    return VectorsUnavailable(text)
