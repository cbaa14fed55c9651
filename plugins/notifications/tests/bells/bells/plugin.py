"""Bells of several kinds; each is heard by those it was rung for."""

from uuid import UUID

from commonweal import Event, event_type, hookimpl
from commonweal_notifications.api import Kind, Notice


@event_type("bells.rang")
class Rang(Event, frozen=True):
    """A bell was rung for some accounts."""

    bell: UUID
    heard_by: list[UUID]


@event_type("bells.alarm_rang")
class AlarmRang(Event, frozen=True):
    """An alarm nobody can turn off."""

    bell: UUID
    heard_by: list[UUID]


async def listeners(work, recorded):
    """Tell everybody it was rung for."""
    event, data = recorded.event, {"bell": str(recorded.event.bell)}
    about = f"bell:{event.bell}"
    return [Notice(recipient=each, data=data, about=about, group=about) for each in event.heard_by]


async def name_bells(work, locale, data):
    """Name the bells, but for those that are broken."""
    return [
        None
        if each["bell"].startswith("00000000")
        else {"bell": "<Big Ben>", "url": f"/bells/{each['bell']}"}
        for each in data
    ]


def kind(name, event, **more):
    """Return a kind of bell."""
    return Kind(
        name=f"bells.{name}",
        event_types=[event],
        decide=listeners,
        describe=name_bells,
        samples=[{"bell": "Big Ben", "url": "/bells/1"}],
        **more,
    )


KINDS = [
    kind("rang", Rang, email="now", audience=frozenset({"human", "agent"})),
    kind("chimed", Rang, email="digest"),
    kind("whispered", Rang, in_app=False),
    kind(
        "alarm", AlarmRang, email="now", can_be_off=False, urgent=True, audience=frozenset({"human", "agent"})
    ),
]


@hookimpl
def commonweal_event_types():
    """Declare the events."""
    return [Rang, AlarmRang]


@hookimpl
def commonweal_notification_kinds():
    """Declare the kinds."""
    return KINDS
