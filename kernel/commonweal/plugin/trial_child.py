"""The child process of a trial import; it imports nothing else, so that a trial costs little.

Its arguments are the modules, its standard input the path to find them on and the seconds it may take.
"""

import contextlib
import importlib
import json
import os
import signal
import sys


def import_all(modules: list[str]) -> None:
    """Import the modules; does not return."""
    sys.path[:], seconds = json.load(sys.stdin)
    signal.alarm(seconds)  # ends this process even if its parent is gone
    for module in modules:
        # What can be caught is caught again, and told, in the parent.
        with contextlib.suppress(BaseException):
            importlib.import_module(module)
    os._exit(0)  # whatever the plugins left running ends with the trial


if __name__ == "__main__":
    import_all(sys.argv[1:])
