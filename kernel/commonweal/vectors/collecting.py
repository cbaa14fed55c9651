"""Which vector collections there are: what the running plugins declare, each under its own name."""

from commonweal.plugin.host import Host
from commonweal.vectors.collection import Collection

_HOOK = "commonweal_vector_collections"


def collect_collections(host: Host) -> dict[str, Collection]:
    """Return the collections by name; a plugin that uses another's name, or one name twice, has failed."""
    found: dict[str, Collection] = {}
    for plugin, collection in host.collect_each(_HOOK, Collection):
        name = collection.name
        if not name.startswith(f"{plugin.id}."):
            host.fail(plugin.id, f"{_HOOK}: the name {name!r} must be written as {plugin.id}.something")
        elif name in found:
            host.fail(plugin.id, f"{_HOOK}: the name {name!r} is used twice")
        else:
            found[name] = collection
    running = tuple(f"{plugin.id}." for plugin in host.running())
    return {name: collection for name, collection in found.items() if name.startswith(running)}
