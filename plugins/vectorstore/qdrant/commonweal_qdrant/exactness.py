"""Numbers that Qdrant would not compare or return exactly, and what is kept beside them so that it does.

Qdrant keeps payloads as JSON and reads numbers back with an error in the last digit unless they are short;
and it compares in ranges as 64-bit floats. Numbers that are not ``plain`` are therefore compared by a key, an
integer that orders like them, in two halves that any float holds; and what was given is kept as text.
"""

import struct
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

WIDE = 2**53
_DIGITS = 15
_LEAST, _BELOW, _EXPONENT = 1e-7, 1e15, -22
_HALF = 32
_DOWN, _UP = Context(prec=_DIGITS, rounding=ROUND_FLOOR), Context(prec=_DIGITS, rounding=ROUND_CEILING)
_float, _signed = struct.Struct(">d"), struct.Struct(">q")


def is_plain(number: float) -> bool:
    """Tell whether a float is read from JSON as it was written by a reader that takes no special care."""
    if number == 0:
        return True
    _, digits, exponent = Decimal(repr(float(number))).normalize().as_tuple()
    return _LEAST <= abs(number) < _BELOW and len(digits) <= _DIGITS and int(exponent) >= _EXPONENT


def key_of(number: float) -> int:
    """Return an integer of 64 bits that orders like the float."""
    bits: int = _signed.unpack(_float.pack(number))[0]
    return bits if bits >= 0 else -(bits & (2**63 - 1))


def halved(key: int) -> dict[str, int]:
    """Cut an integer into halves that order like it, the high one first."""
    return {"high": key >> _HALF, "low": key & (2**_HALF - 1)}


def plain_floor(number: float) -> float:
    """Return the largest plain float up to a number."""
    return number if is_plain(number) else float(_DOWN.create_decimal(Decimal(number)))


def plain_ceiling(number: float) -> float:
    """Return the smallest plain float from a number on."""
    return number if is_plain(number) else float(_UP.create_decimal(Decimal(number)))
