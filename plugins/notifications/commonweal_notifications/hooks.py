"""The hook that notifications specify: of what people and agents are told (DOMAIN §15)."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import Event, PluginContext, RecordedEvent, UnitOfWork, hookspec

Data = Mapping[str, Any]
"""What a notification is about: ids, numbers, codes, times. Names are looked up when it is shown."""


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """That one account shall be told.

    ``about`` is what it is about, as ``mission:<id>``: people mute that, and mail about it makes one thread.
    Notices of one kind and one ``group`` are shown as one while they are unread ("3 people commented"); an
    empty one stands alone.
    """

    recipient: UUID
    data: Data
    about: str
    group: str = ""


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of notification; ``name`` begins with the id of its plugin and a dot.

    ``decide`` says whom an event concerns. It runs in a durable handler, in the unit of work in which the
    notices are stored, once for each event; it returns everybody, whatever they want to hear of.
    ``describe`` looks up, for the reader's locale, what the messages need: one mapping for each data, with
    ``url`` being where the notification leads; None for what does not exist any more, which is not shown.

    Its words are messages, dots and underscores of the name being dashes: ``<name>-label`` (the kind, in
    settings), ``<name>-title`` (one line, and the subject of mail), ``<name>-text`` (what happened and why
    it matters to the reader), and ``<name>-group`` (with ``$count``) for a kind that groups. ``samples`` are
    values as ``describe`` gives them, for previews.

    ``email`` says whether mail goes out unless the account wants otherwise: at once, in the daily digest or
    not at all. ``can_be_off`` is False for what everybody must hear. ``bulk`` mail is what nobody waits for.
    ``urgent`` ones do not wait for the end of quiet hours. ``audience`` is who can have it in the settings.
    """

    name: str
    event_types: Sequence[type[Event]]
    decide: Callable[[UnitOfWork, RecordedEvent[Any]], Awaitable[Sequence[Notice]]]
    describe: Callable[[UnitOfWork, str, Sequence[Data]], Awaitable[Sequence[Data | None]]]
    samples: Sequence[Data]
    in_app: bool = True
    email: Literal["now", "digest", "never"] = "never"
    can_be_off: bool = True
    bulk: bool = False
    urgent: bool = False
    audience: frozenset[Literal["human", "agent", "admin", "partner"]] = frozenset({"human"})


@hookspec
def commonweal_notification_kinds(context: PluginContext) -> list[Kind]:  # type: ignore[empty-body]  # a specification
    """Have people and agents told of what happens in your plugin.

    Example:
    >>> from uuid import UUID
    >>> from commonweal import Event, event_type, hookimpl
    >>> from commonweal_notifications.api import Kind, Notice
    >>> @event_type("trees.tree_adopted")
    ... class TreeAdopted(Event, frozen=True):
    ...     '''A tree has somebody who waters it.'''
    ...     tree: UUID
    ...     planter: UUID
    >>> async def planter(work, recorded):
    ...     tree = str(recorded.event.tree)
    ...     return [Notice(recipient=recorded.event.planter, data={"tree": tree}, about=f"tree:{tree}")]
    >>> async def name_trees(work, locale, data):
    ...     return [{"tree": "The old oak", "url": f"/trees/{each['tree']}"} for each in data]
    >>> @hookimpl
    ... def commonweal_notification_kinds(context):
    ...     return [
    ...         Kind(
    ...             name="trees.adopted",
    ...             event_types=[TreeAdopted],
    ...             decide=planter,
    ...             describe=name_trees,
    ...             samples=[{"tree": "The old oak", "url": "/trees/1"}],
    ...         )
    ...     ]
    >>> commonweal_notification_kinds(None)[0].email
    'never'

    """
