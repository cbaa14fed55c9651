"""Plugins are loaded after what they require, ties by id, and cycles are named."""

from commonweal.plugin.manifest import Manifest
from commonweal.plugin.order import load_order
from hypothesis import given
from hypothesis import strategies as st


def needs(requires=(), after=()):
    return Manifest(id="any", name="Any", plugin_api=">=1", requires=tuple(requires), after=tuple(after))


names = st.sampled_from("abcdefgh")


@st.composite
def graphs(draw):
    """Draw plugins that require and follow any of each other, or of plugins that are not there."""
    present = draw(st.sets(names, min_size=1))
    return {name: needs(draw(st.sets(names)) - {name}, draw(st.sets(names)) - {name}) for name in present}


@st.composite
def acyclic_graphs(draw):
    """Draw plugins that only require those before them in some order."""
    present = draw(st.permutations("abcdefgh"))
    return {
        name: needs(draw(st.sets(st.sampled_from(present[:place]))) if place else ())
        for place, name in enumerate(present)
    }


@given(graphs())
def test_every_plugin_comes_once_and_after_all_it_requires(graph):
    order, cyclic = load_order(graph)
    assert sorted(order) == sorted(graph)
    for name, manifest in graph.items():
        for required in set(manifest.requires) & graph.keys() - cyclic.keys():
            assert name in cyclic or order.index(required) < order.index(name)


@given(graphs())
def test_only_plugins_that_can_reach_themselves_are_on_a_cycle(graph):
    def reachable(start):
        seen, waiting = set(), [start]
        while waiting:
            more = set(graph[waiting.pop()].requires) & graph.keys() - seen
            seen |= more
            waiting += more
        return seen

    _, cyclic = load_order(graph)
    assert all(name in reachable(name) for name in cyclic)
    assert bool(cyclic) == any(name in reachable(name) for name in graph)


@given(acyclic_graphs())
def test_ties_go_by_id(graph):
    order, _ = load_order(graph)
    done: set[str] = set()
    for name in order:
        assert name == min(one for one in graph if one not in done and set(graph[one].requires) <= done)
        done.add(name)


@given(graphs())
def test_the_order_does_not_depend_on_the_order_of_discovery(graph):
    assert load_order(graph) == load_order(dict(reversed(graph.items())))


def test_after_is_heeded_but_never_stops_anybody():
    assert load_order({"a": needs(after=["b"]), "b": needs()}) == (["b", "a"], {})
    order, cyclic = load_order({"a": needs(after=["b"]), "b": needs(after=["a"])})
    assert sorted(order) == ["a", "b"]
    assert not cyclic


def test_a_requirement_beats_a_wish():
    assert load_order({"a": needs(after=["b"]), "b": needs(requires=["a"])}) == (["a", "b"], {})


def test_a_cycle_is_told_in_full():
    _, cyclic = load_order({"a": needs(["b"]), "b": needs(["a"]), "c": needs(["a"])})
    assert set(cyclic) == {"a", "b"}
    assert cyclic["a"] in {
        "dependency cycle: a requires b requires a",
        "dependency cycle: b requires a requires b",
    }
