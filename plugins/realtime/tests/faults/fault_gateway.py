"""A gateway as a process of its own, forked from one that has imported everything: so it starts quickly."""

import importlib
import os
import sys
from multiprocessing import get_context

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["commonweal.cli.preloaded"])


def start(environment, paths, log):
    """Start ``commonweal gateway`` with a plugin of the tests."""
    process = CONTEXT.Process(target=_be, args=(environment, paths, log), daemon=True)
    process.start()
    return process


def _be(environment, paths, log):
    os.environ.update(environment)
    sys.path[:0] = paths
    importlib.invalidate_caches()
    with open(log, "ab", buffering=0) as written:  # noqa: PTH123 - a descriptor is wanted
        for descriptor in (1, 2):
            os.dup2(written.fileno(), descriptor)
    from commonweal.cli.group import run

    run.main(args=["gateway"], prog_name="commonweal")
