import asyncpg
import msgspec
import pytest
from commonweal import Collection, Database, Item, VectorsUnavailable, new_id
from commonweal_pgvector.errors import explained
from commonweal_pgvector.store import PgvectorStore

ANIMALS = Collection(name="zoo.animal", fields={}, dimensions=3)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (asyncpg.DiskFullError("could not extend file"), "no room left"),
        (asyncpg.OutOfMemoryError("out of memory"), "ran out of memory"),
        (asyncpg.TooManyConnectionsError("too many clients"), "cannot take more"),
        (asyncpg.QueryCanceledError("statement timeout"), "statement_seconds"),
        (asyncpg.DeadlockDetectedError("deadlock detected"), "try again"),
        (asyncpg.AdminShutdownError("terminating connection"), "starting or stopping"),
        (asyncpg.ConnectionDoesNotExistError("closed in the middle"), "broke"),
        (ConnectionResetError("reset by peer"), "broke"),
        (TimeoutError(), "in time"),
    ],
)
def test_a_server_in_trouble_is_unavailable_and_says_why(error, told):
    with pytest.raises(VectorsUnavailable, match=told), explained("zoo.animal"):
        raise error


async def test_a_collision_inside_a_callers_unit_of_work_is_the_callers(database):
    async with database.write():
        with pytest.raises(asyncpg.SerializationError), explained("zoo.animal"):
            raise asyncpg.SerializationError("could not serialize access")


async def test_a_database_that_is_gone_is_unavailable(store, database):
    await store.create(ANIMALS)
    await database.close()
    for asked in (
        store.check(),
        store.count(ANIMALS.name),
        store.upsert(ANIMALS.name, [Item(new_id(), [1.0, 0, 0])]),
        store.search(ANIMALS.name, [[1.0, 0, 0]], limit=1),
    ):
        with pytest.raises(VectorsUnavailable, match=r"broke|reached"):
            await asked


async def test_a_collection_that_is_in_use_cannot_be_dropped_yet(store, database, database_settings):
    await store.create(ANIMALS)
    hasty = msgspec.structs.replace(database_settings, lock_seconds=0.05)
    other = await Database.connect(hasty, application_name="hasty")
    async with database.direct_connection() as connection, connection.transaction():
        await connection.execute("UPDATE pgvector.items_1 SET several = several")
        with pytest.raises(VectorsUnavailable, match="another process works on the collection"):
            await PgvectorStore(other).drop(ANIMALS.name)
    await PgvectorStore(other).drop(ANIMALS.name)
    await other.close()
