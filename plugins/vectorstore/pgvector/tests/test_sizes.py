import pytest
from commonweal import Collection
from commonweal_pgvector.sizes import Sizes, compared_at_most, depth, index_for, still_suits
from hypothesis import given
from hypothesis import strategies as st

GIGABYTE = 2**30
SIZES = Sizes()


def _collection(dimensions, metric="cosine"):
    return Collection(name="zoo.animal", fields={}, dimensions=dimensions, metric=metric)


@pytest.mark.parametrize(
    ("dimensions", "metric", "items", "index"),
    [
        (384, "cosine", 9_999, ""),
        (384, "cosine", 10_000, "vector"),
        (384, "cosine", 100_000, "halfvec"),
        (384, "cosine", 5_000_000, "halfvec"),
        (384, "dot", 5_000_000, "vector"),
        (1_024, "cosine", 9_999, ""),
        (1_024, "cosine", 10_000, "halfvec"),
        (1_024, "cosine", 500_000, "halfvec"),
        (1_024, "cosine", 2_000_000, "binary"),
        (4_000, "cosine", 100_000, "halfvec"),
        (4_000, "cosine", 300_000, "binary"),
        (2_000, "euclidean", 10_000, "vector"),
        (2_001, "euclidean", 10_000, ""),
        (4_000, "dot", 300_000, ""),
    ],
)
def test_the_index_is_chosen_by_size_metric_and_memory(dimensions, metric, items, index):
    assert index_for(_collection(dimensions, metric), items, 4 * GIGABYTE, SIZES) == index


def test_with_less_memory_vectors_are_cut_to_one_bit_a_dimension_earlier():
    chosen = [index_for(_collection(1_024), 500_000, memory, SIZES) for memory in (GIGABYTE, 4 * GIGABYTE)]
    assert chosen == ["binary", "halfvec"]


def test_near_a_threshold_what_is_there_stays():
    kept = [still_suits("vector", _collection(4), items, GIGABYTE, SIZES) for items in (8_500, 120_000)]
    assert kept == [True, True]
    assert not still_suits("vector", _collection(4), 7_000, GIGABYTE, SIZES)
    assert not still_suits("vector", _collection(4), 130_000, GIGABYTE, SIZES)


@given(st.integers(1, 1_000), st.integers(1, 10**7), st.floats(0, 1))
def test_a_graph_is_followed_only_where_that_is_quicker_than_comparing(limit, items, share):
    passing = round(items * share)
    if passing > compared_at_most(limit, items):
        assert 12 * depth(limit, items, passing, 1) <= 2 * passing  # up to twice as many, in tidy steps
        assert depth(limit, items, passing, 1) >= limit


@pytest.mark.parametrize(("items", "compared"), [(10_000, 1_549), (100_000, 4_898), (500_000, 10_954)])
def test_how_many_are_compared_for_ten_grows_with_the_graph_that_is_the_alternative(items, compared):
    assert compared_at_most(10, items) == compared
