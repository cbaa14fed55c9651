"""Where the processes of ``commonweal up`` come from: forked from one that has imported everything already.

So a process starts, and starts again after a crash, in a fraction of the time and memory that importing
takes. The parent is the fork server of `multiprocessing`, a process without threads.
"""

import multiprocessing
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess

import psutil
from setproctitle import setproctitle

_CONTEXT = multiprocessing.get_context("forkserver")


@contextmanager
def prepared() -> Iterator[None]:
    """Import beside this process, which does not wait; at the end nothing of it is left."""
    before = set(psutil.Process().children())
    _CONTEXT.set_forkserver_preload(["commonweal.cli.preloaded"])
    os.environ["PYTHONSAFEPATH"] = "1"  # keeps the working directory off the import path
    interrupted = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the supervisor alone
    forkserver.ensure_running()
    signal.signal(signal.SIGINT, interrupted)
    helpers = set(psutil.Process().children()) - before
    try:
        yield
    finally:
        for helper in helpers:
            with suppress(psutil.NoSuchProcess):
                helper.kill()
        psutil.wait_procs(helpers)


def start(
    name: str, output: Connection, line: socket.socket, listener: socket.socket | None, *, terminal: bool
) -> ForkServerProcess:
    """Start ``commonweal <name>``, with its own ends of what it shares with the supervisor.

    Blocks until everything is imported.
    """
    process = _CONTEXT.Process(
        target=_begin, args=(name, output, line, listener), kwargs={"terminal": terminal}, daemon=True
    )
    process.start()
    return process


def _begin(
    name: str, output: Connection, line: socket.socket, listener: socket.socket | None, *, terminal: bool
) -> None:
    """Be the process: its output goes to the supervisor, Ctrl-C does not come from the terminal."""
    from commonweal.cli.group import run  # noqa: PLC0415 - the supervisor needs no commands
    from commonweal.cli.lifeline import Lifeline  # noqa: PLC0415

    os.setsid()
    for descriptor in (1, 2):
        os.dup2(output.fileno(), descriptor)
    output.close()
    setproctitle(f"commonweal {name} {os.environ.get('COMMONWEAL_HOME', '')}".rstrip())
    run.main(args=[name], prog_name="commonweal", obj=Lifeline(line, listener, terminal=terminal))
