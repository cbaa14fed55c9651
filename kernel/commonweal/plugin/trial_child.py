"""The child process of a trial import; it imports nothing else, so that a trial costs little.

Standard input names the path and the modules; one byte goes to the descriptor given for each one survived.
"""

import contextlib
import importlib
import json
import os
import signal
import sys


def import_all(progress: int, seconds: int) -> None:
    """Import what standard input names, and report each to ``progress``; does not return."""
    path, modules = json.load(sys.stdin)
    sys.path[:] = path
    for module in modules:
        signal.alarm(seconds)  # ends this process even if its parent is gone
        with contextlib.suppress(
            BaseException
        ):  # what can be caught is caught again, and told, in the parent
            importlib.import_module(module)
        os.write(progress, b".")
    os._exit(0)  # whatever the plugins left running ends with the trial


if __name__ == "__main__":
    import_all(int(sys.argv[1]), int(sys.argv[2]))
