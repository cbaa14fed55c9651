"""Whatever moment a worker dies at, there is one record for each recipient, event, kind and channel."""

import random
from collections import Counter

import pytest
from commonweal import new_id
from commonweal.plugin.acting import acting_as
from commonweal_notifications.deciding import handling
from crashing import Crashes

POINTS = 10_000
IN_ONE_TRANSACTION = 25
HANDLED = "INSERT INTO kernel.inbox (subscription, event, transaction, sequence) VALUES ('bells', $1, '0', 0)"
RECORDS = """
SELECT recipient, event_id, kind, channel, count(*) AS records FROM {} GROUP BY 1, 2, 3, 4
"""
NAIVE = "INSERT INTO public.naive (recipient, event_id, kind, channel) VALUES ($1, $2, $3, $4)"
TOLD = "SELECT subject, count(*) FROM kernel.event WHERE type = 'notifications.notification_added' GROUP BY 1"


class Crowd:
    """Some people and agents, and the events they are told of."""

    def __init__(self, site, bells, people, agents):
        self.site, self.database = site, site.database
        self.kind = next(each for each in bells.KINDS if each.name == "bells.rang")
        self.notice, self.people, self.agents = bells.Notice, people, agents
        self.expected, self.rung = Counter(), Counter()
        self.chance = random.Random(1)

    def ring(self):
        """Return an event and the notices of it, after noting what must come of them."""
        event_id, recipients = new_id(), self.chance.sample([*self.people, *self.agents], k=3)
        for each in recipients:
            self.rung[each] += 1
            for channel in ("agent",) if each in self.agents else ("in_app", "email"):
                self.expected[(each, event_id, self.kind.name, channel)] = 1
        about = f"bell:{self.chance.randrange(9)}"
        return event_id, [self.notice(recipient=each, data={}, about=about) for each in recipients]

    async def handle(self, event_id, notices):
        """Do what the kernel does with an event: the handler's writes and its own note, or nothing."""
        async with self.database.write() as work:
            with acting_as("notifications"):
                await handling.take(work, self.kind, event_id, notices)
            if not await work.fetch_value("SELECT 1 FROM kernel.inbox WHERE event = $1", event_id):
                await work.execute(HANDLED, event_id)

    async def faults(self, table="notifications.delivery"):
        """Return what is recorded too often or not at all."""
        async with self.database.read() as work:
            rows = await work.fetch(RECORDS.format(table))
        found = Counter({tuple(row)[:4]: row["records"] for row in rows})
        return (found - self.expected) + (self.expected - found)


@pytest.fixture
async def crowd(site, principals, installed_bells):
    people = [(await principals.human()).account_id for _ in range(4)]
    agents = [(await principals.agent()).account_id for _ in range(2)]
    return Crowd(site, installed_bells, people, agents)


async def test_a_handler_that_dies_at_any_point_leaves_one_record_each(crowd, monkeypatch):
    crashes = Crashes(monkeypatch)
    while crashes.points < POINTS:
        async with crowd.database.write():  # what is inside are savepoints: so many crashes are cheap
            for _ in range(IN_ONE_TRANSACTION):
                event = crowd.ring()
                await crashes.every(lambda event=event: crowd.handle(*event))
                if crowd.chance.random() < 0.2:  # the answer to the commit was lost, and it comes again
                    await crowd.handle(*event)
    assert await crowd.faults() == Counter()
    async with crowd.database.read() as work:
        assert {row[0]: row[1] for row in await work.fetch(TOLD)} == crowd.rung


async def test_a_task_that_dies_between_or_in_its_pages_leaves_one_record_each(crowd, monkeypatch):
    crashes = Crashes(monkeypatch)
    monkeypatch.setattr(handling, "PAGE", 1)

    async def work_off(event_id):
        left = 1
        while left:
            async with crowd.database.write() as work:
                with acting_as("notifications"):
                    left = await handling.decide_page(work, crowd.kind, crowd.kind.name, event_id)

    for _ in range(15):
        event_id, notices = crowd.ring()
        await crowd.handle(event_id, notices)
        await crashes.every(lambda event_id=event_id: work_off(event_id))
    assert crashes.points > 100
    assert await crowd.faults() == Counter()


async def test_a_handler_that_writes_in_units_of_its_own_is_found_out(crowd, monkeypatch):
    crashes = Crashes(monkeypatch)
    async with crowd.database.write() as work:
        await work.execute("CREATE TABLE public.naive AS SELECT * FROM notifications.delivery")

    async def naive(event_id, notices):
        for notice in notices:
            for channel in ("agent",) if notice.recipient in crowd.agents else ("in_app", "email"):
                row = (notice.recipient, event_id, crowd.kind.name, channel)
                async with crowd.database.write() as work:
                    await work.execute(NAIVE, *row)
        async with crowd.database.write() as work:
            await work.execute(HANDLED, event_id)

    event = crowd.ring()
    await crashes.every(lambda: naive(*event))
    assert await crowd.faults("public.naive")
