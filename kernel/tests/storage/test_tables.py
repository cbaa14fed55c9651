"""Piccolo's queries run in the current unit of work and nowhere else."""

import pytest
from commonweal.storage.database import Database
from commonweal.storage.errors import WorkMisused
from commonweal.storage.ids import new_id
from commonweal.storage.tables import bind
from piccolo.columns import JSONB, UUID, Integer, Text
from piccolo.table import Table


class Station(Table, schema="weather", tablename="station"):
    id = UUID(primary_key=True, default=new_id)
    name = Text()
    height = Integer(null=True, default=None)
    extra = JSONB(null=True, default=None)


@pytest.fixture
async def weather(database: Database) -> Database:
    bind([Station])
    async with database.write() as work:
        await work.execute("""
            CREATE SCHEMA weather;
            CREATE TABLE weather.station (id uuid PRIMARY KEY, name text, height integer, extra jsonb)
        """)
    return database


async def test_objects_are_saved_read_and_removed(weather: Database):
    async with weather.write():
        lima = Station(name="Lima", height=154, extra={"coast": True})
        await lima.save()
        await Station.insert(Station(name="La Paz", height=3_640))
    async with weather.read():
        assert await Station.count() == 2
        assert await Station.select(Station.name).where(Station.height > 1_000) == [{"name": "La Paz"}]
        found = await Station.objects().get(Station.name == "Lima")
        assert found.id == lima.id
        assert (await Station.select(Station.extra).where(Station.id == lima.id).output(load_json=True))[
            0
        ] == {"extra": {"coast": True}}
    async with weather.write():
        await Station.update({Station.height: 150}).where(Station.name == "Lima")
        await Station.delete().where(Station.name == "La Paz")
    async with weather.read():
        assert await Station.select(Station.height).output(as_list=True) == [150]


async def test_what_piccolo_wrote_is_taken_back_with_the_rest(weather: Database):
    with pytest.raises(ZeroDivisionError):
        async with weather.write() as work:
            await Station.insert(Station(name="Lima"))
            await work.execute("SELECT 1")
            raise ZeroDivisionError
    async with weather.read():
        assert await Station.count() == 0


async def test_braces_and_quotes_are_data_like_any_other(weather: Database):
    odd = "{} {0} $1 ' \" \\ 水"
    async with weather.write():
        await Station.insert(Station(name=odd))
        assert await Station.exists().where(Station.name == odd)


async def test_a_query_outside_a_unit_is_refused(weather: Database):
    with pytest.raises(WorkMisused, match=r"database\.write\(\)"):
        await Station.count()


async def test_piccolos_own_transactions_and_batches_are_refused(weather: Database):
    engine = Station._meta.db
    with pytest.raises(WorkMisused, match=r"transaction\(\)"):
        engine.transaction()
    with pytest.raises(WorkMisused, match=r"atomic\(\)"):
        engine.atomic()
    async with weather.read():
        with pytest.raises(WorkMisused, match=r"batch\(\)"):
            await Station.select().batch(batch_size=1)


def test_ids_sort_by_the_time_they_were_made():
    made = [new_id() for _ in range(2_000)]
    assert sorted(made) == made
    assert {identifier.version for identifier in made} == {7}
