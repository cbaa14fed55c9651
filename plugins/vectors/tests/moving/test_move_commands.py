"""``commonweal vectors migrate``, ``rebuild`` and ``verify`` as an operator runs them."""

import asyncio
import signal

import pytest
from book_library import NAME
from book_storm import Deployment
from click.testing import CliRunner
from commonweal.cli.group import run as commonweal
from commonweal.testing.hosts import with_requirements
from commonweal.testing.web import web_environment
from commonweal_vectors.migrating import gates, verifying

DIMENSIONS = {"COMMONWEAL_VECTORS__DIMENSIONS": "64"}


@pytest.fixture
def vectors(tmp_path, database_settings, monkeypatch, library):
    """Give what runs a command on the library's data directory."""
    changes = {"COMMONWEAL_PLUGINS__ENABLED": ",".join(with_requirements(["books"])), **DIMENSIONS}
    for name, value in web_environment(tmp_path, database_settings, changes).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(verifying, "PAUSE", 0.0)
    monkeypatch.setattr(gates, "LAG", 0.0)
    monkeypatch.setattr(gates, "FLOOR", 10_000.0)

    async def invoke(*arguments):
        done = await asyncio.to_thread(CliRunner().invoke, commonweal, ["vectors", *arguments])
        return done.exit_code, done.output

    return invoke


async def test_each_step_says_what_happened_and_what_is_next(vectors, library):
    await library.fill(30)
    assert "next: nothing; all is done" in (await vectors("migrate", "--status"))[1]
    code, said = await vectors("migrate", "--to", "qdrant")
    assert (code, "ready to change over: run this again with --yes" in said) == (1, True)
    said = (await vectors("migrate", "--status"))[1]
    assert "qdrant, hashing-1/64: is full, and gets every change" in said
    assert "next: `commonweal vectors migrate --to qdrant` goes on, --back gives the copy up" in said
    code, said = await vectors("migrate", "--to", "qdrant", "--yes")
    assert code == 0
    for words in (
        "passed: counts",
        "passed: overlap",
        "passed: latency",
        "qdrant answers searches from now on",
    ):
        assert words in said
    assert "--back lets pgvector answer again" in (await vectors("migrate", "--status"))[1]
    code, said = await vectors("verify")
    assert (code, said.count("0 lost, 0 stale, 0 resurrected")) == (0, 2)
    assert "pgvector answers searches again" in (await vectors("migrate", "--back"))[1]
    assert (await vectors("migrate", "--to", "qdrant", "--yes"))[0] == 0
    assert (
        "qdrant answers searches. A copy is kept in pgvector"
        in (await vectors("migrate", "--to", "qdrant", "--yes"))[1]
    )
    assert "the copy in pgvector was dropped" in (await vectors("migrate", "--finish"))[1]
    assert await library.stores() == {"active": "qdrant"}


async def test_verify_names_what_is_wrong_and_repairs_it(vectors, library):
    ids = await library.fill(10)
    active = (await library.standing()).active
    await library.store("pgvector").delete(active.name, ids[:2])
    code, said = await vectors("verify", NAME)
    assert code == 1
    assert "lost, 0 stale, 0 resurrected" in said
    code, said = await vectors("verify", NAME, "--repair")
    assert (code, "items were written again" in said) == (0, True)
    await library.store("pgvector").drop(active.name)
    assert f"the store has lost it; run `commonweal vectors rebuild {NAME}`" in (await vectors("verify"))[1]
    code, said = await vectors("rebuild", NAME, "--drop-first")
    assert (code, "the new index in pgvector answers searches" in said) == (0, True)
    await library.assert_sound("pgvector")


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["migrate"], 2, "say one of --to STORE, --back, --finish and --status"),
        (["migrate", "--back", "--finish"], 2, "say one of"),
        (["migrate", "--to", "attic"], 1, "attic"),
        (["migrate", "--to", "qdrant", "--collection", "no.such"], 1, "there are: books.book"),
        (["migrate", "--to", "qdrant", "--rate", "0"], 2, "0.0 is not in the range x>=1"),
        (["migrate", "--to", "qdrant", "--min-overlap", "2"], 2, "is not in the range"),
        (["migrate", "--back"], 1, "there is nothing to go back to"),
        (["migrate", "--finish"], 1, "there is nothing to finish"),
        (["rebuild", "no.such"], 1, "there are: books.book"),
        (["verify", "no.such"], 1, "there are: books.book"),
    ],
)
async def test_what_cannot_be_done_is_refused_in_a_sentence(vectors, library, arguments, code, sentence):
    await library.fill(2)
    given, said = await vectors(*arguments)
    assert (given, sentence in said) == (code, True), said
    assert await library.stores() == {"active": "pgvector"}


async def test_there_is_nothing_to_move_before_there_is_an_index(vectors):
    code, said = await vectors("migrate", "--to", "qdrant", "--yes")
    assert (code, "there is no index to move yet" in said) == (0, True)
    assert "there is no index yet" in (await vectors("migrate", "--status"))[1]


async def test_control_c_stops_a_real_move_which_is_gone_on_with_afterwards(vectors, library, tmp_path):
    await library.fill(400)
    storm = Deployment(tmp_path, library.database, DIMENSIONS)
    program = await storm.start("vectors", "migrate", "--to", "qdrant", "--rate", "1")  # for minutes
    await program.until_said("gets a copy")
    program.signal(signal.SIGINT)
    assert await program.ended() == 130
    assert "Stopped. Nothing is lost: the same command goes on from here" in program.said()
    assert await library.stores() == {"active": "pgvector", "filling": "qdrant"}
    assert (await vectors("migrate", "--to", "qdrant", "--yes"))[0] == 0
    await library.assert_sound("pgvector", "qdrant")
