# ruff: noqa: F401 - what is imported here is used by the processes forked from the one that imports it
"""The command ``commonweal`` in a process forked from one that has imported everything already."""

import gc
import os
import sys
from collections.abc import Mapping, Sequence

import commonweal.cli.processes
import commonweal.messaging.scheduler
import commonweal.messaging.worker
import commonweal.web.app
import commonweal_identity.admin.wiring
import commonweal_identity.agents.wiring
import commonweal_identity.humans.wiring
import commonweal_identity.organisations.wiring
import commonweal_identity.profiles.wiring
import commonweal_pgvector.store
import commonweal_qdrant.store
import commonweal_vectors.commands_migrate
import commonweal_vectors.tasks
import uvloop
from commonweal.cli.group import run

gc.freeze()  # so that collecting garbage does not copy the memory the children share


def run_command(
    arguments: Sequence[str], environment: Mapping[str, str], paths: Sequence[str], said: str
) -> None:
    """Be that command, with everything it says in a file; ends the process."""
    with open(said, "ab") as file:  # noqa: PTH123 - descriptors, not text
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.environ.update(environment)
    sys.path[:0] = [path for path in paths if path not in sys.path]
    sys.argv = ["commonweal", *arguments]
    run()
