"""The weekly soft cap: told at 80 % and at 100 %, once each; nobody's reward is cut."""

from commonweal_ledger.issuance import issuance, reached

CAP = 100_000


async def told(database):
    async with database.write() as work:
        [week] = await issuance(work, weeks=0)
        return [(event.percent, event.credited_minor) for event in await reached(work, week, CAP)]


async def test_admins_are_told_at_each_part_of_the_cap_once(books, database):
    human = await books.human(79_999)
    assert await told(database) == []
    await books.reward(human, 1, type="earn_peer_review")
    assert await told(database) == [(80, 80_000)]
    assert await told(database) == []
    await books.reward(human, 40_000)
    assert await told(database) == [(100, 120_000)]
    assert (await books.balance(human)).balance_minor == 120_000


async def test_only_what_humans_were_credited_counts(books, database):
    pool, human = await books.pool(50_000), await books.human(1_000)
    await books.hold(pool, 5_000, "mission")
    await books.reward(human, 6_000, pool=(pool, "mission", 5_000))
    await books.charge(human, 2_000)
    async with database.read() as work:
        [week] = await issuance(work, weeks=0)
    assert week.credited_minor == 7_000
