"""A plugin declares vector collections under names of its own only."""

from commonweal.vectors import hooks
from commonweal.vectors.collecting import collect_collections

HOOK = 'hooks = ["commonweal_vector_collections"]\n'
CODE = """
from commonweal import Collection
async def read(work, ids):
    return []
async def listed(work, after, limit):
    return []
@hookimpl
def commonweal_vector_collections():
    said = dict(dimensions=2, fields={{}}, documents=read, list_ids=listed)
    return [Collection(name=name, **said) for name in {!r}]
"""


def test_collections_under_the_plugins_own_name_are_found(host_of):
    host = host_of(hooks, aspen=(HOOK, CODE.format(["aspen.leaf", "aspen.bark"])))
    assert list(collect_collections(host)) == ["aspen.leaf", "aspen.bark"]


def test_a_collection_under_another_name_fails_its_plugin_alone(host_of):
    host = host_of(
        hooks,
        aspen=(HOOK, CODE.format(["aspen.leaf", "birch.leaf"])),
        birch=(HOOK, CODE.format(["birch.leaf"])),
        bir=(HOOK, CODE.format(["birch.bark"])),
    )
    assert list(collect_collections(host)) == ["birch.leaf"]
    assert [plugin.id for plugin in host.running()] == ["birch"]
    assert host.plugins["aspen"].reason == (
        "commonweal_vector_collections: the name 'birch.leaf' must be written as aspen.something"
    )


def test_a_collection_declared_twice_is_refused(host_of):
    host = host_of(hooks, aspen=(HOOK, CODE.format(["aspen.leaf", "aspen.leaf"])))
    assert collect_collections(host) == {}
    assert "'aspen.leaf' is used twice" in host.plugins["aspen"].reason


def test_a_collection_that_cannot_be_built_anew_is_refused(host_of):
    code = CODE.replace(", list_ids=listed", "")
    host = host_of(hooks, aspen=(HOOK, code.format(["aspen.leaf"])))
    assert collect_collections(host) == {}
    assert "documents, list_ids" in host.plugins["aspen"].reason
