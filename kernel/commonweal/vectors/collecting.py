"""Which vector collections there are: what the running plugins declare, each under its own name."""

import msgspec

from commonweal.plugin.acting import as_plugin
from commonweal.plugin.host import Host
from commonweal.vectors.collection import Collection

_HOOK = "commonweal_vector_collections"


class Collections(dict[str, Collection]):
    """The collections of this process by name; ``context.services.get(Collections)`` has them."""


def collect_collections(host: Host) -> Collections:
    """Return the collections by name; a plugin that uses another's name, or one name twice, has failed."""
    found = Collections()
    for plugin, collection in host.collect_each(_HOOK, Collection):
        name = collection.name
        if not name.startswith(f"{plugin.id}."):
            host.fail(plugin.id, f"{_HOOK}: the name {name!r} must be written as {plugin.id}.something")
        elif name in found:
            host.fail(plugin.id, f"{_HOOK}: the name {name!r} is used twice")
        elif collection.documents is None or collection.list_ids is None:
            host.fail(plugin.id, f"{_HOOK}: {name} must say where its items come from: documents, list_ids")
        else:
            found[name] = msgspec.structs.replace(
                collection,
                documents=as_plugin(plugin.id, collection.documents),
                list_ids=as_plugin(plugin.id, collection.list_ids),
            )
    running = tuple(f"{plugin.id}." for plugin in host.running())
    return Collections({name: found[name] for name in found if name.startswith(running)})
