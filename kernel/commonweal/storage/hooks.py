"""The hooks of the storage service: tables."""

from piccolo.table import Table

from commonweal.plugin.context import PluginContext
from commonweal.plugin.markers import hookspec


@hookspec
def commonweal_tables(context: PluginContext) -> list[type[Table]]:
    """Name the plugin's Piccolo tables, so that their queries find the current unit of work.

    Each table says ``schema="<the plugin's schema>"``; the migrations make it, Piccolo's own are not used. A
    query runs inside ``database.write()`` or ``database.read()`` and fails outside of them.

    Example:
    >>> from piccolo.columns import Text, UUID
    >>> from piccolo.table import Table
    >>> from commonweal import hookimpl, new_id
    >>> class Station(Table, schema="weather", tablename="station"):
    ...     id = UUID(primary_key=True, default=new_id)
    ...     name = Text()
    >>> @hookimpl
    ... def commonweal_tables(context):
    ...     return [Station]
    >>> commonweal_tables(None)[0]._meta.schema
    'weather'

    """
