"""The reward bands of missions (DOMAIN §7.1), in minor units: 1 IT = 100."""

from typing import NamedTuple

from commonweal_missions.rules.vocabulary import Difficulty

MINOR_PER_TOKEN = 100


class Band(NamedTuple):
    """The lowest, the highest and the suggested reward of a difficulty, in minor units."""

    lowest: int
    highest: int
    suggested: int


BANDS: dict[Difficulty, Band] = {
    Difficulty.BEGINNER: Band(10_00, 25_00, 10_00),
    Difficulty.INTERMEDIATE: Band(15_00, 50_00, 25_00),
    Difficulty.ADVANCED: Band(30_00, 100_00, 50_00),
    Difficulty.EXPERT: Band(50_00, 200_00, 100_00),
}


def reward_fits(difficulty: Difficulty, reward_minor: int) -> bool:
    """Say whether a reward lies within the band of its difficulty."""
    band = BANDS[difficulty]
    return band.lowest <= reward_minor <= band.highest
