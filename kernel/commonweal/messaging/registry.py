"""The registry: the event types, subscriptions, tasks and schedules of this process, and who owns them."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

from commonweal.messaging.events import NAME, Event, RecordedEvent
from commonweal.messaging.schedules import Schedule
from commonweal.messaging.settings import MessagingSettings
from commonweal.messaging.subscriptions import Subscription
from commonweal.messaging.switches import PluginSwitched
from commonweal.messaging.tasks import DEFAULT_QUEUE, Task
from commonweal.messaging.upkeep import keep_event_log, upkeep_schedule
from commonweal.plugin.uses import Uses
from commonweal.storage.work import UnitOfWork

if TYPE_CHECKING:
    from commonweal.plugin.context import PluginContext
    from commonweal.plugin.host import Host

KERNEL = "kernel"
T = TypeVar("T")
Contribution = type[Event] | Subscription | Task | Schedule
_HOOKS: dict[str, type[Any]] = {  # in the order in which one needs the other
    "commonweal_event_types": type,
    "commonweal_subscriptions": Subscription,
    "commonweal_tasks": Task,
    "commonweal_schedules": Schedule,
}


class Owned(msgspec.Struct, Generic[T], frozen=True, eq=False):
    """A contribution, the id of the plugin that owns it, and that plugin's context."""

    owner: str
    item: T
    context: "Any | PluginContext" = None


class Registry:
    """What plugins contributed to messaging; whether a plugin is on is asked again at every use.

    Functions in ``on_switch`` are called when plugins were switched; ``at_work`` counts what is under way.
    """

    def __init__(
        self,
        is_enabled: Callable[[str], bool] = lambda _owner: True,
        on_switch: list[Callable[[], None]] | None = None,
        at_work: Callable[[str], AbstractContextManager[None]] = lambda _owner: nullcontext(),
        uses: Uses | None = None,
    ) -> None:
        self._is_enabled = is_enabled
        self.on_switch = on_switch if on_switch is not None else []
        self.at_work = at_work
        self.uses = uses or Uses()
        self.event_types: dict[str, Owned[type[Event]]] = {}
        self.subscriptions: dict[str, Owned[Subscription]] = {}
        self.tasks: dict[str, Owned[Task]] = {}
        self.schedules: dict[str, Owned[Schedule]] = {}

    @classmethod
    def collect(cls, host: "Host", settings: MessagingSettings) -> "Registry":
        """Ask all running plugins; one whose contribution is wrong is reported to the host as failed."""
        registry = cls(host.is_enabled, host.on_switch, host.at_work, host.uses)
        registry.add(KERNEL, PluginSwitched)
        registry.add(KERNEL, keep_event_log)
        registry.add(KERNEL, upkeep_schedule(settings))
        for hook, kind in _HOOKS.items():
            for plugin, item in host.collect_each(hook, kind):
                watched = _watched(item, host, plugin.id) if isinstance(item, Subscription) else item
                try:
                    registry.add(plugin.id, watched, plugin.context)
                except ValueError as error:
                    host.fail(plugin.id, f"{hook}: {error}")
        return registry

    def is_enabled(self, owner: str) -> bool:
        """Say whether a plugin is on at this moment; the kernel always is."""
        return owner == KERNEL or self._is_enabled(owner)

    def enabled_tasks(self) -> list[str]:
        """Return the names of the tasks that may run now."""
        return [name for name, owned in self.tasks.items() if self.is_enabled(owned.owner)]

    def add(self, owner: str, item: Contribution, context: Any = None) -> None:
        """Register a contribution.

        Raises ValueError for a name or a queue that is not the owner's, a name that is taken, and an event
        type or a task that is needed and that no plugin declares.
        """
        table: dict[str, Owned[Any]]
        match item:
            case Subscription(name=name):
                table = self.subscriptions
                for kind in item.event_types:
                    _require(kind, self.event_types.get(kind.event_name), f"{name} wants {kind.__name__}")
            case Schedule(name=name):
                table = self.schedules
                _require(item.task, self.tasks.get(item.task.name), f"{name} asks for {item.task.name}")
            case Task(name=name):
                table = self.tasks
                if item.queue not in (DEFAULT_QUEUE, owner) and not item.queue.startswith(f"{owner}."):
                    raise ValueError(f"{name} wants the queue {item.queue!r}; its own begin with {owner!r}")
            case _:
                table, name = self.event_types, getattr(item, "event_name", "")
        if not NAME.fullmatch(name) or not name.startswith(f"{owner}."):
            raise ValueError(f"the name {name!r} must be written as {owner}.something")
        if name in table:
            raise ValueError(f"the name {name!r} is used twice")
        owned: Owned[Any] = Owned(owner, item, context)
        table[name] = owned


def _watched(subscription: Subscription, host: "Host", plugin_id: str) -> Subscription:
    """Return a subscription whose handler is counted.

    That of a plugin of organisations passes over the events of those for which it is off.
    """
    by_organisation = host.plugins[plugin_id].manifest.scope == "organisation"

    async def handle(work: UnitOfWork, recorded: RecordedEvent[Any]) -> None:
        organisation_id = getattr(recorded.event, "organisation_id", None) if by_organisation else None
        if host.is_enabled(plugin_id, organisation_id):
            with host.uses.counted(plugin_id, "handlers"):
                await subscription.handler(work, recorded)

    return msgspec.structs.replace(subscription, handler=handle)


def _require(item: object, declared: Owned[Any] | None, need: str) -> None:
    if declared is None or declared.item is not item:
        raise ValueError(f"{need}, which no plugin declares")
