"""What a verified mission pays (DOMAIN §10.4), in whole minor units and without floats."""

import msgspec

AUTOMATIC_BONUS = 20
PEER_BONUS = 10
QUALITY_BONUS = 15


class Reward(msgspec.Struct, frozen=True, kw_only=True):
    """A payment with its parts, to explain it: bonuses in percent, the multiplier in hundredths."""

    base_minor: int
    automatic_percent: int
    peers_percent: int
    quality_percent: int
    multiplier_hundredths: int

    @property
    def bonus_percent(self) -> int:
        """Add the bonuses up."""
        return self.automatic_percent + self.peers_percent + self.quality_percent

    @property
    def paid_minor(self) -> int:
        """Multiply, and round half up to the minor unit, once."""
        hundredths = self.base_minor * (100 + self.bonus_percent) * self.multiplier_hundredths
        return (hundredths + 5_000) // 10_000


def reward(
    base_minor: int,
    *,
    automatic: float | None,
    approvals: int,
    quality: float | None,
    multiplier_hundredths: int,
    automatic_threshold: float = 0.80,
    quality_threshold: float = 0.90,
) -> Reward:
    """Work out the payment; ``automatic`` is the score of the check, None if it failed.

    ``quality`` is what the quality bonus looks at: see ``peers.verdict.quality_score``.
    """
    return Reward(
        base_minor=base_minor,
        automatic_percent=AUTOMATIC_BONUS
        if automatic is not None and automatic >= automatic_threshold
        else 0,
        peers_percent=PEER_BONUS * approvals,
        quality_percent=QUALITY_BONUS if quality is not None and quality >= quality_threshold else 0,
        multiplier_hundredths=multiplier_hundredths,
    )
