"""Operators hear of each trouble, and not of every item of it."""

import pytest
from commonweal import emit, new_id
from commonweal_identity import api as identity
from commonweal_review import api as review
from commonweal_vectors import api as vectors

from .scene import Scene

IN_APP = "SELECT data::text FROM notifications.delivery WHERE kind = $1 AND channel = 'in_app'"


@pytest.fixture
def scene(site, principals):
    return Scene(site, principals)


async def overdue(scene, priority, times):
    for _ in range(times):
        async with scene.write() as work:
            event = review.ReviewOverdue(
                kind="problems.problem", item_id=new_id(), status="flagged", priority=priority
            )
            await emit(work, event)
    await scene.site.settle()
    return len(await scene.rows(IN_APP, "notifications.queue_overdue"))


async def test_a_full_queue_is_told_once_an_hour(scene, principals):
    await principals.admin()
    assert await overdue(scene, 2, 5) in {1, 2}  # two where the hour ends between them


async def test_what_may_do_harm_is_told_each_time(scene, principals):
    await principals.admin()
    assert await overdue(scene, 0, 3) == 3


async def test_a_trigger_of_an_index_is_told_to_admins(scene, principals):
    await principals.admin()
    async with scene.write() as work:
        event = vectors.TriggerReached(
            evaluation_id=new_id(), collection="missions.mission", trigger="slow", value=512.5, threshold=500
        )
        await emit(work, event)
    await scene.site.settle()

    [row] = await scene.rows(IN_APP, "notifications.scale_trigger")
    assert "missions.mission" in row["data"]


async def test_who_is_near_is_measured_across_the_180th_meridian(scene):
    here = await scene.human(latitude=-17.0, longitude=179.995)
    there = await scene.human(latitude=-17.0, longitude=-179.995)
    away = await scene.human(latitude=-17.0, longitude=0.0)
    async with scene.database.read() as work:
        near = await identity.humans_around(work, [here, there, away], -17.0, -179.999, 2_000)

    assert set(near) == {here, there}
    assert near[there] == pytest.approx(425, abs=5)
