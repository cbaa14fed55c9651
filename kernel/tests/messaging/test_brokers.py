import asyncio
import contextlib
import os
import pwd
import shutil
import signal
import socket
import tempfile
from pathlib import Path

import pytest
from commonweal import enqueue
from commonweal.messaging.errors import BrokerError
from commonweal.messaging.settings import MessagingSettings
from commonweal.plugin.drivers import DriverError
from commonweal.plugin.secret import Secret
from commonweal.testing.ports import free_port
from garden import end, garden_with_tasks, plant, start_worker, until, values, working

TASKS = 20


def installed(program: str) -> str:
    """Return the path of a Debian server; skip when it is absent, except where the build must have it."""
    path = Path(program)
    if not path.exists() and os.environ.get("CI") != "true":
        pytest.skip(f"{path.name} is not installed")
    return str(path)


@contextlib.asynccontextmanager
async def server(*command: str, port: int, home: Path, patience: float = 30, **environment: str):
    """Run a server on a loopback port, as nobody when we are root, and kill it with its children."""
    options: dict = {"start_new_session": True}
    if os.geteuid() == 0:
        account = pwd.getpwnam("nobody")
        os.chown(home, account.pw_uid, account.pw_gid)
        options |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    with (home / "output").open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=home, env={**os.environ, **environment}, stdout=output, stderr=output, **options
        )
    try:

        async def answers() -> bool:
            assert process.returncode is None, (home / "output").read_text()
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                return True
            return False

        await until(answers, patience)
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


@pytest.fixture
def home():
    path = Path(tempfile.mkdtemp(prefix="commonweal-broker-", dir="/tmp"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


def redis(home: Path, port: int):
    program = installed("/usr/bin/redis-server")
    return server(
        program,
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--dir",
        str(home),
        port=port,
        home=home,
    )


@contextlib.asynccontextmanager
async def rabbitmq(home: Path, port: int):
    """The server's own program behind Debian's wrapper, which insists on the system's account."""
    installed("/usr/sbin/rabbitmq-server")
    [program] = Path("/usr/lib/rabbitmq/lib").glob("rabbitmq_server-*/sbin/rabbitmq-server")
    names, distribution = free_port(), free_port()
    environment = {
        "HOME": str(home),
        "RABBITMQ_NODENAME": f"test{port}@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_DIST_PORT": str(distribution),
        "RABBITMQ_MNESIA_BASE": str(home / "data"),
        "RABBITMQ_LOG_BASE": str(home / "log"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "plugins"),
        "RABBITMQ_PID_FILE": str(home / "pid"),
        "RABBITMQ_CONF_ENV_FILE": str(home / "none"),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "ERL_EPMD_PORT": str(names),
        "ERL_FLAGS": "-start_epmd false",
    }
    async with (
        server("/usr/bin/epmd", "-port", str(names), "-address", "127.0.0.1", port=names, home=home),
        server(str(program), port=port, home=home, patience=90, **environment) as process,
    ):
        yield process


BROKERS = {"redis": (redis, "redis://127.0.0.1:{port}/0"), "rabbitmq": (rabbitmq, "amqp://127.0.0.1:{port}")}


@contextlib.asynccontextmanager
async def broker(name: str, home: Path):
    port = free_port()
    run, address = BROKERS[name]
    async with run(home, port) as process:
        yield (
            MessagingSettings(broker=name, broker_url=Secret(address.format(port=port)), task_retry=0.1),
            process,
        )


async def ask(database) -> set[object]:
    requests = set()
    for size in range(TASKS):
        async with database.write() as work:
            requests.add(await enqueue(work, plant, size=size))
    return requests


async def until_all_ran(database, requests, seconds=60) -> None:
    async def done() -> bool:
        return await values(database, "SELECT count(*) FROM kernel.task_request") == [0]

    await until(done, seconds)
    assert set(await values(database, "SELECT subject FROM effect")) == requests


@pytest.mark.debian
@pytest.mark.parametrize("name", list(BROKERS))
async def test_tasks_run_through_each_broker_and_survive_the_death_of_a_worker(effects, home, name):
    async with broker(name, home) as (settings, _process):
        told = {"broker": name, "broker_url": settings.broker_url.reveal(), "resend": 3}
        requests = await ask(effects)
        worker = await start_worker(effects, **told)

        async def under_way() -> bool:
            return (await values(effects, "SELECT count(*) FROM effect"))[0] > 0

        await until(under_way, 30)
        await end(worker, signal.SIGKILL)
        requests |= await ask(effects)
        async with working(effects, garden_with_tasks(), settings):
            await until_all_ran(effects, requests)


@pytest.mark.debian
async def test_a_redis_that_dies_and_comes_back_empty_loses_no_task(effects, home):
    port = free_port()
    settings = MessagingSettings(broker="redis", broker_url=Secret(f"redis://127.0.0.1:{port}/0"), resend=2)
    requests = await ask(effects)
    async with working(effects, garden_with_tasks(), settings):
        await asyncio.sleep(1)
        requests |= await ask(effects)
        async with redis(home, port):
            await asyncio.sleep(2)
        requests |= await ask(effects)
        await asyncio.sleep(1)
        async with redis(home, port):
            await until_all_ran(effects, requests)


async def test_an_unknown_broker_or_a_missing_address_is_one_clear_sentence(effects):
    with pytest.raises(DriverError, match=r"'rediss'; did you mean .?redis"):
        async with working(effects, garden_with_tasks(), MessagingSettings(broker="rediss")):
            await asyncio.sleep(1)
    with pytest.raises(BrokerError, match=r"Set messaging\.broker_url"):
        async with working(effects, garden_with_tasks(), MessagingSettings(broker="redis")):
            await asyncio.sleep(1)
