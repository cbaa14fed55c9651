"""Real workers that are killed at any step lose nothing; what comes twice has the same id and body."""

import asyncio
import json
import random
import signal
import sys
from pathlib import Path

import pytest_asyncio
from commonweal import new_id
from commonweal.testing.hosts import with_requirements
from commonweal.testing.web import web_environment

from .receiver import verify

PROGRAM = Path(__file__).with_name("worker_process.py")
EVENTS, DEATHS = 30, 6
PATIENCE = 180


@pytest_asyncio.fixture(loop_scope="session")
async def start(tmp_path, database_settings, chosen_plugins):
    """Give what starts a worker of its own process, on the database of the test."""
    changes = {
        "COMMONWEAL_PLUGINS__ENABLED": ",".join(with_requirements(chosen_plugins)),
        "COMMONWEAL_REALTIME__WEBHOOKS_ON_LOOPBACK": "true",
    }
    environment = web_environment(tmp_path, database_settings, changes)

    started = []

    async def starter(die_at=0):
        words = json.dumps({"environment": environment, "die_at": die_at})
        silent = asyncio.subprocess.DEVNULL
        started.append(
            await asyncio.create_subprocess_exec(
                sys.executable, str(PROGRAM), words, stderr=silent, stdout=silent
            )
        )
        return started[-1]

    yield starter
    for worker in started:
        if worker.returncode is None:
            worker.kill()
            await worker.wait()


async def test_nothing_is_lost_and_what_comes_twice_can_be_told(grove, principals, receiver, start):
    ana, trees, chance = await principals.human(), [new_id() for _ in range(3)], random.Random(7)
    for tree in trees:
        await grove.keep(tree, ana)
    topics = ["forest", *(f"tree:{tree}" for tree in trees)]
    first = await grove.webhook(ana, receiver.url("/first"), *topics)
    second = await grove.webhook(ana, receiver.url("/second"), "forest")
    for number in range(EVENTS):
        await grove.fall(trees[number % 3], number, subject=new_id())
    deaths = 0
    for _ in range(DEATHS):
        worker = await start(die_at=chance.randint(40, 400))
        async with asyncio.timeout(PATIENCE):
            deaths += await worker.wait() == -signal.SIGKILL
    worker = await start()
    async with asyncio.timeout(PATIENCE):
        while len(set(receiver.numbers("/second"))) < EVENTS or waiting(receiver, topics):
            await asyncio.sleep(0.2)
    worker.send_signal(signal.SIGTERM)
    assert await worker.wait() == 0
    assert deaths == DEATHS
    bodies = {each.id: each.body for each in receiver.taken}
    for each in receiver.taken:
        verify([grove.secrets[first], grove.secrets[second]], each.headers, each.body)
        assert bodies[each.id] == each.body, "a message keeps its body whenever it comes"
    for path, topic in (*(("/first", topic) for topic in topics), ("/second", "forest")):
        assert in_order(receiver, path, topic), f"{path} {topic}"


def waiting(receiver, topics):
    """Say whether a message has not come yet."""
    return any(
        len(set(receiver.numbers("/first", topic))) < (EVENTS if topic == "forest" else EVENTS // 3)
        for topic in topics
    )


def in_order(receiver, path, topic):
    """Say whether what came for the first time came in the order of the log, and without a gap."""
    seen, last = set(), None
    for each in receiver.at(path):
        if each.frame["topic"] == topic and each.id not in seen:
            seen.add(each.id)
            if last and each.frame["previous"] != last:
                return False
            last = each.frame["position"]
    return True
