"""How alike an image is to those of other claims, without looking at all of them (DOMAIN §8.2).

A hash is cut into four bands of 16 bits. Two hashes that differ in at most 11 bits differ in at most 2 bits
of at least one band; so each band is looked up, by its index, with its 136 neighbours within 2 bits, and only
what is found is compared in full. Of a million spread images, about eight thousand are.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from itertools import combinations
from typing import Final
from uuid import UUID

from commonweal import UnitOfWork

from commonweal_missions.evidence.naming import unsigned

BANDS: Final = 4
BAND_BITS: Final = 16
SEEN_UP_TO: Final = 11
_MASK = (1 << BAND_BITS) - 1
_BAND = """
    SELECT perceptual_hash FROM missions.evidence_file
    WHERE ({band}) = ANY (${number}::bigint[]) AND perceptual_hash IS NOT NULL
      AND submitted_at IS NOT NULL AND submitted_at <= $3 AND claim_id <> $2
"""
_BANDS = ("perceptual_hash & 65535", *(f"(perceptual_hash >> {16 * band}) & 65535" for band in (1, 2, 3)))
_NEAREST = "SELECT min(bit_count((found.perceptual_hash # $1)::bit(64)))::int FROM ({union}) AS found".format(
    union=" UNION ALL ".join(_BAND.format(band=band, number=4 + at) for at, band in enumerate(_BANDS))
)


async def nearest(
    work: UnitOfWork, hashes: Iterable[int], *, claim_id: UUID, submitted_at: datetime
) -> int | None:
    """Return the smallest distance of some hashes to those of other claims handed in before.

    None when there is none within 11 bits: what is farther off is all alike to the rules.
    """
    found = [
        await work.fetch_value(
            _NEAREST, each, claim_id, submitted_at, *(neighbours(band) for band in bands(each))
        )
        for each in hashes
    ]
    close = [distance for distance in found if distance is not None and distance <= SEEN_UP_TO]
    return min(close, default=None)


def bands(signed_hash: int) -> list[int]:
    """Cut a hash into its bands, the lowest bits first."""
    whole = unsigned(signed_hash)
    return [whole >> (BAND_BITS * band) & _MASK for band in range(BANDS)]


def neighbours(band: int) -> list[int]:
    """Return a band and every other that differs from it in one or two bits."""
    return [band ^ flips for flips in _flips()]


@cache
def _flips() -> tuple[int, ...]:
    single = [1 << bit for bit in range(BAND_BITS)]
    return (0, *single, *(one | other for one, other in combinations(single, 2)))
