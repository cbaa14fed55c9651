"""Many idle WebSockets, and one event that reaches all of them: our gateways beside a bare uvicorn server.

In steps of 5,000, 20,000 and 55,000 sockets, spread over gateway processes and source addresses, with the
clients on the same machine: resident memory for each socket, and how long after its commit an event of the
topic ``feed`` is heard by the last of them. The floor is an app that only accepts, in as many processes under
uvicorn with the same protocol, sending 200 bytes from memory to all. Aims: at most 30 KiB a socket, p99 at
most 2 s with 55,000, nothing lost.

Run: ``make bench-sockets``, with ``SOCKETS="5000 20000"`` to choose. What could not be reached is said.
"""

import asyncio
import json
import os
import resource
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import psutil
import uvloop
from commonweal import emit, new_id
from commonweal.messaging.doorbell import doorbell
from commonweal.storage.database import Database
from commonweal.storage.settings import DatabaseSettings
from commonweal.testing.database import DatabaseServer, installed_sources
from commonweal.testing.ports import answering
from commonweal.testing.web import web_environment
from commonweal_missions.api import ClaimPaid
from rich.console import Console
from rich.progress import Progress

STEPS = (5_000, 20_000, 55_000)
BROADCASTS = 5
PATIENCE = 20.0
SPARE = 1_500  # descriptors of a process that are no sockets of clients
AIM_KIB, AIM_SECONDS = 30, 2.0
CROWD = Path(__file__).parent / "crowd"
STREAM, FOLLOW = "/api/v1/realtime/stream", '{"type":"follow","topic":"feed"}'


class Measured(NamedTuple):
    """What one side did with so many sockets: KiB each, seconds to each receipt, and how many were lost."""

    kib: float
    seconds: list[float]
    lost: int
    opened: float


class Helper:
    """A process of clients, told what to do by lines of JSON."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def tell(self, **command: Any) -> None:
        """Send a command."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(command).encode() + b"\n")
        await self.process.stdin.drain()

    async def hear(self) -> dict[str, Any]:
        """Wait for the answer to one."""
        assert self.process.stdout is not None
        line = await self.process.stdout.readline()
        if not line:
            raise SystemExit("a process of clients ended")
        answer: dict[str, Any] = json.loads(line)
        return answer


async def python(file: str, *arguments: str) -> asyncio.subprocess.Process:
    """Start a program of this benchmark."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        str(CROWD / file),
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 26,
    )


def free_ports(count: int) -> list[int]:
    """Find some ports that nobody uses."""
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in listeners]
    for each in listeners:
        each.close()
    return ports


@asynccontextmanager
async def ended(processes: Sequence[asyncio.subprocess.Process]) -> AsyncIterator[None]:
    """End processes with the block."""
    try:
        yield
    finally:
        for process in processes:
            if process.returncode is None:
                process.kill()
        await asyncio.gather(*(process.wait() for process in processes))


def resident(processes: Sequence[asyncio.subprocess.Process]) -> int:
    """Return the resident bytes of some processes together."""
    return sum(psutil.Process(process.pid).memory_info().rss for process in processes)


async def measure(
    servers: Sequence[asyncio.subprocess.Process],
    ports: Sequence[int],
    sockets: int,
    broadcast: Any,
    path: str,
    greeting: str,
    bar: Progress,
) -> Measured:
    """Open sockets to some servers, let them be idle for a moment, and send something to all a few times."""
    task = bar.add_task(f"{'gateways' if greeting else 'floor'}, {sockets:,}", total=BROADCASTS + 1)
    async with AsyncExitStack() as stack:
        helpers = [Helper(await python("client.py")) for _ in ports]
        await stack.enter_async_context(ended([helper.process for helper in helpers]))
        before, began = resident(servers), time.monotonic()
        share = [sockets // len(ports) + (place < sockets % len(ports)) for place in range(len(ports))]
        for place, helper in enumerate(helpers):
            source = f"127.0.0.{place + 2}"
            asked = {"port": ports[place], "sockets": share[place], "source": source}
            await helper.tell(do="open", path=path, greeting=greeting, **asked)
        opened = [await helper.hear() for helper in helpers]
        took, ready = time.monotonic() - began, sum(each["ready"] for each in opened)
        if ready < sockets:
            why = {each["last"][:200] for each in opened if each["last"]} or "no answer"
            print(f"  reached {ready:,} of {sockets:,} sockets: {why}")
        bar.advance(task)
        await asyncio.sleep(5)
        kib = (resident(servers) - before) / 1024 / max(1, ready)
        seconds, lost = [], 0
        for number in range(BROADCASTS):
            mark = f'"paid_minor":{time.monotonic_ns() % 10**9 + number}'
            for place, helper in enumerate(helpers):
                await helper.tell(do="hear", mark=mark, messages=share[place], seconds=PATIENCE)
            for helper in helpers:
                await helper.hear()
            sent = await broadcast(mark)
            heard = [moment for helper in helpers for moment in (await helper.hear())["heard"]]
            seconds += [moment - sent for moment in heard]
            lost += ready - len(heard)
            bar.advance(task)
    bar.remove_task(task)
    return Measured(kib, seconds, lost, took)


@asynccontextmanager
async def gateways(home: Path, settings: DatabaseSettings, count: int) -> AsyncIterator[Any]:
    """Run ``commonweal gateway`` a few times, and give the processes with their ports."""
    ports, processes = free_ports(count), []
    for port in ports:
        changes = {
            "COMMONWEAL_GATEWAY__PORT": str(port),
            "COMMONWEAL_REALTIME__CONNECTIONS_PER_NETWORK": str(10**6),
        }
        log = (home / f"gateway-{port}.log").open("wb")
        processes.append(
            await asyncio.create_subprocess_exec(
                Path(sys.executable).with_name("commonweal"),
                "gateway",
                env={**os.environ, **web_environment(home, settings, changes)},
                stdout=log,
                stderr=log,
            )
        )
    async with ended(processes):
        await asyncio.gather(*map(answering, ports))
        yield processes, ports


@asynccontextmanager
async def floor(count: int) -> AsyncIterator[Any]:
    """Run bare servers."""
    ports = free_ports(count)
    processes = [await python("echo.py", str(port)) for port in ports]
    async with ended(processes):
        await asyncio.gather(*map(answering, ports))
        yield processes, ports


async def step(sockets: int, home: Path, settings: DatabaseSettings, bar: Progress) -> None:
    """Measure both sides with so many sockets, and print the lines."""
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    count = max(2, -(-sockets // (allowed - SPARE)))
    database = await Database.connect(settings, application_name="bench")

    async def commit(mark: str) -> float:
        paid = ClaimPaid(
            evidence_id=new_id(), claim_id=new_id(), human_id=new_id(), paid_minor=int(mark.split(":")[1])
        )
        async with database.write() as work:
            await emit(work, paid, subject=paid.claim_id)
        return time.monotonic()

    async with doorbell(database), gateways(home, settings, count) as (processes, ports):
        ours = await measure(processes, ports, sockets, commit, STREAM, FOLLOW, bar)
    await database.close()

    async with floor(count) as (processes, ports):

        async def write(mark: str) -> float:
            for process in processes:
                process.stdin.write(f"{{{mark},{'x' * 180}}}\n".encode())
            return time.monotonic()

        bare = await measure(processes, ports, sockets, write, "/", "", bar)
    print(f"{sockets:,} sockets, {count} processes; lost {ours.lost} (floor {bare.lost})")
    for name, side in (("gateways", ours), ("bare uvicorn", bare)):
        ordered = [each * 1e3 for each in sorted(side.seconds)] or [float("nan")]
        p50, p99, last = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)], ordered[-1]
        print(
            f"  {name:<14}{side.kib:>6.1f} KiB each   heard after p50 {p50:>6.0f} ms, p99 {p99:>6.0f} ms,"
            f" last {last:>6.0f} ms   {sockets / side.opened:>5.0f} opened a second"
        )
    p99 = sorted(ours.seconds)[int(len(ours.seconds) * 0.99)] if ours.seconds else float("inf")
    met = ours.kib <= AIM_KIB and p99 <= AIM_SECONDS and not ours.lost
    print(f"  aims of {AIM_KIB} KiB, p99 {AIM_SECONDS:g} s and nothing lost: {'met' if met else 'missed'}")
    sys.stdout.flush()


async def main(steps: Sequence[int]) -> None:
    """Go through the steps."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with Progress(console=Console(stderr=True), transient=True) as bar, tempfile.TemporaryDirectory() as home:
        async with DatabaseServer.running() as server, server.database(installed_sources()) as settings:
            for sockets in steps:
                await step(sockets, Path(home), settings, bar)


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main([int(each) for each in sys.argv[1:]] or STEPS))
