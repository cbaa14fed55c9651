"""What a unit of work keeps, takes back, and refuses."""

import asyncio
import logging

import asyncpg
import pytest
from commonweal.storage.database import Database
from commonweal.storage.errors import (
    CommitUnknown,
    Contention,
    DatabaseUnavailable,
    NothingSaved,
    WorkMisused,
)
from commonweal.storage.settings import DatabaseSettings
from commonweal.storage.work import UnitOfWork, current_work


@pytest.fixture
async def notes(database: Database) -> Database:
    async with database.write() as work:
        await work.execute("""
            CREATE TABLE note (id integer PRIMARY KEY, text text);
            CREATE TABLE page (note integer REFERENCES note DEFERRABLE INITIALLY DEFERRED)
        """)
    return database


async def add(work: UnitOfWork, number: int, text: str = "") -> None:
    await work.execute("INSERT INTO note VALUES ($1, $2)", number, text)


async def kept(database: Database) -> list[int]:
    assert current_work() is None
    async with database.read() as work:
        return [row["id"] for row in await work.fetch("SELECT id FROM note ORDER BY id")]


async def idle_sessions_are_clean(database: Database) -> bool:
    """Every pooled connection that is left takes a new transaction, and none holds an old one."""
    async with database.read() as work:
        states = await work.fetch(
            "SELECT state FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
            "pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
    return all(row["state"] == "idle" for row in states)


class Stumble(Exception):
    """An error of the business kind."""


async def test_what_is_written_is_there_afterwards(notes: Database):
    async with notes.write() as work:
        await add(work, 1, "first")
        await work.execute_many("INSERT INTO note VALUES ($1, $2)", [(2, "second"), (3, "third")])
        assert (await work.fetch_row("SELECT text FROM note WHERE id = 2"))["text"] == "second"
        assert await work.fetch_value("SELECT count(*) FROM note") == 3
        assert await work.fetch_row("SELECT 1 FROM note WHERE id = 9") is None
        assert current_work() is work
    assert await kept(notes) == [1, 2, 3]


async def test_an_error_takes_everything_back(notes: Database):
    with pytest.raises(Stumble):
        async with notes.write() as work:
            await add(work, 1)
            raise Stumble
    assert await kept(notes) == []
    assert await idle_sessions_are_clean(notes)


async def test_a_nested_unit_takes_back_its_own_part_only(notes: Database):
    async with notes.write() as work:
        await add(work, 1)
        with pytest.raises(asyncpg.UniqueViolationError):
            async with notes.write() as inner:
                await add(inner, 2)
                await add(inner, 1)
        async with notes.write() as inner:
            await add(inner, 3)
            async with notes.write() as innermost:
                await add(innermost, 4)
        assert current_work() is work
    assert await kept(notes) == [1, 3, 4]


async def test_the_outer_error_takes_back_the_nested_part_too(notes: Database):
    with pytest.raises(Stumble):
        async with notes.write():
            async with notes.write() as inner:
                await add(inner, 1)
            raise Stumble
    assert await kept(notes) == []


async def test_cancelling_in_the_middle_of_a_statement_takes_everything_back(notes: Database):
    started = asyncio.Event()

    async def slow() -> None:
        async with notes.write() as work:
            await add(work, 1)
            started.set()
            await work.execute("SELECT pg_sleep(30)")

    task = asyncio.create_task(slow())
    await started.wait()
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await kept(notes) == []
    assert await idle_sessions_are_clean(notes)


async def test_cancelling_a_nested_unit_takes_back_the_whole(notes: Database):
    async def slow() -> None:
        async with notes.write() as work:
            await add(work, 1)
            async with notes.write() as inner:
                await inner.execute("SELECT pg_sleep(30)")

    task = asyncio.create_task(slow())
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await kept(notes) == []
    assert await idle_sessions_are_clean(notes)


@pytest.mark.parametrize("pauses", range(12))
async def test_cancelling_at_any_moment_leaves_all_or_nothing_and_a_clean_pool(notes: Database, pauses: int):
    async def quick() -> None:
        async with notes.write() as work:
            await add(work, 1)
            await add(work, 2)

    task = asyncio.create_task(quick())
    for _ in range(pauses):
        await asyncio.sleep(0.0002)
    task.cancel()
    await asyncio.wait([task])
    assert await kept(notes) in ([], [1, 2])
    assert await idle_sessions_are_clean(notes)


async def test_a_refused_commit_is_raised_and_leaves_pool_and_context_clean(notes: Database):
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        async with notes.write() as work:
            await add(work, 1)
            await work.execute("INSERT INTO page VALUES (99)")
    assert await kept(notes) == []
    assert await idle_sessions_are_clean(notes)
    async with notes.write() as work:
        await add(work, 2)
    assert await kept(notes) == [2]


async def test_a_swallowed_error_is_not_taken_for_success(notes: Database):
    with pytest.raises(NothingSaved):
        async with notes.write() as work:
            await add(work, 1)
            try:
                await add(work, 1)
            except asyncpg.UniqueViolationError:
                pass
    assert await kept(notes) == []


async def test_a_swallowed_error_in_a_nested_unit_costs_that_unit_only(notes: Database):
    async with notes.write() as work:
        await add(work, 1)
        with pytest.raises(asyncpg.InFailedSQLTransactionError):
            async with notes.write() as inner:
                await add(inner, 2)
                try:
                    await add(inner, 1)
                except asyncpg.UniqueViolationError:
                    pass
    assert await kept(notes) == [1]


async def end_session(settings: DatabaseSettings, process: int) -> None:
    connection = await asyncpg.connect(settings.url.reveal())
    await connection.execute("SELECT pg_terminate_backend($1, 2000)", process)
    await connection.close()


async def test_a_session_ended_before_the_commit_saves_nothing_and_says_so(notes: Database):
    with pytest.raises((DatabaseUnavailable, CommitUnknown)):
        async with notes.write() as work:
            await add(work, 1)
            process = await work.fetch_value("SELECT pg_backend_pid()")
            await end_session(notes.settings, process)
    assert await kept(notes) == []
    assert await idle_sessions_are_clean(notes)


async def test_a_session_ended_between_two_statements_saves_nothing_and_says_so(notes: Database):
    with pytest.raises(DatabaseUnavailable):
        async with notes.write() as work:
            await add(work, 1)
            await end_session(notes.settings, await work.fetch_value("SELECT pg_backend_pid()"))
            await add(work, 2)
    assert await kept(notes) == []


async def test_a_connection_that_breaks_during_the_commit_leaves_the_outcome_open(notes: Database):
    """A deferred trigger ends its own session, so the connection breaks while COMMIT runs."""
    async with notes.write() as work:
        await work.execute("""
            CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
            CREATE CONSTRAINT TRIGGER leaving AFTER INSERT ON note DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION leave()
        """)
    with pytest.raises(CommitUnknown):
        async with notes.write() as work:
            await add(work, 1)
    assert await kept(notes) == []
    assert await idle_sessions_are_clean(notes)


async def test_promises_are_kept_in_order_after_the_outermost_commit(notes: Database):
    heard: list[str] = []

    async def later() -> None:
        assert await kept(notes) == [1]
        heard.append("second")

    async with notes.write() as work:
        work.after_commit(lambda: heard.append("first"))
        async with notes.write() as inner:
            await add(inner, 1)
            inner.after_commit(later)
        work.after_commit(lambda: heard.append("third"))
        assert heard == []
    assert heard == ["first", "second", "third"]


async def test_promises_of_a_unit_that_failed_are_dropped(notes: Database):
    heard: list[str] = []
    async with notes.write() as work:
        work.after_commit(lambda: heard.append("kept"))
        with pytest.raises(Stumble):
            async with notes.write() as inner:
                inner.after_commit(lambda: heard.append("dropped"))
                raise Stumble
    assert heard == ["kept"]
    with pytest.raises(Stumble):
        async with notes.write() as work:
            work.after_commit(lambda: heard.append("dropped"))
            raise Stumble
    assert heard == ["kept"]


async def test_a_broken_promise_is_logged_and_the_next_is_kept(
    notes: Database, caplog: pytest.LogCaptureFixture
):
    heard: list[str] = []

    def broken() -> None:
        raise Stumble

    with caplog.at_level(logging.ERROR):
        async with notes.write() as work:
            await add(work, 1)
            work.after_commit(broken)
            work.after_commit(lambda: heard.append("next"))
    assert heard == ["next"]
    assert "callback after the commit failed" in caplog.text
    assert await kept(notes) == [1]


async def test_another_task_may_not_use_the_unit(notes: Database):
    async with notes.write() as work:
        with pytest.raises(WorkMisused, match="belongs to the task"):
            await asyncio.gather(add(work, 1), add(work, 2))

        async def own() -> None:
            async with notes.write() as mine:
                await add(mine, 3)

        with pytest.raises(WorkMisused, match="belongs to the task"):
            await asyncio.create_task(own())
    assert await kept(notes) == []


async def test_a_task_that_outlives_the_unit_it_was_started_in_opens_its_own(notes: Database):
    ended = asyncio.Event()

    async def later() -> None:
        await ended.wait()
        async with notes.write() as mine:
            await add(mine, 2)

    async with notes.write() as work:
        await add(work, 1)
        task = asyncio.create_task(later())
    ended.set()
    await task
    assert await kept(notes) == [1, 2]


async def test_a_unit_that_has_ended_may_not_be_used(notes: Database):
    async with notes.write() as work:
        async with notes.write() as inner:
            pass
        with pytest.raises(WorkMisused, match="has ended"):
            await add(inner, 1)
    with pytest.raises(WorkMisused, match="has ended"):
        work.after_commit(lambda: None)


async def test_reading_units_cannot_write(notes: Database):
    with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
        async with notes.read() as work:
            assert work.read_only
            await add(work, 1)
    with pytest.raises(WorkMisused, match="read-only"):
        async with notes.read(), notes.write():
            pass
    assert await idle_sessions_are_clean(notes)


async def test_reading_inside_a_unit_joins_it(notes: Database):
    async with notes.write() as work:
        await add(work, 1)
        async with notes.read() as joined:
            assert joined is work
            assert await joined.fetch_value("SELECT count(*) FROM note") == 1
    async with notes.read() as work, notes.read() as joined:
        assert joined is work


async def count_up(work: UnitOfWork) -> None:
    value = await work.fetch_value("SELECT text FROM note WHERE id = 1")
    await asyncio.sleep(0.002)
    await work.execute("UPDATE note SET text = $1 WHERE id = 1", str(int(value) + 1))


async def test_units_that_get_in_each_others_way_are_run_again_until_all_are_done(notes: Database):
    async with notes.write() as work:
        await add(work, 1, "0")
    await asyncio.gather(*(notes.run(count_up, attempts=40) for _ in range(8)))
    async with notes.read() as work:
        assert await work.fetch_value("SELECT text FROM note WHERE id = 1") == "8"


async def test_two_units_in_a_deadly_embrace_both_get_done(notes: Database):
    async with notes.write() as work:
        await add(work, 1)
        await add(work, 2)
    both = asyncio.Barrier(2)
    tries: list[int] = []

    async def hug(first: int, second: int) -> None:
        async def embrace(work: UnitOfWork) -> None:
            await work.execute("UPDATE note SET text = 'hugged' WHERE id = $1", first)
            tries.append(first)
            if len(tries) <= 2:
                await both.wait()
            await work.execute("UPDATE note SET text = 'hugged' WHERE id = $1", second)

        await notes.run(embrace, isolation="read committed")

    await asyncio.gather(hug(1, 2), hug(2, 1))
    assert len(tries) == 3


async def test_after_the_last_attempt_the_contention_is_told(notes: Database):
    async with notes.write() as work:
        await add(work, 1, "0")

    async def interrupted(work: UnitOfWork) -> None:
        await work.fetch("SELECT text FROM note WHERE id = 1")
        other = await asyncpg.connect(notes.settings.url.reveal())
        await other.execute("UPDATE note SET text = text || 'x' WHERE id = 1")
        await other.close()
        await work.execute("UPDATE note SET text = 'mine' WHERE id = 1")

    with pytest.raises(Contention, match="3 times"):
        await notes.run(interrupted, attempts=3)
    async with notes.read() as work:
        assert await work.fetch_value("SELECT text FROM note WHERE id = 1") == "0xxx"


async def test_run_inside_a_unit_is_part_of_it_and_cannot_ask_for_more(notes: Database):
    async def one(work: UnitOfWork) -> None:
        await add(work, 1)

    async with notes.write(isolation="serializable"):
        await notes.run(one)
    assert await kept(notes) == [1]
    with pytest.raises(WorkMisused, match="open that one as serializable"):
        async with notes.write():
            await notes.run(one)


async def limited(settings: DatabaseSettings, **limits: float) -> Database:
    from msgspec.structs import replace

    return await Database.connect(replace(settings, **limits), application_name="limited")


async def test_a_statement_may_not_last_longer_than_allowed(notes: Database):
    quick = await limited(notes.settings, statement_seconds=0.1)
    with pytest.raises(asyncpg.QueryCanceledError, match="statement timeout"):
        async with quick.write() as work:
            await work.execute("SELECT pg_sleep(5)")
    await quick.check()
    await quick.close()


async def test_a_lock_is_not_waited_for_longer_than_allowed(notes: Database):
    impatient = await limited(notes.settings, lock_seconds=0.1)
    async with notes.write() as work:
        await work.execute("LOCK TABLE note")

        async def other() -> None:
            async with impatient.write() as mine:
                await mine.execute("SELECT * FROM note")

        from contextvars import Context

        with pytest.raises(asyncpg.LockNotAvailableError):
            await asyncio.get_running_loop().create_task(other(), context=Context())
    await impatient.close()


async def test_an_idle_transaction_is_ended_and_nothing_of_it_saved(notes: Database):
    hurried = await limited(notes.settings, idle_seconds=0.1)
    with pytest.raises(DatabaseUnavailable):
        async with hurried.write() as work:
            await add(work, 1)
            await asyncio.sleep(0.4)
            await add(work, 2)
    with pytest.raises((DatabaseUnavailable, CommitUnknown)):
        async with hurried.write() as work:
            await add(work, 1)
            await asyncio.sleep(0.4)
    await hurried.check()
    assert await kept(notes) == []
    await hurried.close()


async def test_a_pool_that_is_used_up_is_told_apart_from_a_server_that_is_gone(notes: Database):
    small = await limited(notes.settings, pool_max=1, statement_seconds=0.2)

    async def hold() -> None:
        async with small.write():
            await asyncio.sleep(0.6)

    holding = asyncio.create_task(hold())
    await asyncio.sleep(0.05)
    with pytest.raises(DatabaseUnavailable, match="pool_max"):
        await small.check()
    await holding
    await small.close()


async def test_sessions_keep_nothing_a_rolled_back_unit_set(notes: Database):
    with pytest.raises(Stumble):
        async with notes.write() as work:
            await work.execute("SET LOCAL search_path = kernel")
            raise Stumble
    async with notes.read() as work:
        assert "public" in await work.fetch_value("SHOW search_path")


async def test_a_connection_given_back_in_the_middle_of_a_transaction_is_not_used_again(database):
    left = [await database._pool.acquire() for _ in range(3)]
    for connection in left:
        await connection.execute("BEGIN READ ONLY; SELECT 1")
        await database._pool.release(connection)
    for _ in range(4):
        async with database.write() as work:
            assert await work.fetch_value("SELECT current_setting('transaction_read_only')") == "off"
