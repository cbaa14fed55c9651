"""``commonweal vectors evaluate`` and ``prepare`` as an operator runs them."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE

import msgspec
import pytest
from click.testing import CliRunner
from commonweal import VectorsUnavailable
from commonweal.cli.group import run as commonweal
from commonweal.testing.hosts import with_requirements
from commonweal.testing.vectors import MemoryVectorStore
from commonweal.testing.web import web_environment
from commonweal_vectors import commands_evaluate
from commonweal_vectors.evaluating.judging import Judgement
from commonweal_vectors.evaluating.trials import Trial, open_trials
from commonweal_vectors.services import vectors_of

from .evaluated import NAME, LossyStore, keep_in


@pytest.fixture
def stores():
    """Give the store of the collection and one to compare it with."""
    return {"pgvector": MemoryVectorStore(), "lossy": LossyStore()}


@pytest.fixture
def commonweal_vectors(tmp_path, database_settings, monkeypatch, site, notes, stores):
    """Give what runs a command on thirty notes; the commands know the test's collection and stores."""
    changes = {"COMMONWEAL_PLUGINS__ENABLED": ",".join(with_requirements(["vectors"])), "COLUMNS": "200"}
    for name, value in web_environment(tmp_path / "command", database_settings, changes).items():
        monkeypatch.setenv(name, value)

    def known(services):
        found = vectors_of(services)
        found.collections.update({**vars(notes).get("aside", {}), NAME: notes.collection})
        found.drivers.store = lambda name=None: stores[name or "pgvector"]
        return found

    monkeypatch.setattr(commands_evaluate, "vectors_of", known)

    async def invoke(*arguments):
        return await asyncio.to_thread(CliRunner().invoke, commonweal, ["vectors", *arguments])

    return invoke


async def test_it_reports_what_there_is_and_what_helps(commonweal_vectors, site, notes, stores):
    nothing = await commonweal_vectors("evaluate")
    assert (nothing.exit_code, "Being built" in nothing.stdout) == (1, True)
    await keep_in(site, notes, stores)
    done = await commonweal_vectors("evaluate")
    assert (done.exit_code, done.stderr) == (0, "")
    assert max(map(len, done.stdout.splitlines())) <= 100
    for words in (NAME, "In order", "31 entries of 30 documents", "topic, a rare value", "Nothing. It is as"):
        assert words in done.stdout
    assert "<" not in done.stdout

    stores["pgvector"] = LossyStore()
    stores["pgvector"]._held = {}
    failed = await commonweal_vectors("evaluate", "--json")
    assert failed.exit_code == 1
    [judged] = msgspec.json.decode(failed.stdout, type=list[Judgement])
    assert (judged.outlook, judged.evaluation.figures.items) == ("watch", 31)
    assert "there is no collection" in judged.problem


async def test_a_threshold_that_is_reached_is_an_exit_code_of_its_own(
    commonweal_vectors, site, notes, stores
):
    stores["pgvector"] = LossyStore()
    await keep_in(site, notes, stores)
    assert (await commonweal_vectors("evaluate")).exit_code == 0, "it takes two in a row"
    done = await commonweal_vectors("evaluate", "--collection", NAME)
    assert done.exit_code == 3
    assert "Recall below 90.0%" in done.stdout
    assert "Reached, since" in done.stdout
    assert "1. Look at more of the index." in done.stdout
    assert "2. Move it to Qdrant." in done.stdout
    compare = f"Compare first: commonweal vectors evaluate --collection {NAME} --try qdrant"
    assert compare in " ".join(done.stdout.split())
    again = await commonweal_vectors("evaluate", "--json")
    [judged] = msgspec.json.decode(again.stdout, type=list[Judgement])
    assert (again.exit_code, judged.outlook) == (3, "act")


async def test_another_store_is_tried_side_by_side(commonweal_vectors, site, notes, stores):
    await keep_in(site, notes, stores)
    done = await commonweal_vectors("evaluate", "--try", "lossy", "--sample", "100")
    assert done.exit_code == 0, done.output
    assert max(map(len, done.stdout.splitlines())) <= 100
    heading = done.stdout.splitlines()[0]
    assert heading.split() == [f"{NAME},", "31", "entries", "pgvector", "lossy"]
    assert "recall, no filter" in done.stdout
    as_json = await commonweal_vectors("evaluate", "--try", "lossy", "--json")
    [trial] = msgspec.json.decode(as_json.stdout, type=list[Trial])
    assert (trial.here.recalls[0].recall, trial.items) == (1.0, 31)
    assert trial.there.recalls[0].recall < 0.9


async def test_what_cannot_be_is_told_in_a_sentence(commonweal_vectors, site, notes, stores):
    await keep_in(site, notes, stores)
    unknown = await commonweal_vectors("evaluate", "--collection", "vectors.nothing")
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert f"there is no collection 'vectors.nothing'; there are: {NAME}" in unknown.stderr

    async def fail():
        raise VectorsUnavailable("No Qdrant answers at http://127.0.0.1:1.")

    stores["lossy"].check = fail
    silent = await commonweal_vectors("evaluate", "--try", "lossy")
    assert silent.exit_code == 1
    assert "No Qdrant answers at http://127.0.0.1:1." in silent.stderr


async def test_an_index_is_prepared_now_and_one_that_is_not_there_keeps_no_other_from_it(
    commonweal_vectors, site, notes, stores
):
    await keep_in(site, notes, stores)
    done = await commonweal_vectors("prepare", NAME)
    assert done.exit_code == 0, done.output
    assert done.stdout == f"{NAME}: 31 entries, no index: so few are compared one by one\n"
    stores["pgvector"].__class__ = LossyStore
    assert (await commonweal_vectors("prepare")).stdout == f"{NAME}: 31 entries, lossy\n"
    notes.aside = {"vectors.aside": msgspec.structs.replace(notes.collection, name="vectors.aside")}
    done = await commonweal_vectors("prepare")
    assert (done.exit_code, f"{NAME}: 31 entries, lossy\n" in done.stdout) == (1, True)
    assert "vectors.aside: The index of vectors.aside is being built" in done.stdout


INTERRUPTED = """
import asyncio
from commonweal import Collection, Item
from commonweal.cli.group import run
from commonweal.testing.vectors import MemoryVectorStore
from commonweal_vectors import commands_evaluate, services

class Slow(MemoryVectorStore):
    async def get(self, name, ids):
        return [Item(each, [1.0] * 1_024) for each in ids]
    async def prepare(self, name, progress=None):
        print("copied", flush=True)
        await asyncio.sleep(60)
    async def drop(self, name):
        await super().drop(name)
        print("dropped", flush=True)

STORES = {"pgvector": Slow(), "slow": Slow()}

def known(found):
    vectors = services.vectors_of(found)
    vectors.collections["vectors.note"] = Collection(
        name="vectors.note", fields={"topic": "keyword", "stars": "integer"}
    )
    vectors.drivers.store = STORES.__getitem__
    return vectors

commands_evaluate.vectors_of = known
run(["vectors", "evaluate", "--try", "slow"])
"""


async def test_ctrl_c_removes_both_copies(commonweal_vectors, site, notes, stores):
    await keep_in(site, notes, stores)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", INTERRUPTED, stdout=PIPE, stderr=PIPE
    )
    assert await process.stdout.readline() == b"copied\n"
    process.send_signal(signal.SIGINT)
    printed, said = await process.communicate()
    assert (printed, b"Traceback" in said) == (b"dropped\ndropped\n", False)
    assert process.returncode == 1
    async with site.database.read() as work:
        assert await open_trials(work) == []
