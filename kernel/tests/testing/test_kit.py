"""The parts of the kit do what the guide says of them."""

from datetime import UTC, datetime, timedelta

import pytest
from commonweal import Mail, MailUnavailable, Permission
from commonweal.errors import OperatorError
from commonweal.testing.hosts import with_requirements
from commonweal.testing.marked_words import CLOSE, OPEN, unmarked
from commonweal.testing.outbox import Outbox
from commonweal.testing.queries import QueryBaselines, counted_statements
from commonweal.testing.shapes import misfit

SLACK = timedelta(minutes=1)


async def test_the_clock_moves_this_process_and_the_database_together(clock, database):
    began = datetime.now(UTC)
    await clock.forward(days=8)
    await clock.forward(hours=1)
    async with database.write() as work:
        await work.execute("CREATE TABLE public.thing (made timestamptz NOT NULL DEFAULT now())")
        await work.execute("INSERT INTO public.thing DEFAULT VALUES")
        seen = await work.fetch_row("SELECT now() AS asked, made, pg_catalog.now() AS real FROM public.thing")
    reached = began + timedelta(days=8, hours=1)
    for moment in (datetime.now(UTC), clock.now(), seen["asked"], seen["made"]):
        assert reached <= moment < reached + SLACK
    assert seen["real"] < began + SLACK


async def test_defaults_of_tables_that_were_there_before_move_too(clock, database):
    await clock.forward(days=30)
    async with database.write() as work:
        await work.execute(
            "INSERT INTO kernel.event (id, type, version, data) VALUES (uuidv7(), 'a.b', 1, '{}')"
        )
        at = await work.fetch_value("SELECT occurred_at FROM kernel.event")
    assert abs(at - datetime.now(UTC)) < SLACK


async def test_the_clock_never_goes_back_and_ends_with_its_test(clock):
    with pytest.raises(ValueError, match="forward only"):
        await clock.forward(days=-1)
    real = datetime.now(UTC)
    await clock.forward(days=1)
    clock.stop()
    assert datetime.now(UTC) - real < SLACK


async def test_principals_are_such_as_permissions_know(principals):
    may_write = Permission("trees.write", frozenset({"human", "agent_verified"}))
    may_judge = Permission("trees.judge", frozenset({"admin"}))
    human, agent = await principals.human(), await principals.agent()
    newcomer, admin = await principals.agent(is_verified=False), await principals.admin()
    assert [may_write.allows(one) for one in (human, agent, newcomer, admin)] == [True, True, False, True]
    assert [may_judge.allows(one) for one in (human, agent, newcomer, admin)] == [False, False, False, True]
    assert human.id != (await principals.human()).id
    with pytest.raises(OperatorError, match="let the test run identity too"):
        await principals.member()


async def test_the_outbox_keeps_and_fails_as_it_is_told():
    outbox = Outbox()
    outbox.fail_next(MailUnavailable("away"))
    with pytest.raises(MailUnavailable):
        await outbox.send(Mail(to="a@example.org", subject="s", text="t"))
    await outbox.send(Mail(to="a@example.org", subject="s", text="t"))
    assert [mail.subject for mail in outbox.to("a@example.org")] == ["s"]
    assert outbox.to("b@example.org") == []


def test_a_plugin_that_is_not_installed_cannot_be_chosen():
    with pytest.raises(OperatorError, match="no plugin 'ledgre' to test with; did you mean ledger"):
        with_requirements(["ledgre"])


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (f"<p>{OPEN}Hello{CLOSE}</p>", []),
        ("<p>Hello</p>", ["Hello"]),
        (f"<p>{OPEN}Hello <b>you{CLOSE}</b></p><p>there</p>", ["there"]),
        (f"<p>{OPEN}a {OPEN}b{CLOSE} c{CLOSE} rest</p>", ["rest"]),
        ("<p>12 · 3,5 %</p>", []),
        ("<p>ana@example.org agent_7 2026-07-01</p>", []),
        ("<p>mail ana@example.org</p>", ["mail ana@example.org"]),
        ('<img alt="A tree"><input placeholder="Search">', ["A tree", "Search"]),
        ('<p lang="es">Hola</p><p dir="auto">written</p><p translate="no">Acme</p>', []),
        ("<script>var hello = 1</script><style>p {color: red}</style>", []),
        ("<p>Commonweal</p>", []),
    ],
)
def test_words_outside_messages_are_found(html, found):
    assert unmarked(html, frozenset({"Commonweal"})) == found


async def test_statements_are_counted(database):
    with counted_statements() as seen:
        async with database.read() as work:
            await work.fetch_value("SELECT 1")
            await work.fetch("SELECT 2")
    assert seen == ["SELECT 1", "SELECT 2"]
    async with database.read() as work:
        await work.fetch_value("SELECT 3")
    assert len(seen) == 2


class Answering:
    """A client whose requests cost as many statements as it is told."""

    def __init__(self, database, cost):
        self.database, self.cost = database, cost

    async def get(self, address):
        async with self.database.read() as work:
            for _ in range(self.cost):
                await work.fetch_value("SELECT 1")
        return type("Answer", (), {"status_code": 200, "text": ""})


@pytest.mark.parametrize("cost", [2, 4])
async def test_a_request_that_costs_more_or_less_than_before_is_found(database, tmp_path, cost):
    file = tmp_path / "queries.toml"
    first = QueryBaselines(file, update=True)
    await first.measure(Answering(database, 3), "/trees")
    first.finish()
    assert '"GET /trees" = 3' in file.read_text()

    same = QueryBaselines(file, update=False)
    await same.measure(Answering(database, 3), "/trees")
    same.finish()
    other = QueryBaselines(file, update=False)
    await other.measure(Answering(database, cost), "/trees")
    with pytest.raises(AssertionError, match=f"GET /trees: {cost} statements, 3 in queries.toml"):
        other.finish()


@pytest.mark.parametrize(
    ("value", "declared", "fits"),
    [
        ([1, 2], list[int], True),
        ([1, "2"], list[int], False),
        (None, int | None, True),
        ({"a": 1}, dict[str, int], True),
        ({"a": "b"}, dict[str, int], False),
        ([bool], list[type[int]], True),
        ([str], list[type[int]], False),
        ("abc", list[str], False),
    ],
)
def test_what_a_hook_gives_is_compared_with_its_types(value, declared, fits):
    assert (misfit(value, declared) == "") is fits
