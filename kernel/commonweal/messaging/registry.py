"""The registry: the event types, subscriptions, tasks and schedules of this process, and who owns them."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

from commonweal.messaging.events import NAME, Event
from commonweal.messaging.schedules import Schedule
from commonweal.messaging.settings import MessagingSettings
from commonweal.messaging.subscriptions import Subscription
from commonweal.messaging.tasks import DEFAULT_QUEUE, Task
from commonweal.messaging.upkeep import keep_event_log, upkeep_schedule

if TYPE_CHECKING:
    from commonweal.plugin.context import PluginContext
    from commonweal.plugin.host import Host

KERNEL = "kernel"
T = TypeVar("T")


class Owned(msgspec.Struct, Generic[T], frozen=True, eq=False):
    """A contribution, the id of the plugin that owns it, and that plugin's context."""

    owner: str
    item: T
    context: "Any | PluginContext" = None


class Registry:
    """What plugins contributed to messaging; ``is_enabled`` is asked again at every use."""

    def __init__(self, is_enabled: Callable[[str], bool] = lambda _owner: True) -> None:
        self._is_enabled = is_enabled
        self.event_types: dict[str, type[Event]] = {}
        self.subscriptions: dict[str, Owned[Subscription]] = {}
        self.tasks: dict[str, Owned[Task]] = {}
        self.schedules: dict[str, Owned[Schedule]] = {}

    @classmethod
    def collect(cls, host: "Host", settings: MessagingSettings) -> "Registry":
        """Ask all running plugins; one whose contribution is wrong is reported to the host as failed."""
        registry = cls(host.is_enabled)
        registry.add_tasks(KERNEL, [keep_event_log])
        registry.add_schedules(KERNEL, [upkeep_schedule(settings)])
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
            _claim(owner, kind.event_name, self.event_types, kind)

    def add_subscriptions(self, owner: str, items: Iterable[Subscription], context: Any = None) -> None:
        """Register subscriptions; raises ValueError for a wrong name or an undeclared event type."""
        for each in items:
            unknown = [kind for kind in each.event_types if self.event_types.get(kind.event_name) is not kind]
            if unknown:
                raise ValueError(f"{each.name} wants {unknown[0].__name__}, which no plugin declares")
            _claim(owner, each.name, self.subscriptions, Owned(owner, each, context))

    def add_tasks(self, owner: str, items: Iterable[Task], context: Any = None) -> None:
        """Register tasks; raises ValueError for a name or a queue that is not the owner's."""
        for each in items:
            if each.queue not in (DEFAULT_QUEUE, owner) and not each.queue.startswith(f"{owner}."):
                raise ValueError(f"{each.name} wants the queue {each.queue!r}; its own begin with {owner!r}")
            _claim(owner, each.name, self.tasks, Owned(owner, each, context))

    def add_schedules(self, owner: str, items: Iterable[Schedule], context: Any = None) -> None:
        """Register schedules; raises ValueError for a wrong name or a task that is not registered."""
        for each in items:
            if each.task.name not in self.tasks:
                raise ValueError(f"{each.name} asks for {each.task.name}, which no plugin declares")
            _claim(owner, each.name, self.schedules, Owned(owner, each, context))


def _claim(owner: str, name: str, taken: dict[str, T], item: T) -> None:
    if not NAME.fullmatch(name) or not name.startswith(f"{owner}."):
        raise ValueError(f"the name {name!r} must be written as {owner}.something")
    if name in taken:
        raise ValueError(f"the name {name!r} is used twice")
    taken[name] = item
