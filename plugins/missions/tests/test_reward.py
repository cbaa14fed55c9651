"""Rewards stay within the band of their difficulty (DOMAIN §7.1)."""

import pytest
from commonweal_missions.rules.reward import BANDS, reward_fits
from commonweal_missions.rules.vocabulary import Difficulty


@pytest.mark.parametrize(
    ("difficulty", "lowest", "highest", "suggested"),
    [
        ("beginner", 10, 25, 10),
        ("intermediate", 15, 50, 25),
        ("advanced", 30, 100, 50),
        ("expert", 50, 200, 100),
    ],
)
def test_band_holds_its_ends_and_nothing_beyond(difficulty, lowest, highest, suggested):
    kind = Difficulty(difficulty)

    assert reward_fits(kind, lowest * 100)
    assert reward_fits(kind, highest * 100)
    assert not reward_fits(kind, lowest * 100 - 1)
    assert not reward_fits(kind, highest * 100 + 1)
    assert BANDS[kind].suggested == suggested * 100
