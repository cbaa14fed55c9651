"""Keys that this deployment makes for itself and keeps in the data directory."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def kept_key(home: Path, name: str) -> bytes:
    """Return the key kept as ``<home>/secrets/<name>.key``, after making it when there is none.

    Processes that ask at once get the same one: it is there whole or not at all, and the first wins.
    """
    path = home / "secrets" / f"{name}.key"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_name(f"{name}.key.{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_hex(32))
        with suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    return path.read_bytes()


class KeptKeys:
    """The keys of this deployment, a service for plugins: what is signed with them outlives restarts.

    Machines that do not share a data directory need a setting of the plugin for its key instead.
    """

    def __init__(self, home: Path) -> None:
        self._home = home

    def key(self, name: str) -> bytes:
        """Return the key of a name; name it after the plugin."""
        return kept_key(self._home, name)
