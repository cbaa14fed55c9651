"""The checker catches a tail that reads by sequence, and revocation that is looked at when following only."""

from commonweal import new_id
from commonweal.messaging.tail import COLUMNS, stored_event
from commonweal.plugin.acting import as_kernel
from commonweal_realtime.hub import tail
from commonweal_realtime.hub.telling import Teller
from hub_world import Person
from test_following import field
from test_replay import write_as_many_do
from test_revoking import run_interleavings


@as_kernel
async def read_by_sequence(database, after, limit=500, *, types=None, settled=True):
    """Reads `sequence > cursor`: what commits late under a low number is never seen."""
    async with database.read() as work:
        rows = await work.fetch(
            f"SELECT {COLUMNS} FROM kernel.event WHERE sequence > $1 ORDER BY sequence LIMIT $2",
            after.sequence,
            limit,
        )
    return [stored_event(row) for row in rows]


async def follow_beside_writers(world):
    account = new_id()
    club, here = await world.club(account), field()
    person = Person(account)
    async with world.hub() as hub:
        await person.follow(hub, f"club:{club}")
        await person.follow(hub, f"field:{here}")
        await write_as_many_do(world, [club], [here], 5)
        return await world.problems(hub, person)


async def test_a_naive_tail_loses_frames_and_the_checker_says_so(world, monkeypatch):
    assert await follow_beside_writers(world) == []
    monkeypatch.setattr(tail, "read_log", read_by_sequence)
    found = await follow_beside_writers(world)
    assert any(problem.startswith("lost") for problem in found), "the naive tail lost nothing"


async def test_revocation_that_is_checked_only_when_following_leaks_and_the_checker_says_so(
    world, monkeypatch
):
    monkeypatch.setattr(Teller, "named", lambda self, stored: [])
    async with world.hub() as hub:
        wrong, _ = await run_interleavings(world, hub, range(50))
    assert any(problem.startswith("leaked") for problem in wrong)
