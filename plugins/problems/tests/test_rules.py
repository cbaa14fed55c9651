"""The rules of problems and solutions without a database."""

import pytest
from commonweal import Refusal
from commonweal_problems.rules.drafting import ProblemDraft, check_problem, composite, is_link
from commonweal_problems.rules.likeness import bands, likeness
from hypothesis import given
from hypothesis import strategies as st

from .conftest import problem

TEXT = st.text(min_size=1, max_size=200)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [((0, 0, 0), 0), ((100, 100, 100), 100), ((80, 75, 85), 79.5), ((61, 60, 58), 59.9)],
)
def test_the_composite_score(scores, expected):
    assert composite(*scores) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("link", "fine"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://localhost", False),
        ("https://user@example.org", False),
        ("https://example.org/a b", False),
        ("https://[::1", False),
    ],
)
def test_links_lead_to_the_public_web(link, fine):
    assert is_link(link) is fine


def test_a_position_needs_both_numbers():
    with pytest.raises(Refusal) as refusal:
        check_problem(ProblemDraft(**problem(latitude=1.0)))
    assert [field.pointer for field in refusal.value.fields] == ["/longitude"]


@given(TEXT, TEXT)
def test_likeness_is_symmetric_and_bounded(one, other):
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert 0 <= likeness(one, other) <= 1.000001


@given(TEXT)
def test_a_text_is_like_itself(text):
    assert likeness(text, text) == pytest.approx(1) or likeness(text, text) == 0
    assert bands(text) == bands(text)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        (problem()["description"], problem()["description"].replace("March", "April"), 0.92, 1),
        (problem()["description"], "Write the names of birds that sing at dawn in the wetland.", 0, 0.4),
        ("公共水龙头每天早上没有水、居民要排队", "公共水龙头每天早上没有水、居民需要排队", 0.8, 1),
        ("公共水龙头每天早上没有水、居民要排队", "夜间药店信息不准、深夜买不到常用药", 0, 0.2),
    ],
)
def test_texts_that_say_the_same_are_alike(one, other, low, high):
    assert low <= likeness(one, other) <= high
    if low > 0.7:
        assert set(bands(one)) & set(bands(other)), "the twin is among the candidates"
