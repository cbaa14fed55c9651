import pytest
from commonweal.storage.database import Database
from commonweal.storage.work import current_work


@pytest.fixture
async def notes(database: Database) -> Database:
    async with database.write() as work:
        await work.execute("CREATE TABLE note (id integer PRIMARY KEY, text text)")
    return database


async def texts(database: Database) -> list[str]:
    async with database.read() as work:
        return [row["text"] for row in await work.fetch("SELECT text FROM note ORDER BY id")]


async def test_what_is_written_is_there_afterwards(notes: Database):
    async with notes.write() as work:
        await work.execute("INSERT INTO note VALUES (1, $1)", "kept")
    assert await texts(notes) == ["kept"]
    assert current_work() is None
