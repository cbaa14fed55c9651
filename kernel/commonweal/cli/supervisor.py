"""Processes kept running: started, watched, started again after a crash, and stopped together."""

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess

from commonweal.cli import nursery
from commonweal.errors import OperatorError

# After a crash a process is started again at once, then after ever longer pauses; a calm minute forgives.
FIRST_PAUSE, LONGEST_PAUSE, CALM = 0.25, 30.0, 60.0
STOP_SECONDS = 10.0

Output = Callable[[str, str], None]


class SupervisedProcess:
    """One ``commonweal <name>`` process."""

    def __init__(
        self, name: str, output: Callable[[str, str], None], listener: socket.socket | None = None
    ) -> None:
        self.name = name
        self.served = asyncio.Event()
        self._output = output
        self._listener = listener
        self._stopping = False
        self._last_line = ""
        self._process: ForkServerProcess | None = None
        self._ended = asyncio.Event()

    @property
    def pid(self) -> int | None:
        """The id of the running process, if one runs."""
        return self._process.pid if self._process is not None and not self._ended.is_set() else None

    async def keep(self) -> None:
        """Run the process until `stop`, again and again; raise if it ends before it has served once."""
        pause = 0.0
        while not self._stopping:
            began = time.monotonic()
            status = await self._run_once()
            if self._stopping:
                return
            if not self.served.is_set():
                raise OperatorError(f"{self.name} did not start: {self._last_line or describe_exit(status)}")
            calm = time.monotonic() - began > CALM
            pause = FIRST_PAUSE if calm or not pause else min(pause * 2, LONGEST_PAUSE)
            self._output(self.name, f"{describe_exit(status)}; starting it again in {pause:g} s")
            await asyncio.sleep(pause)

    async def stop(self) -> None:
        """Ask the process to end, and kill it when it takes too long."""
        self._stopping = True
        if self._process is None or self._ended.is_set():
            return
        self._process.terminate()
        try:
            await asyncio.wait_for(self._ended.wait(), STOP_SECONDS)
        except TimeoutError:
            self._process.kill()
            await self._ended.wait()

    def kill(self) -> None:
        """End the process at once."""
        self._stopping = True
        if self._process is not None and not self._ended.is_set():
            self._process.kill()

    async def _run_once(self) -> int:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)  # noqa: FBT003 - the socket module's own signature
        reading, writing = os.pipe()
        with ours:
            with theirs, Connection(writing, readable=False) as output:
                process = await self._started(output, theirs)
            listening = [asyncio.create_task(self._hear(ours)), asyncio.create_task(self._relay(reading))]
            await self._ended.wait()
            # Its last words may still be in the pipe; something it started may hold the pipe open for ever.
            await asyncio.wait(listening, timeout=1)
            for task in listening:
                task.cancel()
            return process.exitcode or 0

    async def _started(self, output: Connection, line: socket.socket) -> ForkServerProcess:
        """Start it; a cancellation comes through only when there is a process that `stop` can end."""
        starting = asyncio.create_task(
            asyncio.to_thread(
                nursery.start, self.name, output, line, self._listener, terminal=sys.stdout.isatty()
            )
        )
        try:
            await asyncio.shield(starting)
        finally:
            self._watch(process := await starting)
        return process

    def _watch(self, process: ForkServerProcess) -> None:
        loop = asyncio.get_running_loop()

        def on_end() -> None:
            loop.remove_reader(process.sentinel)
            process.join()
            self._ended.set()

        self._process = process
        self._ended.clear()
        loop.add_reader(process.sentinel, on_end)

    async def _hear(self, ours: socket.socket) -> None:
        if await asyncio.get_running_loop().sock_recv(ours, 1):
            self.served.set()

    async def _relay(self, reading: int) -> None:
        stream = asyncio.StreamReader()
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(stream), os.fdopen(reading, "rb", buffering=0)
        )
        rest = b""
        try:
            while chunk := await stream.read(65536):
                *lines, rest = (rest + chunk).split(b"\n")
                for line in lines:
                    self._last_line = line.decode(errors="replace")
                    self._output(self.name, self._last_line)
        finally:
            transport.close()


def describe_exit(status: int) -> str:
    """Say how a process ended.

    >>> describe_exit(-9), describe_exit(3)
    ('was killed by SIGKILL', 'ended with exit code 3')
    """
    return f"was killed by {signal.Signals(-status).name}" if status < 0 else f"ended with exit code {status}"
