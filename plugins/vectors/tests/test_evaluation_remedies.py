"""What helps: the cheapest first, another store last, and nothing where nothing hurts."""

from typing import get_args

import msgspec
import pytest
from commonweal_vectors.evaluating.estimate import estimate
from commonweal_vectors.evaluating.remedies import Cure, advise
from hypothesis import given
from hypothesis import strategies as st

from .evaluated import GIB, figures, latency, recall

ORDER = list(get_args(Cure))
REACHED = st.sets(st.sampled_from(["items", "slow", "recall", "memory"]))
ANY_FIGURES = st.builds(
    figures,
    store=st.sampled_from(["pgvector", "qdrant"]),
    index=st.sampled_from(["", "vector", "halfvec", "binary", "hnsw int8"]),
    behind=st.booleans(),
    items=st.integers(0, 5_000_000),
    dimensions=st.sampled_from([64, 384, 1_024]),
    together_bytes=st.integers(0, 32 * GIB),
    latencies=st.lists(st.builds(latency, st.floats(1, 5_000)), max_size=1),
    recalls=st.lists(st.builds(recall, st.floats(0, 1)), max_size=1).flatmap(
        lambda plain: st.lists(
            st.builds(
                recall,
                st.floats(0, 1),
                field=st.sampled_from(["topic", "place"]),
                value=st.just("rare"),
                p95=st.floats(1, 5_000),
            ),
            max_size=3,
        ).map(lambda filtered: plain + filtered)
    ),
)


def names(found, *reached):
    return [remedy.name for remedy in advise(found, reached)]


@given(found=ANY_FIGURES, reached=REACHED)
def test_the_cheapest_comes_first_and_another_store_last(found, reached):
    advised = [remedy.name for remedy in advise(found, reached)]
    assert advised == sorted(advised, key=ORDER.index)
    assert advised
    assert ("nothing" in advised) == (advised == ["nothing"])
    assert ("qdrant" in advised) == (bool(reached) and found.in_postgresql)
    assert "qdrant" not in advised[:-1]
    if found.behind:
        assert advised[0] == "prepare", "what costs nothing comes before all else"
        assert {"effort", "less_effort", "filter_index"}.isdisjoint(advised), "it does all of that"


def test_nothing_helps_what_does_not_hurt():
    assert names(figures()) == ["nothing"]
    assert names(figures(items=10_000_000, latencies=[latency(5_000)], recalls=[recall(0.1)])) == ["nothing"]


def test_many_entries_alone_are_a_reason_to_compare_and_no_hurry():
    [qdrant] = advise(figures(items=600_000), ["items"])
    assert (qdrant.name, qdrant.calm) == ("qdrant", True)
    assert [each.calm for each in advise(figures(items=600_000), ["items", "slow"])][-1:] == [False]


def test_searches_that_find_too_little_look_at_more_and_slow_ones_at_less():
    assert names(figures(recalls=[recall(0.85)]), "recall")[0] == "effort"
    assert "effort" not in names(figures(recalls=[recall(0.85)]), "recall", "slow")
    assert names(figures(recalls=[recall(0.99)]), "slow")[0] == "less_effort"
    assert "less_effort" not in names(figures(recalls=[recall(0.95)]), "slow")
    assert "effort" not in names(figures(index="", recalls=[recall(0.85)]), "recall")


def test_an_index_that_does_not_fit_is_kept_in_fewer_bytes():
    assert "halfvec" in names(figures(index="vector"), "memory")
    [bits] = [each for each in advise(figures(), ["memory"]) if each.name == "binary"]
    assert bits.bytes == 10_000 * 1_024 * 15 // 8
    assert "binary" not in names(figures(dimensions=384), "memory")
    for other in (
        figures(index="binary"),
        figures(metric="dot"),
        figures(store="qdrant"),
        figures(behind=True),
    ):
        assert {"halfvec", "binary"}.isdisjoint(names(other, "memory"))
    assert {"halfvec", "binary"}.isdisjoint(names(figures(), "recall"))


def test_a_field_is_seen_to_when_its_filter_is_what_hurts():
    poor = [recall(0.95), recall(0.97, "place", "common"), recall(0.4, "topic", "rare"), recall(0.8, "topic")]
    [filtered] = [each for each in advise(figures(recalls=poor), ["recall"]) if each.name == "filter_index"]
    assert (filtered.field, filtered.recall) == ("topic", 0.4)
    slow = [recall(0.95, p95=20), recall(0.97, "place", "common", p95=900)]
    assert "filter_index" in names(figures(recalls=slow), "slow")
    everything = [recall(0.5), recall(0.4, "topic", "rare")]
    assert "filter_index" not in names(figures(recalls=everything), "recall")


def test_more_memory_is_as_much_as_leaves_the_trigger():
    [more] = [each for each in advise(figures(together_bytes=4 * GIB), ["memory"]) if each.name == "memory"]
    assert 4 * GIB / (4 * GIB + more.bytes) == pytest.approx(0.4)
    nowhere = msgspec.structs.replace(figures().memory, room=None)
    assert "memory" not in names(figures(together_bytes=4 * GIB, memory=nowhere), "slow")


def test_the_estimate_counts_what_the_vectors_take_and_how_long_they_are_on_their_way():
    found = estimate(figures(items=1_000_000, dimensions=1_000))
    assert (found.memory, found.quantised_memory, found.disk) == (6 * 10**9, 1_500_000_000, 7_500_000_000)
    assert (found.seconds, found.basis) == (2_000, "assumed")
    measured = figures(items=1_000_000, filled_per_second=1_000.0)
    assert (estimate(measured).seconds, estimate(measured).basis) == (1_000, "filling")
    assert (estimate(measured, 4_000.0).seconds, estimate(measured, 4_000.0).basis) == (250, "trial")
