"""The engine's process: shared, private, ended by itself, and nothing lost however it ends."""

import asyncio
import os
import random
import signal
import stat
import sys
import textwrap
from collections import Counter
from pathlib import Path
from typing import Self
from uuid import UUID

import pytest
from commonweal import Collection, Item, VectorError, VectorsUnavailable
from commonweal_qdrant.engine import address
from commonweal_qdrant.engine import messages as say
from commonweal_qdrant.engine.calling import Caller, EngineRefused
from commonweal_qdrant.engine.disk import replace_file
from commonweal_qdrant.engine.messages import PROTOCOL, Answer, Count, Retire, Welcome

ITEMS = Collection(name="engine.items", dimensions=4, fields={"slots": "integer"})
NAME = ITEMS.name
WRITER = """
    import asyncio, sys
    from pathlib import Path
    from uuid import UUID
    from commonweal import Item
    from commonweal_qdrant.embedded import EmbeddedBackend
    from commonweal_qdrant.store import QdrantStore

    async def write():
        store = QdrantStore(EmbeddedBackend(Path(sys.argv[1]), 30, 1))
        first = int(sys.argv[2])
        for number in range(first, first + 50):
            await store.upsert("engine.items", [Item(UUID(int=number), [1, number, 0, 0])])
        print(await store.count("engine.items") >= 50)
        await store.close()

    asyncio.run(write())
"""


def numbered(*numbers: int, slots: int = 0) -> list[Item]:
    return [Item(UUID(int=number), [1.0, number, 0, 0], {"slots": slots}) for number in numbers]


async def test_several_processes_start_one_engine_and_share_it(engine):
    store = engine.open()
    await store.create(ITEMS)
    await store.close()
    engine.end(signal.SIGKILL)  # so that the writers start the engine, all at once
    writers = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            textwrap.dedent(WRITER),
            str(engine.directory),
            str(first),
            stdout=asyncio.subprocess.PIPE,
        )
        for first in (1, 1_001, 2_001)
    ]
    for writer in writers:
        said, _ = await writer.communicate()
        assert (writer.returncode, said) == (0, b"True\n")
    store = engine.open()
    assert await store.count(NAME) == 150
    await store.close()


async def test_an_engine_ends_a_while_after_its_last_client_and_starts_again_when_asked(engine, ended):
    one, other = engine.open(linger=0.2), engine.open(linger=0.2)
    await one.create(ITEMS)
    await other.upsert(NAME, numbered(1))
    first = engine.process()
    await one.close()
    await asyncio.sleep(0.4)
    assert await other.count(NAME) == 1
    assert engine.process() == first
    await other.close()
    assert await ended(first)
    assert not Path(address.socket_address(engine.directory)).exists()
    assert await one.count(NAME) == 1
    assert engine.process() != first
    await one.close()


async def test_an_engine_that_is_told_to_end_finishes_what_it_does_and_the_next_call_starts_another(
    engine, ended
):
    store = engine.open()
    await store.create(ITEMS)
    writing = [asyncio.create_task(store.upsert(NAME, numbered(number))) for number in range(1, 40)]
    await asyncio.sleep(0)
    first = engine.end(signal.SIGTERM)
    await asyncio.gather(*writing)
    assert await ended(first)
    assert await store.count(NAME) == 39
    await store.close()


async def test_an_engine_killed_again_and_again_in_the_middle_of_writes_loses_nothing_acknowledged(engine):
    store, chance = engine.open(), random.Random(5)
    await store.create(ITEMS)
    acknowledged: dict[int, int] = {}
    rounds: Counter[int] = Counter()
    over = asyncio.Event()

    async def write(owner: int) -> None:
        version = 0
        while not over.is_set():
            version += 1
            numbers = [owner * 1_000 + chance.randrange(200) for _ in range(chance.choice([1, 5, 30]))]
            await store.upsert(NAME, numbered(*numbers, slots=version))
            acknowledged.update(dict.fromkeys(numbers, version))
            gone = chance.choice(numbers)
            await store.delete(NAME, [UUID(int=gone)])
            acknowledged.pop(gone)
            rounds[owner] += 1

    writers = [asyncio.create_task(write(owner)) for owner in range(4)]
    for _ in range(6):
        # A call is tried again twice: none may be killed a third time for want of time to get through.
        before = rounds.copy()
        while any(rounds[owner] == before[owner] for owner in range(4)):
            assert not any(writer.done() for writer in writers)
            await asyncio.sleep(0.01)
        await asyncio.sleep(chance.uniform(0.01, 0.2))
        engine.end(signal.SIGKILL)
        assert await store.count(NAME) >= 0
    over.set()
    await asyncio.gather(*writers)
    later = await engine.reopened(store)
    kept = await later.get(NAME, [UUID(int=number) for number in range(4_000)])
    assert {entry.id.int: entry.fields["slots"] for entry in kept} == acknowledged
    assert await later.count(NAME) == len(acknowledged)
    await store.close()
    await later.close()


async def test_a_drop_that_was_cut_short_leaves_nothing(engine):
    store = engine.open()
    await store.create(ITEMS)
    await store.upsert(NAME, numbered(1, 2))
    [place] = (engine.directory / "collections").iterdir()
    (place / "collection.json").unlink()
    later = await engine.reopened(store)
    with pytest.raises(VectorError, match="no collection"):
        await later.count(NAME)
    assert not place.exists()
    await later.create(ITEMS)
    assert await later.count(NAME) == 0
    await store.close()
    await later.close()


async def test_only_its_owner_gets_at_an_engine(engine):
    store = engine.open()
    await store.check()
    assert stat.S_IMODE(engine.directory.stat().st_mode) == 0o700
    await store.close()


async def test_a_directory_with_a_long_path_has_its_socket_elsewhere_and_there_in_private(engine):
    engine.directory = engine.directory.parent / ("long" * 30)
    store = engine.open()
    await store.create(ITEMS)
    socket = Path(address.socket_address(engine.directory))
    assert socket.is_socket()
    assert socket.parent != engine.directory
    assert len(os.fsencode(socket)) < 108
    assert stat.S_IMODE(socket.parent.stat().st_mode) == 0o700
    assert await store.count(NAME) == 0
    await store.close()


async def test_a_directory_that_is_none_is_refused_in_a_sentence(engine):
    engine.directory.write_text("")
    with pytest.raises(VectorsUnavailable, match=f"engine in {engine.directory} cannot be reached"):
        await engine.open().check()


async def test_a_directory_that_a_later_version_has_written_is_left_alone(engine):
    engine.directory.mkdir()
    written = b'{"format": 1, "edge": "0.11.2"}'
    replace_file(engine.directory / "format.json", written)
    with pytest.raises(VectorError, match=r"written by qdrant-edge-py 0\.11\.2") as refused:
        await engine.open().check()
    assert refused.value.code == "vector_store_unfit"
    assert (engine.directory / "format.json").read_bytes() == written


async def test_an_answer_that_takes_too_long_is_not_waited_for(engine):
    store = engine.open()
    await store.create(ITEMS)
    await store.upsert(NAME, numbered(*range(1, 1_000)))
    hasty = engine.open(seconds=0.01)
    with pytest.raises(VectorsUnavailable, match=r"took over 0\.01 s; raise store_seconds"):
        await hasty.search(NAME, [[1.0, 0, 0, 0]] * 3_000, limit=900)
    assert await store.count(NAME) == 999
    await hasty.close()
    await store.close()


async def test_what_makes_no_sense_is_refused_and_the_engine_goes_on(engine):
    store = engine.open()
    await store.create(ITEMS)
    with Caller(address.socket_address(engine.directory)) as caller:
        with pytest.raises(EngineRefused):
            caller.ask(Count("../../etc", None), int)
        with pytest.raises(EngineRefused):
            caller.ask(Count(ITEMS.name, {"must": [{"unheard": "of"}]}), int)
        caller._socket.sendall(say.framed(b"\xff"))
        assert say.answers.decode(caller._read(say.length_of(caller._read(4)))).refused == "failed"
    assert await store.count(NAME) == 0
    await store.close()


class Foreign:
    """An engine of another protocol, until it is told to retire."""

    def __init__(self, directory: Path, protocol: int) -> None:
        directory.mkdir()
        self.socket = address.socket_address(directory)
        self.welcome = Welcome(protocol, os.getpid(), "0.9.0")
        self.retired = False

    async def __aenter__(self) -> Self:
        self.server = await asyncio.start_unix_server(self.meet, self.socket)
        return self

    async def __aexit__(self, *error: object) -> None:
        self.server.close()

    async def meet(self, reader, writer) -> None:
        with_value = Answer(say.msgspec.Raw(say.encode(self.welcome)))
        try:
            while True:
                request = say.requests.decode(await say.read_message(reader))
                self.retired |= isinstance(request, Retire)
                if self.retired:
                    Path(self.socket).unlink(missing_ok=True)
                    self.server.close()
                writer.write(say.framed(say.encode(with_value)))
        except asyncio.IncompleteReadError:
            writer.close()


async def test_an_engine_of_an_earlier_protocol_retires_and_ours_takes_its_place(engine):
    async with Foreign(engine.directory, PROTOCOL - 1) as foreign:
        store = engine.open()
        await store.create(ITEMS)
        assert foreign.retired
        assert await store.count(NAME) == 0
        await store.close()


async def test_an_engine_of_a_later_protocol_is_left_alone_and_named(engine):
    async with Foreign(engine.directory, PROTOCOL + 1) as foreign:
        with pytest.raises(VectorError, match="restart it with the version that is installed") as refused:
            await engine.open().check()
        assert refused.value.code == "vector_store_unfit"
        assert str(os.getpid()) in str(refused.value)
        assert not foreign.retired
