"""The registry: every event type, subscription, task and schedule of this process, and which plugin owns it."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from commonweal.messaging.events import NAME, Event
from commonweal.messaging.schedules import Schedule
from commonweal.messaging.settings import MessagingSettings
from commonweal.messaging.subscriptions import Subscription
from commonweal.messaging.tasks import DEFAULT_QUEUE, Task

if TYPE_CHECKING:
    from commonweal.plugin.context import PluginContext
    from commonweal.plugin.host import Host

KERNEL = "kernel"


class Subscribed(msgspec.Struct, frozen=True, eq=False):
    """A subscription with its owner and its event types by name."""

    owner: str
    subscription: Subscription
    kinds: dict[str, type[Event]]


class OwnedTask(msgspec.Struct, frozen=True, eq=False):
    """A task with its owner, and the owner's context to hand to it."""

    owner: str
    task: Task
    context: "Any | PluginContext" = None


class OwnedSchedule(msgspec.Struct, frozen=True, eq=False):
    """A schedule with its owner."""

    owner: str
    schedule: Schedule


class Registry:
    """What plugins contributed to messaging; ``is_enabled`` is asked again at every use."""

    def __init__(self, is_enabled: Callable[[str], bool] = lambda _owner: True) -> None:
        self._is_enabled = is_enabled
        self.event_types: dict[str, type[Event]] = {}
        self.subscriptions: dict[str, Subscribed] = {}
        self.tasks: dict[str, OwnedTask] = {}
        self.schedules: dict[str, OwnedSchedule] = {}

    @classmethod
    def collect(cls, host: "Host", settings: MessagingSettings) -> "Registry":
        """Ask all running plugins; one whose contribution is wrong is reported to the host as failed."""
        from commonweal.messaging.upkeep import register_upkeep  # noqa: PLC0415 - a task needs the registry's types

        registry = cls(host.is_enabled)
        register_upkeep(registry, settings)
        steps: list[tuple[str, Callable[..., None]]] = [
            ("commonweal_event_types", registry.add_event_types),
            ("commonweal_subscriptions", registry.add_subscriptions),
            ("commonweal_tasks", registry.add_tasks),
            ("commonweal_schedules", registry.add_schedules),
        ]
        for hook, add in steps:
            for contribution in host.collect(hook):
                plugin = contribution.plugin
                try:
                    add(plugin.id, contribution.value, plugin.context)
                except (ValueError, TypeError, AttributeError) as error:
                    host.fail(plugin.id, f"{hook}: {error}")
        return registry

    def is_enabled(self, owner: str) -> bool:
        """Say whether a plugin is on at this moment; the kernel always is."""
        return owner == KERNEL or self._is_enabled(owner)

    def enabled_tasks(self) -> list[str]:
        """Return the names of the tasks that may run now."""
        return [name for name, owned in self.tasks.items() if self.is_enabled(owned.owner)]

    def add_event_types(self, owner: str, kinds: Iterable[type[Event]], _context: object = None) -> None:
        """Register types of events; raises ValueError for a name that is not the owner's or is taken."""
        for kind in kinds:
            _claim(owner, kind.event_name, self.event_types)
            self.event_types[kind.event_name] = kind

    def add_subscriptions(
        self, owner: str, subscriptions: Iterable[Subscription], _context: object = None
    ) -> None:
        """Register subscriptions; raises ValueError for a wrong name or an event type that nobody declared."""
        for subscription in subscriptions:
            _claim(owner, subscription.name, self.subscriptions)
            kinds = {kind.event_name: kind for kind in subscription.event_types}
            for name, kind in kinds.items():
                if self.event_types.get(name) is not kind:
                    raise ValueError(f"{subscription.name} wants {kind.__name__}, which no plugin declares")
            self.subscriptions[subscription.name] = Subscribed(owner, subscription, kinds)

    def add_tasks(self, owner: str, tasks: Iterable[Task], context: "Any | PluginContext" = None) -> None:
        """Register tasks; raises ValueError for a name or a queue that is not the owner's."""
        for task in tasks:
            _claim(owner, task.name, self.tasks)
            if task.queue not in (DEFAULT_QUEUE, owner) and not task.queue.startswith(f"{owner}."):
                raise ValueError(f"{task.name} wants the queue {task.queue!r}; its own begin with {owner!r}")
            self.tasks[task.name] = OwnedTask(owner, task, context)

    def add_schedules(self, owner: str, schedules: Iterable[Schedule], _context: object = None) -> None:
        """Register schedules; raises ValueError for a wrong name or a task that is not registered."""
        for schedule in schedules:
            _claim(owner, schedule.name, self.schedules)
            if schedule.task.name not in self.tasks:
                raise ValueError(f"{schedule.name} asks for {schedule.task.name}, which no plugin declares")
            self.schedules[schedule.name] = OwnedSchedule(owner, schedule)


def _claim(owner: str, name: str, taken: dict[str, Any]) -> None:
    if not NAME.fullmatch(name) or not name.startswith(f"{owner}."):
        raise ValueError(f"the name {name!r} must be written as {owner}.something")
    if name in taken:
        raise ValueError(f"the name {name!r} is used twice")
