"""The long-running processes web, gateway, worker and scheduler, each alone or below ``commonweal up``."""

import asyncio
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

import click

from commonweal.cli.claims import listen
from commonweal.cli.lifeline import Lifeline
from commonweal.cli.sections import load_settings
from commonweal.messaging.settings import MessagingSettings
from commonweal.web.settings import GatewaySettings, WebSettings

if TYPE_CHECKING:
    from commonweal.runtime import Role, Runtime

Body = Callable[["Runtime", asyncio.Event, Lifeline], Awaitable[None]]

# Requests under way when the process is asked to stop have this long to finish.
DRAIN_SECONDS = 5


@click.command()
def web() -> None:
    """Serve HTTP, alone in this process."""
    run_process("web", _serve_web)


@click.command()
def gateway() -> None:
    """Keep long-lived connections, alone in this process; any number of them may run."""
    run_process("gateway", _serve_gateway)


@click.command()
def worker() -> None:
    """Run event handlers and background tasks, alone in this process."""
    run_process("worker", _serve_worker)


@click.command()
def scheduler() -> None:
    """Start periodic work when it is due, alone in this process; further ones stand by."""
    run_process("scheduler", _serve_scheduler)


def run_process(role: "Role", body: Body) -> None:
    """Put a runtime together, run the body until SIGINT or SIGTERM, and take it apart again."""
    lifeline = click.get_current_context().find_object(Lifeline) or Lifeline()
    settings = load_settings()
    import uvloop  # noqa: PLC0415 - slow to import, as the next one; wrong settings are told before

    from commonweal.cli.logs import configure_logging  # noqa: PLC0415
    from commonweal.runtime import Runtime  # noqa: PLC0415

    configure_logging(readable=lifeline.terminal)

    async def run() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        async with await Runtime.create(settings, role) as runtime:
            await body(runtime, stop, lifeline)

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(run())


async def _serve_web(runtime: "Runtime", stop: asyncio.Event, lifeline: Lifeline) -> None:
    import uvicorn  # noqa: PLC0415 - only this process serves HTTP

    from commonweal.web.app import create_app  # noqa: PLC0415
    from commonweal.web.gateway import gateways  # noqa: PLC0415
    from commonweal.web.handing import handing_over, station_address  # noqa: PLC0415

    class Server(uvicorn.Server):
        """Uvicorn, with signals handled by us so that the process ends with exit code 0."""

        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            yield

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            lifeline.ready()

    address = runtime.settings.section("web", WebSettings)
    listener = lifeline.listener or listen(address.host, address.port)
    station = station_address(runtime.settings.section("gateway", GatewaySettings), runtime.settings.home)
    server = Server(
        uvicorn.Config(
            create_app(runtime),
            loop="none",
            http=handing_over(station, gateways(runtime.host)),
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=DRAIN_SECONDS,
        )
    )
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    asked = asyncio.create_task(stop.wait())
    await asyncio.wait([serving, asked], return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    asked.cancel()
    await serving


async def _serve_gateway(runtime: "Runtime", stop: asyncio.Event, lifeline: Lifeline) -> None:
    from commonweal.web.gateway_server import GatewayServer  # noqa: PLC0415 - only this process keeps connections

    settings = runtime.settings.section("gateway", GatewaySettings)
    server, station = GatewayServer(runtime), lifeline.listener
    listener = None if station else listen(settings.host, settings.port, "COMMONWEAL_GATEWAY__PORT")
    serving = asyncio.create_task(server.serve(sockets=[]))
    async with server.opened():
        if listener:
            await server.listen(listener)
        with server.taking_over(station) if station else nullcontext():
            lifeline.ready()
            asked = asyncio.create_task(stop.wait())
            await asyncio.wait([serving, asked], return_when=asyncio.FIRST_COMPLETED)
        for listening in server.servers:
            listening.close()
    server.should_exit = True
    await serving


async def _serve_worker(runtime: "Runtime", stop: asyncio.Event, lifeline: Lifeline) -> None:
    from commonweal.messaging.worker import Worker  # noqa: PLC0415 - only this process runs tasks

    settings = runtime.settings.section("messaging", MessagingSettings)
    worker = Worker(runtime.database, runtime.registry, settings)
    lifeline.ready()
    await worker.run(stop)


async def _serve_scheduler(runtime: "Runtime", stop: asyncio.Event, lifeline: Lifeline) -> None:
    from commonweal.messaging.scheduler import Scheduler  # noqa: PLC0415 - only this process keeps time

    scheduler = Scheduler(runtime.database, runtime.registry)
    lifeline.ready()
    await scheduler.run(stop)
