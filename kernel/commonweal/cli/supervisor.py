"""Processes kept running: started, watched, started again after a crash, and stopped together."""

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence

from commonweal.cli.lifeline import LIFELINE, LISTENER, TERMINAL
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
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int | None:
        """The id of the running process, if one runs."""
        return self._process.pid if self._process is not None and self._process.returncode is None else None

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
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()

    def kill(self) -> None:
        """End the process at once."""
        self._stopping = True
        if self._process is not None and self._process.returncode is None:
            self._process.kill()

    async def _run_once(self) -> int:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)  # noqa: FBT003 - the socket module's own signature
        environment = os.environ | ({TERMINAL: "1"} if sys.stdout.isatty() else {})
        descriptors = {LIFELINE: theirs.fileno()}
        if self._listener is not None:
            descriptors[LISTENER] = self._listener.fileno()
        with ours:
            with theirs:
                self._process = process = await asyncio.create_subprocess_exec(
                    *command(self.name),
                    stdin=asyncio.subprocess.DEVNULL,
                    stdout=asyncio.subprocess.PIPE,
                    stderr=asyncio.subprocess.STDOUT,
                    pass_fds=tuple(descriptors.values()),
                    env=environment | {name: str(number) for name, number in descriptors.items()},
                    start_new_session=True,  # Ctrl-C reaches the supervisor alone, which stops them in order
                )
            listening = [asyncio.create_task(self._hear(ours)), asyncio.create_task(self._relay(process))]
            status = await process.wait()
            # Its last words may still be in the pipe; something it started may hold the pipe open for ever.
            await asyncio.wait(listening, timeout=1)
            for task in listening:
                task.cancel()
            return status

    async def _hear(self, ours: socket.socket) -> None:
        if await asyncio.get_running_loop().sock_recv(ours, 1):
            self.served.set()

    async def _relay(self, process: asyncio.subprocess.Process) -> None:
        rest = b""
        while process.stdout is not None and (chunk := await process.stdout.read(65536)):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self._last_line = line.decode(errors="replace")
                self._output(self.name, self._last_line)


def command(name: str) -> Sequence[str]:
    """Return the command line of one process; ``-P`` keeps the working directory off the import path."""
    return (sys.executable, "-P", "-m", "commonweal", name)


def describe_exit(status: int) -> str:
    """Say how a process ended.

    >>> describe_exit(-9), describe_exit(3)
    ('was killed by SIGKILL', 'ended with exit code 3')
    """
    return f"was killed by {signal.Signals(-status).name}" if status < 0 else f"ended with exit code {status}"
