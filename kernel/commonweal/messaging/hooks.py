"""The hooks of messaging: event types, subscriptions, tasks and schedules.

Every name begins with the id of its plugin and a dot.
"""

from commonweal.messaging.events import Event
from commonweal.messaging.schedules import Schedule
from commonweal.messaging.subscriptions import Subscription
from commonweal.messaging.tasks import Task
from commonweal.plugin.context import PluginContext
from commonweal.plugin.markers import hookspec


@hookspec
def commonweal_event_types() -> list[type[Event]]:
    """Declare the events that this plugin emits; others subscribe to the classes in its ``api`` module.

    Example:
    >>> from uuid import UUID
    >>> from commonweal import Event, event_type, hookimpl
    >>> @event_type("weather.storm_seen", version=1)
    ... class StormSeen(Event, frozen=True):
    ...     '''A storm was seen; ids only, never a person's data.'''
    ...     station: UUID
    >>> @hookimpl
    ... def commonweal_event_types():
    ...     return [StormSeen]
    >>> commonweal_event_types()[0].event_name
    'weather.storm_seen'

    """


@hookspec
def commonweal_subscriptions(context: PluginContext) -> list[Subscription]:
    """Subscribe to events, one's own or those of plugins in ``requires``.

    Example:
    >>> from commonweal import Event, Subscription, event_type, hookimpl
    >>> @event_type("weather.calm_seen")
    ... class CalmSeen(Event, frozen=True):
    ...     '''The wind is gone.'''
    ...     station: int
    >>> async def count_calm(work, recorded):
    ...     await work.execute("UPDATE weather.station SET calm = true WHERE id = $1", recorded.event.station)
    >>> @hookimpl
    ... def commonweal_subscriptions(context):
    ...     return [Subscription(name="weather.count_calm", event_types=[CalmSeen], handler=count_calm)]
    >>> commonweal_subscriptions(None)[0].max_attempts
    8

    """


@hookspec
def commonweal_tasks(context: PluginContext) -> list[Task]:
    """Declare the tasks that workers run for this plugin.

    Example:
    >>> from commonweal import TaskContext, hookimpl, task
    >>> @task("weather.fetch_forecast", time_limit=30)
    ... async def fetch_forecast(context: TaskContext, *, days: int) -> None:
    ...     '''Fetch a forecast; may run again after a crash.'''
    >>> @hookimpl
    ... def commonweal_tasks(context):
    ...     return [fetch_forecast]
    >>> commonweal_tasks(None)[0].name
    'weather.fetch_forecast'

    """


@hookspec
def commonweal_schedules(context: PluginContext) -> list[Schedule]:
    """Ask for tasks at regular times, by an interval or by a cron line in UTC.

    Example:
    >>> from commonweal import Schedule, TaskContext, hookimpl, task
    >>> @task("weather.sweep")
    ... async def sweep(context: TaskContext) -> None:
    ...     '''Throw away old forecasts.'''
    >>> @hookimpl
    ... def commonweal_schedules(context):
    ...     return [Schedule(name="weather.nightly", task=sweep, cron="15 3 * * *")]
    >>> commonweal_schedules(None)[0].cron
    '15 3 * * *'

    """
