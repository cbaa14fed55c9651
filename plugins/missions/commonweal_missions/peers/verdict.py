"""The verdict on evidence from the automatic score and the reviews of peers (DOMAIN §8.3)."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

FAILED_CHECK = 0.50
DECIMALS = 9  # 0.4 x 0.6 + 0.6 x 0.6 is 0.6, whatever floats make of it


class Vote(NamedTuple):
    """A peer's verdict and how sure the peer is, 0 to 1."""

    verdict: Literal["approve", "reject"]
    confidence: float


def after_check(
    score: float | None, *, always_peers: bool, verified_at: float = 0.80, peers_at: float = 0.50
) -> Literal["verified", "peer_review", "rejected"]:
    """Say where evidence goes after the automatic check; ``score`` is None if the check failed to answer."""
    if score is None:
        return "peer_review"
    if score < peers_at:
        return "rejected"
    return "verified" if score >= verified_at and not always_peers else "peer_review"


def peer_score(votes: Sequence[Vote]) -> float:
    """Average the confidence of those who approve and the doubt of those who reject; needs a vote."""
    agreement = [vote.confidence if vote.verdict == "approve" else 1 - vote.confidence for vote in votes]
    return sum(agreement) / len(agreement)


def final_confidence(automatic: float | None, votes: Sequence[Vote]) -> float:
    """Weigh the check with 0.4 and the peers with 0.6; without peers the check alone counts."""
    checked = FAILED_CHECK if automatic is None else automatic
    if not votes:
        return checked
    return round(0.4 * checked + 0.6 * peer_score(votes), DECIMALS)


def verified_by_peers(confidence: float, threshold: float = 0.60) -> bool:
    """Say whether a final confidence verifies."""
    return confidence >= threshold


def quality_score(final: float, automatic: float | None, *, decided_by_hand: bool) -> float | None:
    """Return what the quality bonus looks at: after a partner's or admin's verdict the automatic score."""
    return automatic if decided_by_hand else final
