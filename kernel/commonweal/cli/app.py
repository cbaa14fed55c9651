"""The whole app on one machine: prepared step by step, kept running, stopped together."""

import asyncio
import signal
import socket
from collections.abc import Collection
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from commonweal.cli.display import Display, Step
from commonweal.cli.supervisor import SupervisedProcess
from commonweal.errors import OperatorError
from commonweal.plugin.settings import Settings
from commonweal.web.settings import GatewaySettings

if TYPE_CHECKING:
    from commonweal.plugin.host import Host
    from commonweal.runtime import DatabaseServer

# Present from the moment a database is about to be made until its sample data are in.
SAMPLE_PENDING = "sample.pending"

_WATCH_SECONDS = 1.0


class App:
    """The database and the processes of one data directory, from the first step to the last signal."""

    def __init__(self, settings: Settings, listener: socket.socket, chosen: Collection[str]) -> None:
        self._settings = settings
        self._display = Display()
        self._address = "http://{}:{}".format(*listener.getsockname()[:2])
        from commonweal.web.handing import open_station, station_address  # noqa: PLC0415 - slow to import

        gateway = settings.section("gateway", GatewaySettings)
        station = open_station(station_address(gateway, settings.home))
        kept = [("web", listener), *[("gateway", station)] * gateway.processes]
        self._processes = [
            SupervisedProcess(name, self._display.say, listening)
            for name, listening in [*kept, ("worker", None), ("scheduler", None)]
            if name in chosen
        ]

    async def run(self) -> None:
        """Serve until SIGINT, SIGTERM or SIGHUP; a second signal ends the processes at once."""
        serving = asyncio.create_task(self._serve())

        def on_signal() -> None:
            if serving.cancelling():
                for process in self._processes:
                    process.kill()
            else:
                serving.cancel()

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, on_signal)
        try:
            await serving
        except asyncio.CancelledError:
            self._display.say("up", f"stopped; your data stay in {self._settings.home}")

    async def _serve(self) -> None:
        async with AsyncExitStack() as parts:
            with self._display.steps():
                host, server = await self._prepare(parts)
                parts.push_async_callback(self._stop)
                keepers = [asyncio.create_task(process.keep()) for process in self._processes]
                await asyncio.gather(*map(self._served, self._processes, keepers))
            for plugin in host.report():
                if plugin.reason:
                    self._display.say(
                        "up", f"plugin {plugin.id} is left out ({plugin.state}): {plugin.reason}"
                    )
            self._display.announce(self._address, self._settings.home)
            await asyncio.gather(*keepers, self._keep_database(server))

    async def _prepare(self, parts: AsyncExitStack) -> "tuple[Host, DatabaseServer]":
        """Bring plugins, database, tables and sample data to where the processes can start."""
        pending = self._settings.home / SAMPLE_PENDING
        with self._display.step("Plugins") as step:
            host = await asyncio.to_thread(self._load_plugins, step)
        from commonweal.runtime import DatabaseServer, migration_sources  # noqa: PLC0415 - imported by now
        from commonweal.storage.migrations import Migrator  # noqa: PLC0415

        with self._display.step("Database") as step:
            server = DatabaseServer(self._settings)
            if (directory := server.driver.directory) and not directory.exists():
                pending.touch()
            parts.push_async_callback(server.stop)
            await server.start()
            step.done(f"PostgreSQL, {server.address.driver}")
        with self._display.step("Tables") as step:
            applied = await Migrator(server.address, migration_sources(host.running())).apply()
            step.done(f"{len(applied)} migrations applied" if applied else "up to date")
        if pending.exists():
            with self._display.step("Sample data") as step:
                await self._load_sample_data(host, step)
            pending.unlink()
        return host, server

    def _load_plugins(self, step: Step) -> "Host":
        from commonweal.runtime import load_plugins  # noqa: PLC0415 - slow to import, so a step of its own

        host = load_plugins(self._settings)
        slowest = sorted(host.running(), key=lambda plugin: plugin.seconds, reverse=True)
        times = ", ".join(f"{plugin.id} {plugin.seconds:.2f} s" for plugin in slowest[:3])
        step.done(f"{len(slowest)} running ({times})")
        return host

    async def _load_sample_data(self, host: "Host", step: Step) -> None:
        from commonweal.cli.data import load_sample_data  # noqa: PLC0415
        from commonweal.runtime import Runtime  # noqa: PLC0415

        async with await Runtime.create(self._settings, "tool", host=host) as runtime:
            loaded = await load_sample_data(runtime, step.advance)
        step.done(", ".join(loaded) or "none offered")

    async def _served(self, process: SupervisedProcess, keeper: "asyncio.Task[None]") -> None:
        with self._display.step(process.name) as step:
            served = asyncio.create_task(process.served.wait())
            await asyncio.wait([served, keeper], return_when=asyncio.FIRST_COMPLETED)
            served.cancel()
            if keeper.done():
                await keeper
            step.done(f"process {process.pid}")

    async def _keep_database(self, server: "DatabaseServer") -> None:
        """Start the embedded database again when it was killed; its files know how to recover."""
        while True:
            await asyncio.sleep(_WATCH_SECONDS)
            try:
                await server.start()
            except OperatorError as error:
                self._display.say("up", str(error))

    async def _stop(self) -> None:
        await asyncio.gather(*(process.stop() for process in self._processes))
