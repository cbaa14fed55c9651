"""The hooks of the plugin service: settings, commands, health checks and sample data."""

import msgspec

from commonweal.plugin.context import PluginContext
from commonweal.plugin.contributions import Command, Gauge, HealthCheck, SampleData
from commonweal.plugin.markers import hookspec


@hookspec
def commonweal_settings() -> type[msgspec.Struct]:
    """Declare the settings of the plugin as a struct; its fields are the keys.

    The values come from the section named like the plugin's id in the settings file, and from variables
    ``COMMONWEAL_<ID>__<KEY>``. Give every field a default where one is possible, a description that
    ``commonweal settings`` shows, and the type ``Secret`` where the value must not be printed.
    The filled-in struct is ``context.settings`` in every other hook.

    Example:
    >>> from typing import Annotated
    >>> import msgspec
    >>> from commonweal import Secret, hookimpl
    >>> class WeatherSettings(msgspec.Struct, frozen=True):
    ...     '''Where forecasts come from.'''
    ...     days: Annotated[int, msgspec.Meta(ge=1, le=14, description="How far to look ahead.")] = 3
    ...     api_key: Secret | None = None
    >>> @hookimpl
    ... def commonweal_settings():
    ...     return WeatherSettings
    >>> commonweal_settings()(days=5, api_key=Secret("hush"))
    WeatherSettings(days=5, api_key=•••)

    """


@hookspec
def commonweal_commands() -> list[Command]:
    """Add commands beside those of ``commonweal``.

    A command names its click command as ``"module:name"``, so that nothing of the plugin but ``plugin.py``
    is imported until the command is used. Two plugins with one command name: the later one is refused.

    Example:
    >>> from commonweal import Command, hookimpl
    >>> @hookimpl
    ... def commonweal_commands():
    ...     return [Command("forecast", "Print tomorrow's weather.", "acme_weather.commands:forecast")]
    >>> commonweal_commands()[0].name
    'forecast'

    """


@hookspec
def commonweal_health_checks(context: PluginContext) -> list[HealthCheck]:
    """Say what must work for this plugin to serve; ``/health/ready`` asks.

    A check returns when all is well and raises when not; the kernel gives it little time and runs it beside
    the checks of others. It must change nothing.

    Example:
    >>> import asyncio
    >>> from commonweal import HealthCheck, hookimpl
    >>> @hookimpl
    ... def commonweal_health_checks(context):
    ...     async def stations_known():
    ...         if not context.settings["stations"]:
    ...             raise RuntimeError("no weather station is configured")
    ...     return [HealthCheck("stations", stations_known)]
    >>> from types import SimpleNamespace
    >>> [check] = commonweal_health_checks(SimpleNamespace(settings={"stations": ["Lima"]}))
    >>> asyncio.run(check.check())

    """


@hookspec
def commonweal_gauges(context: PluginContext) -> list[Gauge]:
    """Add figures to ``/metrics``; what is late or fails is left out of the answer.

    Example:
    >>> import asyncio
    >>> from commonweal import Gauge, hookimpl
    >>> @hookimpl
    ... def commonweal_gauges(context):
    ...     async def read():
    ...         return [(["Lima"], 21.5), (["Cusco"], 14.0)]
    ...     return [Gauge("degrees", "How warm it is.", ["station"], read)]
    >>> [gauge] = commonweal_gauges(None)
    >>> asyncio.run(gauge.read())[1]
    (['Cusco'], 14.0)

    """


@hookspec
def commonweal_sample_data(context: PluginContext) -> list[SampleData]:
    """Offer content that shows a new deployment at work.

    It is loaded on the first start and by ``commonweal sample load``: inside one unit of work, and so that
    loading it twice changes nothing the second time.

    Example:
    >>> import asyncio
    >>> from commonweal import SampleData, hookimpl
    >>> @hookimpl
    ... def commonweal_sample_data(context):
    ...     async def load(work, progress):
    ...         await work.execute("INSERT INTO station (name) VALUES ($1) ON CONFLICT DO NOTHING", "Lima")
    ...         progress(1, 1)
    ...     return [SampleData("stations", load)]
    >>> class PrintedWork:
    ...     async def execute(self, sql, *values):
    ...         print(sql.split()[0], *values)
    >>> [stations] = commonweal_sample_data(None)
    >>> asyncio.run(stations.load(PrintedWork(), lambda done, total: print(done, "of", total)))
    INSERT Lima
    1 of 1

    """
