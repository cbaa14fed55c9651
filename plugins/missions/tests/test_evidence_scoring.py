"""The automatic check follows the table and the caps of DOMAIN §8.2."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from commonweal_missions.checking.scoring import Findings, Pair, score

CLAIMED = datetime(2026, 5, 1, 8, tzinfo=UTC)
SUBMITTED = CLAIMED + timedelta(hours=5)
PERFECT = Findings(
    place_asked=True,
    metres=100,
    radius_m=500,
    captured_at=CLAIMED + timedelta(hours=1),
    claimed_at=CLAIMED,
    submitted_at=SUBMITTED,
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, 1.0),
        ({"metres": 500}, 1.0),
        ({"metres": 1_000}, 0.75),
        ({"metres": None}, 0.75),
        ({"metres": 1_500}, 0.40),
        ({"metres": 9_000, "place_asked": False}, 1.0),
        ({"captured_at": None}, 0.875),
        ({"captured_at": CLAIMED - timedelta(minutes=5)}, 1.0),
        ({"captured_at": CLAIMED - timedelta(minutes=6)}, 0.75),
        ({"captured_at": SUBMITTED + timedelta(minutes=6)}, 0.75),
        ({"nearest": 11}, 1.0),
        ({"nearest": 10}, 0.875),
        ({"nearest": 7}, 0.875),
        ({"nearest": 6}, 0.75),
        ({"nearest": 1}, 0.75),
        ({"nearest": 0}, 0.0),
        ({"items_missing": True}, 0.40),
        ({"pairs": (Pair(metres=51, hash_distance=20),)}, 0.79),
        ({"pairs": (Pair(metres=50, hash_distance=5),)}, 1.0),
        ({"pairs": (Pair(metres=None, hash_distance=4),)}, 0.79),
    ],
)
def test_each_finding_scores_as_the_table_says(change, expected):
    assert score(msgspec.structs.replace(PERFECT, **change)).score == expected


def test_the_reasons_name_what_lowered_the_score():
    found = score(msgspec.structs.replace(PERFECT, metres=1_500, captured_at=None, nearest=0))

    assert found.reasons == ("place", "time", "originality", "identical_image", "far_away")
