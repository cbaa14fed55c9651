"""Pages of lists: signed cursors bound to what they were made for (DOMAIN §3)."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from typing import Generic, TypeVar

import msgspec

from commonweal.errors import Refusal

T = TypeVar("T")
_SIGNATURE = 12  # bytes: short enough for a URL, long enough that nobody guesses one


class Items(msgspec.Struct, Generic[T]):
    """A part of a list: the items, and the cursor that leads on, or None at the end."""

    items: list[T]
    next_cursor: str | None = None


class Cursors:
    """Writes and reads cursors: the place where a list goes on, opaque to the caller.

    A cursor only works with the filters and the sort it was made for, and only for the list that made it.
    """

    def __init__(self, key: bytes) -> None:
        self._key = hmac.digest(key, b"commonweal cursor", hashlib.sha256)

    def write(self, place: tuple[object, ...], bound_to: Mapping[str, object]) -> str:
        """Return the cursor for a place: the sort keys of the last item shown."""
        payload = msgspec.msgpack.encode(place)
        return base64.urlsafe_b64encode(self._sign(payload, bound_to) + payload).decode().rstrip("=")

    def read(self, cursor: str, bound_to: Mapping[str, object], shape: type[T]) -> T:
        """Return the place a cursor holds as ``shape``; raises ``Refusal("invalid_cursor")``."""
        try:
            raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
            signature, payload = raw[:_SIGNATURE], raw[_SIGNATURE:]
            if hmac.compare_digest(signature, self._sign(payload, bound_to)):
                return msgspec.msgpack.decode(payload, type=shape)
        except (ValueError, binascii.Error, msgspec.MsgspecError):
            pass
        raise Refusal("invalid_cursor")

    def _sign(self, payload: bytes, bound_to: Mapping[str, object]) -> bytes:
        bound = msgspec.json.encode(
            {key: value for key, value in bound_to.items() if value is not None}, order="sorted"
        )
        return hmac.digest(self._key, bound + b"\0" + payload, hashlib.sha256)[:_SIGNATURE]
