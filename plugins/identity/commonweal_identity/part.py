"""One part of identity: what a package of this plugin contributes, gathered by the wiring."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from commonweal import (
        Command,
        Event,
        NavigationItem,
        PluginContext,
        SampleData,
        Schedule,
        SlotFill,
        StateMachine,
        Subscription,
    )


@dataclass(frozen=True, kw_only=True)
class Part:
    """The contributions of one package of identity."""

    tables: "list[type[Any]]" = field(default_factory=list)
    events: "list[type[Event]]" = field(default_factory=list)
    subscriptions: "list[Subscription]" = field(default_factory=list)
    tasks: list[Any] = field(default_factory=list)
    schedules: "list[Schedule]" = field(default_factory=list)
    routes: list[Any] = field(default_factory=list)
    pages: list[Any] = field(default_factory=list)
    navigation: "list[NavigationItem]" = field(default_factory=list)
    slots: "list[SlotFill]" = field(default_factory=list)
    samples: "list[Callable[[PluginContext], SampleData]]" = field(default_factory=list)
    commands: "list[Command]" = field(default_factory=list)
    machines: "list[StateMachine]" = field(default_factory=list)
