"""The hook of the vectors service: the collections of a plugin."""

from commonweal.plugin.context import PluginContext
from commonweal.plugin.markers import hookspec
from commonweal.vectors.collection import Collection


@hookspec
def commonweal_vector_collections(context: PluginContext) -> list[Collection]:
    """Declare what the plugin wants found by likeness: names, dimensions, fields to filter by, and texts.

    A name begins with the plugin's id and a dot; a plugin that declares any other is left out.

    Example:
    >>> from commonweal import Collection, Document, hookimpl
    >>> async def read_missions(work, ids):
    ...     rows = await work.fetch("SELECT id, title, domain FROM mission WHERE id = ANY($1)", ids)
    ...     return [Document(row["id"], row["title"], {"domain": row["domain"]}) for row in rows]
    >>> @hookimpl
    ... def commonweal_vector_collections(context):
    ...     fields = {"domain": "keyword", "place": "point"}
    ...     name = "missions.mission"
    ...     return [Collection(name=name, dimensions=384, fields=fields, documents=read_missions)]
    >>> commonweal_vector_collections(None)[0].metric
    'cosine'

    """
