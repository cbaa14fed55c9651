"""What most commands begin with: the settings, with every section of the kernel checked, and a runtime."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

import msgspec

from commonweal.errors import OperatorError
from commonweal.messaging.settings import MessagingSettings
from commonweal.plugin.acting import acting_as
from commonweal.plugin.settings import Settings
from commonweal.storage.settings import BlobSettings, DatabaseSettings
from commonweal.vectors.settings import VectorSettings
from commonweal.web.settings import GatewaySettings, TelemetrySettings, WebSettings

if TYPE_CHECKING:
    from commonweal.plugin.context import PluginContext
    from commonweal.runtime import Runtime

T = TypeVar("T")

SECTIONS: dict[str, type[msgspec.Struct]] = {
    "web": WebSettings,
    "database": DatabaseSettings,
    "messaging": MessagingSettings,
    "blobs": BlobSettings,
    "telemetry": TelemetrySettings,
    "gateway": GatewaySettings,
    "vectors": VectorSettings,
}


def load_settings() -> Settings:
    """Read the settings file and the environment, and check the kernel's sections; raises SettingsError."""
    settings = Settings.load()
    for name, kind in SECTIONS.items():
        settings.section(name, kind)
    return settings


def with_runtime(function: Callable[["Runtime"], Awaitable[T]]) -> T:
    """Put a runtime together, await ``function`` with it, and return what that gave."""
    settings = load_settings()
    from commonweal.runtime import Runtime  # noqa: PLC0415 - slow to import; wrong settings are told before

    async def run() -> T:
        async with await Runtime.create(settings, "tool") as runtime:
            return await function(runtime)

    return asyncio.run(run())


def with_plugin(plugin_id: str, function: Callable[["PluginContext"], Awaitable[T]]) -> T:
    """Put the app together and await ``function`` with a plugin's context, as the plugin's commands do.

    It has the plugin's settings, and the services, such as ``context.services.get(Database)``.
    Raises OperatorError when the plugin does not run.
    """

    async def run(runtime: "Runtime") -> T:
        plugin = runtime.host.plugins[plugin_id]
        if plugin.context is None or plugin not in runtime.host.running():
            raise OperatorError(f"the plugin {plugin_id} does not run ({plugin.state}): {plugin.reason}")
        with acting_as(plugin_id):
            return await function(plugin.context)

    return with_runtime(run)
