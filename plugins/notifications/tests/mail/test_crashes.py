"""Whatever moment a worker dies at, the mail server gets each letter once at most, and the record is true."""

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from pathlib import Path

import pytest
from commonweal import MailRefused, MailUnavailable, new_id
from commonweal_notifications.mail import records, sending
from commonweal_notifications.mail.sending import send_next
from crashing import CrashedError, Crashes

POINTS = int(os.environ.get("CRASH_POINTS", "500"))
"""10,000 take some minutes; far fewer find what is wrong, as the naive worker shows."""

IN_ONE_TRANSACTION = 40
RING = """
INSERT INTO notifications.delivery (id, kind, event_id, recipient, channel, state, about, data, due_at)
VALUES ($1, $2, $1, $3, 'email', $4, $5, $6::jsonb, now())
"""
DEAD = "UPDATE notifications.delivery SET due_at = now() - interval '1 s' WHERE state = 'handing'"
AGAIN = "UPDATE notifications.delivery SET due_at = now() WHERE state IN ('queued', 'held', 'digest')"
UNMARKED = "UPDATE notifications.delivery SET message_id = $2 WHERE id = ANY ($1)"
RECORDS = "SELECT message_id, state, attempts FROM notifications.delivery WHERE channel = 'email'"
KINDS = [
    ("bells.rang", "queued"),
    ("bells.rang", "held"),
    ("bells.chimed", "digest"),
    ("bells.alarm", "queued"),
]


class Post:
    """The mail server, and the moments around it at which a worker can die."""

    def __init__(self, crashes):
        self.crashes, self.taken, self.chance = crashes, Counter(), random.Random(2)

    async def send(self, mail):
        self.crashes.step()
        answer = self.chance.random()
        if answer < 0.1:
            raise MailUnavailable("later")
        if answer < 0.15:
            raise MailRefused("no")
        self.crashes.step()
        self.taken[mail.headers["Message-ID"]] += 1
        self.crashes.step()
        if answer > 0.9:
            raise MailUnavailable("gone", answer_lost=True)


class Office:
    """A mail room whose worker dies and is started again, over and over."""

    def __init__(self, mailroom, people, monkeypatch):
        self.database, self.mailing = mailroom.database, mailroom.mailing
        self.people, self.chance = people, random.Random(1)
        self.crashes = Crashes(monkeypatch)
        self.post = mailroom.site.outbox.send = Post(self.crashes)
        mailroom.site.outbox.send = self.post.send
        monkeypatch.setattr(sending, "_finish", _as_it_is)
        monkeypatch.setattr(sending.asyncio, "sleep", _at_once)

    async def ring(self):
        """Have mail due, of which one letter comes."""
        kind, state = self.chance.choice(KINDS)
        person, bell = self.chance.choice(self.people), f'{{"bell": "b{new_id()}"}}'
        async with self.database.write() as work:
            await work.execute("DELETE FROM notifications.digest")
            for _ in range(1 if state == "queued" else self.chance.choice((1, 3))):
                id_ = new_id()
                await work.execute(RING, id_, kind, person.account_id, state, f"bell:{id_}", bell)

    async def work_off(self):
        """Send what is due, as a worker does."""
        async with self.database.write() as work:
            await records.give_up_lost(work)
        for is_bulk in (False, True):
            stream = self.mailing.stream(is_bulk=is_bulk)
            while await send_next(self.database, self.mailing, stream, set()):
                pass

    async def live_and_die(self, moment):
        """Let a worker die after so many steps; say whether it was done before."""
        await self.ring()
        self.crashes.left = moment
        try:
            await self.work_off()
        except CrashedError:
            self.crashes.points += 1
            return False
        finally:
            self.crashes.left = None
        return True

    async def recover(self):
        """Let a worker that lives do the rest, when its time has come."""
        async with self.database.write() as work:
            await work.execute(DEAD)
            await work.execute(AGAIN)
        await self.work_off()

    async def crash(self, points):
        """Die at so many points, one step later each time."""
        moment = 0
        while self.crashes.points < points:
            async with self.database.write():  # what is inside are savepoints: so many crashes are cheap
                for _ in range(IN_ONE_TRANSACTION):
                    moment = 0 if await self.live_and_die(moment) else moment + 1
                    await self.recover()
        for _ in range(sending.MOST_ATTEMPTS):
            await self.recover()

    async def faults(self):
        """Return the letters that the server got too often, or whose records are not true."""
        async with self.database.read() as work:
            rows = [tuple(row) for row in await work.fetch(RECORDS)]
        twice = {message: many for message, many in self.post.taken.items() if many > 1}
        lies = [
            row
            for row in rows
            if row[1] not in {"sent", "unknown", "failed"}
            or (row[1] == "sent") > (self.post.taken[row[0]] == 1)
            or (row[1] == "failed") > (self.post.taken[row[0]] == 0)
        ]
        return twice, lies, Counter(row[1] for row in rows)


async def _as_it_is(handing):
    await handing


async def _at_once(_seconds):
    """Wait for nothing."""


@pytest.fixture
async def office(mailroom, principals, monkeypatch):
    people = [await principals.human() for _ in range(5)]
    await mailroom.always_awake(*people)
    return Office(mailroom, people, monkeypatch)


async def test_a_worker_that_dies_at_any_point_hands_nothing_over_twice_and_lies_about_nothing(office):
    await office.crash(POINTS)
    twice, lies, states = await office.faults()
    assert (twice, lies) == ({}, [])
    assert min(states["sent"], states["unknown"], states["failed"]) > POINTS // 50
    assert office.crashes.points >= POINTS


async def test_a_worker_that_marks_only_afterwards_is_found_out(office, monkeypatch):
    async def in_vain(work, ids, message, address_key):
        await work.execute(
            "UPDATE notifications.delivery SET message_id = $2 WHERE id = ANY ($1)", ids, message
        )

    monkeypatch.setattr(records, "begin_handing", in_vain)
    monkeypatch.setattr(records, "_SENT", records._SENT.replace("'unknown'", "'queued'"))
    await office.crash(200)
    twice, _, _ = await office.faults()
    assert twice


WORKER = Path(__file__).parent / "worker_process.py"
KILLS = 4


async def test_a_worker_process_that_is_killed_hands_nothing_over_twice(
    mailroom, principals, post_office, database_settings, tmp_path
):
    people = [await principals.human() for _ in range(10)]
    await mailroom.all_due_rang(*people, times=20)
    port = post_office.mailer._connections._settings.port
    chance = random.Random(3)
    environment = {
        **os.environ,
        "COMMONWEAL_TEST_DATABASE": database_settings.url.reveal(),
        "COMMONWEAL_TEST_HOME": str(tmp_path),
        "COMMONWEAL_TEST_BELLS": str(Path(__file__).parent.parent / "bells"),
        "COMMONWEAL_TEST_PORT": str(port),
    }
    for _ in range(KILLS):
        worker = await asyncio.create_subprocess_exec(
            sys.executable, str(WORKER), env=environment, stdout=asyncio.subprocess.PIPE
        )
        assert await worker.stdout.readline() == b"sending\n"
        before = len(post_office.mails)
        while len(post_office.mails) < before + chance.randrange(5, 30):
            await asyncio.sleep(0.001)
        worker.send_signal(signal.SIGKILL)
        await worker.wait()
    await asyncio.sleep(0.2)  # the server finishes what it was told before
    await mailroom.world.change(DEAD)
    await mailroom.send()
    messages = Counter(mail["message-id"] for mail in post_office.mails)
    assert max(messages.values()) == 1
    for message, state, _ in await mailroom.world.rows(RECORDS):
        assert state in {"sent", "unknown"}
        assert state == "unknown" or messages[message] == 1
    states = await mailroom.states()
    assert states["sent"] + states["unknown answer_lost"] == 200
    assert 0 < states["unknown answer_lost"] <= KILLS * mailroom.mailing.connections
