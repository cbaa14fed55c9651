"""The hourly look at the books and the look at issuance: kept, told, and never corrected."""

import pytest
from commonweal import TaskContext, new_id
from commonweal_ledger.audit import last_audit
from commonweal_ledger.tasks import look_at_books, look_at_issuance


async def look(database, task, task_id=None):
    context = TaskContext(id=task_id or new_id(), attempt=1, database=database, plugin=None)
    await task.function(context)
    return context.id


async def told(database, kind):
    async with database.read() as work:
        rows = await work.fetch("SELECT data::text FROM kernel.event WHERE type = $1 ORDER BY sequence", kind)
        return [row[0] for row in rows]


async def last(database):
    async with database.read() as work:
        return await last_audit(work)


async def test_each_look_is_kept_once_and_books_in_order_are_no_news(books, database):
    assert await last(database) is None
    await books.charge(await books.human(700), 200)
    audit_id = await look(database, look_at_books)
    await look(database, look_at_books, audit_id)  # a task may be run again
    found = await last(database)
    assert (found.postings, found.issued_minor, found.burnt_minor, found.differences) == (4, 700, 200, [])
    async with database.read() as work:
        assert await work.fetch_value("SELECT count(*) FROM ledger.audit") == 1
    assert await told(database, "ledger.books_differ") == []


async def test_a_difference_is_told_and_stays_as_it_is(books, database):
    human = await books.human(700)
    async with database.write() as work:
        await work.execute("UPDATE ledger.account SET balance_minor = 900 WHERE id = $1", human)
    audit_id = await look(database, look_at_books)
    [event] = await told(database, "ledger.books_differ")
    assert str(audit_id) in event
    assert {each.rule for each in (await last(database)).differences} == {"total", "balance"}
    assert (await books.balance(human)).balance_minor == 900


@pytest.mark.parametrize(("credited", "parts"), [(799_999, []), (800_000, [80]), (1_000_000, [80, 100])])
async def test_admins_hear_of_each_part_of_the_cap_once_a_week(books, database, credited, parts):
    await books.human(credited)
    for _ in range(2):
        await look(database, look_at_issuance)
    events = await told(database, "ledger.issuance_reached")
    assert [f'"percent": {part}' in event for part, event in zip(parts, events, strict=True)] == [True] * len(
        parts
    )
