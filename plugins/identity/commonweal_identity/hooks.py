"""The hooks of identity, for the plugins that require it."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from commonweal import PluginContext, UnitOfWork, hookspec

OrientationFinished = Callable[[UnitOfWork, UUID], Awaitable[None]]


@hookspec
def commonweal_orientation_finished(context: PluginContext) -> OrientationFinished:  # type: ignore[empty-body]  # a specification
    """Return what is to happen when a human finishes the orientation.

    It is awaited with the unit of work in which that is kept, and the human's id, once per human.

    Example:
        >>> def commonweal_orientation_finished(context):
        ...     async def welcome(work, human_id):
        ...         await work.execute("INSERT INTO acme.welcome (human_id) VALUES ($1)", human_id)
        ...     return welcome

    """
