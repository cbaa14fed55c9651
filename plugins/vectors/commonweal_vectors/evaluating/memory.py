"""How much memory there is for vectors: the machine's, and what PostgreSQL was told of its own."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from commonweal import UnitOfWork, VectorSettings

from commonweal_vectors.evaluating.figures import IN_POSTGRESQL, Memory

_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_POSTGRESQL = """
SELECT pg_size_bytes(current_setting('shared_buffers')) AS shared_buffers,
    pg_size_bytes(current_setting('effective_cache_size')) AS effective_cache_size,
    coalesce(inet_server_addr() << '127.0.0.0/8' OR inet_server_addr() = '::1', true) AS is_here
"""


async def read_memory(work: UnitOfWork, settings: VectorSettings, store: str) -> Memory:
    """Return the memory there is, and how much of it a store may have.

    For vectors in PostgreSQL that is what its planner expects to find cached, but not more than the machine
    has if it runs on this one; for any other store, the machine, unless the store is on another.
    """
    row = await work.fetch_row(_POSTGRESQL)
    machine = machine_memory()
    room: int | None = None
    if store == IN_POSTGRESQL:
        expected: int = row["effective_cache_size"]
        room = min(expected, machine) if machine and row["is_here"] else expected
    elif not _is_elsewhere(settings, store):
        room = machine
    return Memory(
        machine=machine,
        shared_buffers=row["shared_buffers"],
        effective_cache_size=row["effective_cache_size"],
        room=room,
    )


def machine_memory() -> int | None:
    """Return how much memory this machine, or the container that this process is in, may use."""
    try:
        installed = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError, AttributeError):  # not every system tells
        return None
    return min([installed, *_container_limits()])


def _container_limits() -> list[int]:
    found = []
    for name in _LIMITS:
        try:
            text = Path(name).read_text(encoding="ascii").strip()
        except OSError:
            continue
        found += [int(text)] if text.isdigit() else []
    return found


def _is_elsewhere(settings: VectorSettings, store: str) -> bool:
    host = urlsplit(settings.qdrant_url).hostname or ""
    return store == "qdrant" and host not in ("", *_LOOPBACK)
