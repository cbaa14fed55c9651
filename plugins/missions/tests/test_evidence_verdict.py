"""Verdicts and payments follow DOMAIN §8.3 and §10.4."""

import pytest
from commonweal_missions.paying.formula import reward
from commonweal_missions.peers.verdict import (
    Vote,
    after_check,
    final_confidence,
    quality_score,
    verified_by_peers,
)

YES = Vote("approve", 0.95)
MIXED = (Vote("approve", 0.9), Vote("approve", 0.8), Vote("reject", 0.7))


@pytest.mark.parametrize(
    ("base", "automatic", "votes", "final", "multiplier", "bonus", "paid"),
    [
        (5_000, 0.92, (), 0.92, 100, 35, 6_750),
        (5_000, 0.70, MIXED, 0.68, 110, 20, 6_600),
        (5_000, 0.92, (YES, YES, YES), 0.938, 150, 65, 12_375),
        (1_235, 0.85, (), 0.85, 125, 20, 1_853),
    ],
)
def test_each_row_of_the_reward_table_is_paid(base, automatic, votes, final, multiplier, bonus, paid):
    confidence = final_confidence(automatic, votes)
    payment = reward(
        base,
        automatic=automatic,
        approvals=sum(vote.verdict == "approve" for vote in votes),
        quality=confidence,
        multiplier_hundredths=multiplier,
    )

    assert confidence == pytest.approx(final)
    assert (payment.bonus_percent, payment.paid_minor) == (bonus, paid)


@pytest.mark.parametrize(
    ("score", "always", "state"),
    [
        (0.80, False, "verified"),
        (0.80, True, "peer_review"),
        (0.79, False, "peer_review"),
        (0.50, False, "peer_review"),
        (0.49, False, "rejected"),
        (0.49, True, "rejected"),
        (None, False, "peer_review"),
    ],
)
def test_the_check_leads_to_its_state(score, always, state):
    assert after_check(score, always_peers=always) == state


def test_a_failed_check_counts_half_beside_peers():
    assert final_confidence(None, MIXED) == pytest.approx(0.4 * 0.5 + 0.6 * 2 / 3)
    assert final_confidence(None, ()) == 0.5


def test_sixty_hundredths_exactly_verify():
    assert verified_by_peers(final_confidence(0.6, [Vote("approve", 0.6)] * 3))
    assert not verified_by_peers(final_confidence(0.6, [Vote("approve", 0.59)] * 3))


def test_a_verdict_by_hand_looks_at_the_automatic_score_for_quality():
    assert quality_score(1.0, 0.7, decided_by_hand=True) == 0.7
    assert quality_score(1.0, None, decided_by_hand=True) is None
    assert quality_score(0.95, 0.7, decided_by_hand=False) == 0.95
