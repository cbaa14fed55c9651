"""What only one process at a time may have: the address, the data directory, and the terminal's Ctrl-C."""

import fcntl
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commonweal.errors import OperatorError


def listen(host: str, port: int, setting: str = "COMMONWEAL_PORT") -> socket.socket:
    """Open the socket to listen on, so that a taken port is known before anything else starts."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except OSError as error:
        raise OperatorError(
            f"port {port} of {host} cannot be used ({error.strerror}): stop what uses it, or choose another "
            f"port with {setting}"
        ) from error
    return listener


@contextmanager
def claimed(home: Path, lock: str) -> Iterator[None]:
    """Hold a lock file of the data directory alone; it is let go when this process ends, however that is."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(home / lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise OperatorError(
            f"the data directory {home} cannot be used ({error.strerror}): give this user the right to write "
            "there, or set COMMONWEAL_HOME to another directory"
        ) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise OperatorError(
            f"Commonweal is running on {home}: stop it first, or set COMMONWEAL_HOME to another directory"
        ) from error
    finally:
        os.close(descriptor)


@contextmanager
def terminal_signals() -> Iterator[None]:
    """Have Ctrl-C reach this process and not the `make` that started it, which would call it a failure."""
    if not sys.stdin.isatty() or os.getpgrp() == os.getpid():
        yield
        return
    terminal, before = sys.stdin.fileno(), os.getpgrp()
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # else the next lines would stop us as a background process
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)  # nobody would be left to continue us
    os.setpgid(0, 0)
    os.tcsetpgrp(terminal, os.getpgrp())
    try:
        yield
    finally:
        os.tcsetpgrp(terminal, before)
