"""The whole app as an operator runs it: ``commonweal up``, a process with a data directory of its own."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from commonweal.testing.ports import free_port

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-P", "-m", "commonweal"]
START_SECONDS = 90
STOP_SECONDS = 40


class App:
    """One ``commonweal up``; can be started, asked, stopped and killed."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.home = home
        self.port = free_port()
        self.log = home / "up.log"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("COMMONWEAL_")},
            "COMMONWEAL_HOME": str(home),
            "COMMONWEAL_PORT": str(self.port),
            # Many requests of one test come from one address within seconds.
            "COMMONWEAL_WEB__GUEST_PER_MINUTE": "100000",
            **environment,
        }
        self.command = COMMAND
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *options: str) -> None:
        """Start it and wait until it says that it is ready."""
        self.launch(*options)
        deadline = time.monotonic() + START_SECONDS
        while "ready after" not in self.output():
            assert self.process is not None
            assert self.process.poll() is None, self.output()
            assert time.monotonic() < deadline, self.output()
            time.sleep(0.05)

    def launch(self, *options: str) -> None:
        """Start it without waiting."""
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*self.command, "up", *options],
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env=self.environment,
                cwd=self.home,
                start_new_session=True,
            )

    def output(self) -> str:
        """Return what it printed so far."""
        return self.log.read_text(errors="replace")

    def stop(self, number: int = signal.SIGINT) -> int:
        """Send a signal and return the exit code."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(STOP_SECONDS)

    def kill(self) -> None:
        """End the supervisor alone, as the operating system would when memory runs out."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(STOP_SECONDS)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run another command on the same data directory."""
        return subprocess.run(
            [*self.command, *arguments],
            capture_output=True,
            text=True,
            env=self.environment,
            cwd=self.home,
            check=False,
            timeout=120,
        )

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Fetch a path and return the status and the body."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def get_when_back(self, path: str, seconds: float = 30) -> tuple[int, str]:
        """Fetch a path, patiently while processes are started again."""
        deadline = time.monotonic() + seconds
        while True:
            with contextlib.suppress(OSError):
                status, body = self.get(path)
                if status < 500 or time.monotonic() > deadline:
                    return status, body
            assert time.monotonic() < deadline, self.output()
            time.sleep(0.1)

    def processes(self) -> dict[str, int]:
        """Return the process ids of everything that runs on this data directory, by name."""
        found = {}
        for process in psutil.process_iter(["pid"]):
            with contextlib.suppress(psutil.Error):
                command = process.cmdline()
                title = " ".join(command).split()  # of a process that `up` forked
                if title[:1] == ["commonweal"] and title[2:] == [str(self.home)]:
                    found[title[1]] = process.pid
                elif command[:4] == self.command and process.environ().get("COMMONWEAL_HOME") == str(
                    self.home
                ):
                    found[command[4]] = process.pid
        with contextlib.suppress(OSError, ValueError, psutil.Error):
            pid = int((self.home / "postgres" / "postmaster.pid").read_text().split()[0])
            if psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                found["postgres"] = pid
        return found

    def gone(self, seconds: float = 30) -> bool:
        """Return whether nothing of it runs any more, after a while."""
        deadline = time.monotonic() + seconds
        while self.processes() and time.monotonic() < deadline:
            time.sleep(0.1)
        return not self.processes()

    def missions(self) -> list[str]:
        """Return the ids of the missions the API lists first."""
        status, body = self.get_when_back("/api/v1/missions")
        assert status == 200, body
        return [mission["id"] for mission in json.loads(body)["items"]]

    def clean_up(self) -> None:
        """End whatever still runs."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.gone()
        for pid in self.processes().values():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="session")
def tried_plugins() -> Iterator[Path]:
    """Give the note that the installed plugins were tried once, which need not happen for every test."""
    with tempfile.TemporaryDirectory(prefix="commonweal-test-") as folder:
        app = App(Path(folder))
        assert app.run("plugins").returncode == 0
        yield app.home / "plugins.json"


@pytest.fixture(scope="session")
def settled_home(tried_plugins: Path) -> Iterator[Path]:
    """Give a data directory that an app made in its first start, with sample data, and left in order."""
    made = make_apps(tried_plugins)
    app = next(made)()
    app.start()
    assert app.stop() == 0, app.output()
    yield app.home
    next(made, None)


@pytest.fixture
def make_app(tried_plugins: Path) -> Iterator[Callable[..., App]]:
    """Make apps on data directories of their own, or of one name; all are ended with the test."""
    yield from make_apps(tried_plugins)


@pytest.fixture
def make_settled_app(settled_home: Path) -> Iterator[Callable[..., App]]:
    """Make apps that had their first start already, for tests that are not about it."""
    yield from make_apps(settled_home / "plugins.json", settled_home)


@pytest.fixture(scope="module")
def make_module_app(settled_home: Path) -> Iterator[Callable[..., App]]:
    """Make apps that last for all tests of a module, and had their first start already."""
    yield from make_apps(settled_home / "plugins.json", settled_home)


def make_apps(tried_plugins: Path, settled: Path | None = None) -> Iterator[Callable[..., App]]:
    """Make apps, and end them all; their data are copies of those in ``settled``, if it is given.

    Not below pytest's temporary folder: it takes away the right to pass through that the server, another
    account when tests run as root, was given.
    """
    made: list[App] = []
    folder = Path(tempfile.mkdtemp(prefix="commonweal-test-"))

    def make(name: str = "home", **environment: str) -> App:
        home = folder / name
        if settled is None or home.exists():
            home.mkdir(mode=0o700, exist_ok=True)
            shutil.copy(tried_plugins, home / "plugins.json")
        else:
            subprocess.run(["cp", "-a", settled, home], check=True)  # with the server's owner and rights
        made.append(App(home, **environment))
        return made[-1]

    yield make
    for app in made:
        app.clean_up()
    shutil.rmtree(folder, ignore_errors=True)


def find_uv() -> str:
    """Return the uv that `make` brought or that is installed."""
    for candidate in (ROOT / ".uv" / "bin" / "uv", shutil.which("uv")):
        if candidate and Path(candidate).exists():
            return str(candidate)
    if os.environ.get("CI"):
        pytest.fail("make test brings uv, and it is not there")
    pytest.skip("needs uv: run `make test`")


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheels of all distributions from a copy of the sources."""
    folder = tmp_path_factory.mktemp("wheels")
    build = [find_uv(), "build", "--quiet", "--all-packages", "--wheel", "--out-dir", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True)
    return folder
