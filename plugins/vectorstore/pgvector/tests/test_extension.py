import asyncpg
import msgspec
import pytest
from commonweal import Collection, Database, Secret, VectorError
from commonweal_pgvector.extension import LEAST_VERSION, why_unfit
from commonweal_pgvector.store import PgvectorStore

ANIMALS = Collection(name="zoo.animal", fields={}, dimensions=3)


@pytest.mark.parametrize(
    ("installed", "available", "visible", "told"),
    [
        (None, None, False, "is missing on the server: install pgvector 0.8.4 or newer"),
        (None, "0.7.4", False, "install pgvector 0.8.4 or newer on the server, then try again"),
        ("0.8.3", "0.8.3", True, "is version 0.8.3, and indexes need 0.8.4"),
        ("0.8.3", "0.8.5", True, "0.8.4: run `ALTER EXTENSION vector UPDATE`"),
        ("0.8.5", "0.8.5", False, "search_path"),
    ],
)
def test_a_server_without_a_fit_extension_is_told_what_to_do(installed, available, visible, told):
    assert told in why_unfit(installed, available, visible=visible)


@pytest.mark.parametrize("version", ["0.8.4", "0.8.5", "0.10.0", "1.0"])
def test_newer_versions_will_do(version):
    assert why_unfit(version, version, visible=True) is None
    assert why_unfit(None, version, visible=False) is None


async def test_the_first_collection_brings_the_extension(store, database):
    await store.check()
    await store.create(ANIMALS)
    await store.check()
    async with database.read() as work:
        version = await work.fetch_value("SELECT extversion FROM pg_extension WHERE extname = 'vector'")
    assert tuple(map(int, version.split("."))) >= LEAST_VERSION


async def test_a_user_who_may_not_install_it_is_told_who_may(database, database_settings):
    async with database.direct_connection() as connection:
        await connection.execute("DROP ROLE IF EXISTS visitor; CREATE ROLE visitor LOGIN")
    address = database_settings.url.reveal().replace("//commonweal@", "//visitor@")
    as_visitor = msgspec.structs.replace(database_settings, url=Secret(address), plugin_roles=False)
    visitors = await Database.connect(as_visitor, application_name="visitor")
    try:
        with pytest.raises(VectorError, match="have an administrator run `CREATE EXTENSION") as refused:
            await PgvectorStore(visitors).create(ANIMALS)
    finally:
        await visitors.close()
    assert refused.value.code == "vector_store_unfit"
    assert isinstance(refused.value.__cause__, asyncpg.InsufficientPrivilegeError)
