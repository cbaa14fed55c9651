"""The operating-system account the embedded server runs as.

PostgreSQL refuses to run as root. Started by root, the server runs as the account ``commonweal`` where the
operator made one, else as ``nobody``; it is given the right to pass through the directories above its files,
and that alone, by an access control list.
"""

import os
import pwd
import stat
import struct
from pathlib import Path
from typing import Any

from commonweal_embedded.errors import DataDirectoryError

_ACL = "system.posix_acl_access"
_VERSION = struct.pack("<I", 2)
_USER_OBJ, _USER, _GROUP_OBJ, _MASK, _OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
_NOBODY_IN_PARTICULAR = 0xFFFFFFFF
_SEARCH = 1


class Account:
    """The account for a server whose data directory is, or will be, at ``directory``."""

    def __init__(self, directory: Path) -> None:
        self.switch = os.geteuid() == 0
        self.uid, self.gid = self._choose(directory) if self.switch else (os.geteuid(), os.getegid())

    @staticmethod
    def _choose(directory: Path) -> tuple[int, int]:
        if directory.exists() and directory.stat().st_uid != 0:
            return directory.stat().st_uid, directory.stat().st_gid
        for name in ("commonweal", "nobody"):
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return entry.pw_uid, entry.pw_gid
        raise DataDirectoryError("PostgreSQL does not run as root: start Commonweal as an ordinary user.")

    @property
    def process_options(self) -> dict[str, Any]:
        """What subprocess needs to run a program as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switch else {}

    def give(self, path: Path) -> None:
        """Make a file or directory this account's own."""
        if self.switch:
            os.chown(path, self.uid, self.gid)

    def let_through(self, path: Path) -> None:
        """Let this account pass through every directory above ``path``."""
        if not self.switch:
            return
        for directory in reversed(path.resolve().parents):
            if not self._may_pass(directory.stat()):
                self._add_search_right(directory)

    def _may_pass(self, status: os.stat_result) -> bool:
        owned = status.st_uid == self.uid and status.st_mode & stat.S_IXUSR
        grouped = status.st_gid == self.gid and status.st_mode & stat.S_IXGRP
        return bool(owned or grouped or status.st_mode & stat.S_IXOTH)

    def _add_search_right(self, directory: Path) -> None:
        try:
            entries = _read_list(directory)
            entries[_USER, self.uid] = _SEARCH
            entries[_MASK, _NOBODY_IN_PARTICULAR] = entries.get((_MASK, _NOBODY_IN_PARTICULAR), 0) | _SEARCH
            packed = b"".join(
                struct.pack("<HHI", tag, right, who) for (tag, who), right in sorted(entries.items())
            )
            os.setxattr(directory, _ACL, _VERSION + packed)
        except OSError as error:
            raise DataDirectoryError(
                f"The database server runs as {pwd.getpwuid(self.uid).pw_name}, who may not enter "
                f"{directory}: start Commonweal as an ordinary user, or set COMMONWEAL_HOME to a directory "
                "that all may enter."
            ) from error


def _read_list(directory: Path) -> dict[tuple[int, int], int]:
    """Return a directory's access list as (tag, id) → rights; without one, its mode says the same."""
    try:
        packed = os.getxattr(directory, _ACL)[len(_VERSION) :]
    except OSError:
        mode = directory.stat().st_mode
        shifts = {_USER_OBJ: 6, _GROUP_OBJ: 3, _OTHER: 0}
        rights = {tag: mode >> shift & 7 for tag, shift in shifts.items()}
        return {
            (tag, _NOBODY_IN_PARTICULAR): right
            for tag, right in {**rights, _MASK: rights[_GROUP_OBJ]}.items()
        }
    return {(tag, who): right for tag, right, who in struct.iter_unpack("<HHI", packed)}
