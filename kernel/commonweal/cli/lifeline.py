"""The line between the supervisor and each process it starts, seen from the process.

It is one end of a socket pair. The process writes one byte when it serves; the supervisor's end closes when
the supervisor ends, however it ends, and then the process stops too. Works on every POSIX system.
"""

import os
import signal
import socket
import sys
import threading
import time

# A process that was asked to stop because its supervisor is gone has this long to do it in good order.
LAST_SECONDS = 15.0


class Lifeline:
    """A process's end of the line; outside a supervisor there is none and nothing happens.

    ``listener`` is the socket to accept connections on, which the supervisor keeps open across restarts;
    ``terminal`` says whether someone reads along.
    """

    def __init__(
        self,
        line: socket.socket | None = None,
        listener: socket.socket | None = None,
        *,
        terminal: bool = False,
    ) -> None:
        self._line = line
        self.listener = listener
        self.terminal = terminal or sys.stderr.isatty()
        if line is not None:
            threading.Thread(target=self._watch, args=(line,), name="lifeline", daemon=True).start()

    def ready(self) -> None:
        """Tell the supervisor that this process serves."""
        if self._line is not None:
            self._line.sendall(b"1")

    def _watch(self, line: socket.socket) -> None:
        while line.recv(1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(LAST_SECONDS)
        os._exit(1)
