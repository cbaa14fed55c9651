"""Where the files of an engine are: its lock, its socket, its log."""

import hashlib
import os
import tempfile
from pathlib import Path

READY = "ready"  # what an engine says once one can connect
UNFIT = "unfit: "  # and before the reason why it never will
_LONGEST = 100  # bytes of a socket's path; Linux takes 107, macOS 103
_PRIVATE = 0o700


class NotPrivate(Exception):
    """The directory for the socket belongs to somebody else."""


def lock_file(directory: Path) -> Path:
    """Return the file that an engine holds locked while it lives."""
    return directory / "engine.lock"


def start_file(directory: Path) -> Path:
    """Return the file that a client holds locked while it starts an engine."""
    return directory / "start.lock"


def log_file(directory: Path) -> Path:
    """Return where an engine writes what went wrong."""
    return directory / "engine.log"


def make_private(directory: Path) -> None:
    """Make a directory that only its owner enters; raises ``NotPrivate`` when it is somebody else's."""
    directory.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    found = directory.lstat()
    if found.st_uid != os.getuid() or directory.is_symlink():
        raise NotPrivate(f"{directory} belongs to another user; run as that one, or move it away")
    directory.chmod(_PRIVATE)


def socket_address(directory: Path) -> str:
    """Return the path of the socket: in the directory, or in a temporary one where that path is too long."""
    address = directory / "engine.sock"
    if len(os.fsencode(address)) <= _LONGEST:
        return str(address)
    digest = hashlib.sha256(os.fsencode(directory.resolve())).hexdigest()[:16]
    elsewhere = Path(tempfile.gettempdir()) / f"commonweal-{os.getuid()}-{digest}"
    make_private(elsewhere)
    return str(elsewhere / "engine.sock")
