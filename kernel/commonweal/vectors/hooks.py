"""The hook of the vectors service: the collections of a plugin."""

from commonweal.plugin.context import PluginContext
from commonweal.plugin.markers import hookspec
from commonweal.vectors.collection import Collection


@hookspec
def commonweal_vector_collections(context: PluginContext) -> list[Collection]:
    """Declare what the plugin wants found by likeness: names, fields to filter by, and where texts come from.

    A name begins with the plugin's id and a dot; a plugin that declares any other is left out.

    Example:
    >>> from uuid import UUID
    >>> from commonweal import Collection, Document, Event, event_type, hookimpl
    >>> @event_type("forest.tree_planted")
    ... class TreePlanted(Event, frozen=True):
    ...     '''There is one more tree.'''
    ...     tree_id: UUID
    >>> async def read_trees(work, ids):
    ...     rows = await work.fetch("SELECT id, story, kind FROM forest.tree WHERE id = ANY($1)", ids)
    ...     return [Document(row["id"], row["story"], {"kind": row["kind"]}) for row in rows]
    >>> async def list_trees(work, after, limit):
    ...     sql = "SELECT id FROM forest.tree WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2"
    ...     return [row["id"] for row in await work.fetch(sql, after, limit)]
    >>> @hookimpl
    ... def commonweal_vector_collections(context):
    ...     return [
    ...         Collection(
    ...             name="forest.tree",
    ...             fields={"kind": "keyword", "place": "point"},
    ...             documents=read_trees,
    ...             list_ids=list_trees,
    ...             changed_by={TreePlanted: "tree_id"},
    ...         )
    ...     ]
    >>> commonweal_vector_collections(None)[0].metric
    'cosine'

    """
