"""Circles in which many things happen at once, those who follow them, and what really happened."""

import asyncio
import json
import random

from checker import Log, Right, Told, problems
from commonweal import Principal, Refusal, emit, new_id, read_log
from commonweal.messaging.tail import newest_position
from commonweal_circles.events import MembershipChanged, PostPublished
from hub_world import Person, until

TOLD = {
    "circles.post_published",
    "circles.post_edited",
    "circles.post_withheld",
    "circles.post_shown",
    "circles.circle_edited",
    "circles.circle_archived",
    "circles.circle_restored",
}
_CIRCLE = """
INSERT INTO circles.circle (id, name, description, topic, visibility, joining, locale, review_status,
    opener_id, fee_id, fee_minor, members)
VALUES ($1, 'A circle', 'Neighbours who look after the river.', 'rivers', 'private', 'invitation', 'en',
    'approved', $2, $3, 2500, 2)
"""
_MEMBER = """
INSERT INTO circles.member (circle_id, account_id, kind, state, joined_at)
VALUES ($1, $2, 'human', 'active', now())
"""
_POST = (
    "UPDATE circles.circle SET posts = posts + 1, newest_post = newest_post + 1 WHERE id = $1 RETURNING posts"
)
_STATE = """
WITH before AS (SELECT state FROM circles.member WHERE circle_id = $1 AND account_id = $2)
UPDATE circles.member SET state = $3, banned_at = CASE WHEN $3 = 'banned' THEN now() END,
    left_at = CASE WHEN $3 = 'left' THEN now() END
WHERE circle_id = $1 AND account_id = $2 AND state <> $3 RETURNING (SELECT state FROM before)
"""
_COUNT = "UPDATE circles.circle SET members = members + $2 WHERE id = $1 RETURNING members"


class Follower(Person):
    """An account with a place in a circle, and what a client behind it received."""

    def __init__(self, account):
        super().__init__(account)
        self.principal = Principal(kind="human", id=str(account), roles=frozenset({"human"}))


async def post(work, circle_id, author):
    """Write into a circle as the room ``talk`` does: counts, and the event, under the circle's lock."""
    posts = await work.fetch_value(_POST, circle_id)
    event = PostPublished(
        circle_id=circle_id,
        thread_id=circle_id,
        post_id=new_id(),
        number=posts,
        depth=0,
        kind="discussion",
        author_id=author,
        author_kind="human",
        answered=None,
        mentioned=(),
    )
    await emit(work, event, subject=circle_id)


async def place(work, circle_id, account, state):
    """Give somebody another place in a circle, as the room ``members`` does; what is so changes nothing."""
    before = await work.fetch_value(_STATE, circle_id, account, state)
    if before is None:
        return False
    change = (state == "active") - (before == "active")
    members = await work.fetch_value(_COUNT, circle_id, change)
    event = MembershipChanged(
        circle_id=circle_id,
        account_id=account,
        kind="human",
        before=before,
        after=state,
        role_before="member",
        role="member",
        cause={"active": "joined", "left": "removed", "banned": "banned"}[state],
        by=None,
        members=members,
    )
    await emit(work, event, subject=circle_id)
    return True


class Interleaving:
    """A circle in which a few things happen at once, and those who follow it.

    ``room`` bounds how many write at a time, of all circles together: the hub needs connections, too.
    """

    def __init__(self, database, accounts, seed, room):
        self.database, self.accounts, self.chance = database, accounts, random.Random(seed)
        self.room = room
        self.circle_id = new_id()
        self.people = [Follower(account) for account in accounts]
        self.posts_at_leaving = {}
        self.acts = 0

    async def prepare(self, work):
        await work.execute(_CIRCLE, self.circle_id, self.accounts[0], new_id())
        for account in self.accounts:
            await work.execute(_MEMBER, self.circle_id, account)

    async def run(self, hub):
        await asyncio.gather(*map(self.follow_with(hub), self.people), *[self.write() for _ in range(3)])

    def follow_with(self, hub):
        async def follow(person):
            topic = f"circle:{self.circle_id}"
            for _ in range(self.chance.randint(1, 2)):
                await asyncio.sleep(self.chance.random() * 0.01)
                try:
                    await person.follow(hub, topic, person.client.position(topic))
                except Refusal as refusal:
                    assert refusal.code in {"forbidden", "unknown_topic"}, refusal
                    person.client.hear({"type": "left", "topic": topic})
                    return
                await asyncio.sleep(self.chance.random() * 0.02)
                if self.chance.random() < 0.2:
                    hub.forget(person)
                    person.client.disconnect()

        return follow

    async def write(self):
        for _ in range(self.chance.randint(1, 2)):
            account = self.chance.choice(self.accounts)
            what = self.chance.choices(["post", "left", "banned", "active"], weights=[5, 2, 1, 1])[0]
            await asyncio.sleep(self.chance.random() * 0.01)
            async with self.room, self.database.write() as work:
                if what == "post" and self.chance.random() < 0.5:
                    # Its place in the log is taken early. For members it is not, lest the log disagree with
                    # the tables about what came last.
                    await work.fetch("SELECT pg_current_xact_id()")
                    await asyncio.sleep(self.chance.random() * 0.01)
                posts = await work.fetch_value(
                    "SELECT posts FROM circles.circle WHERE id = $1 FOR NO KEY UPDATE", self.circle_id
                )
                self.acts += 1
                if what == "post":
                    await post(work, self.circle_id, account)
                elif await place(work, self.circle_id, account, what):
                    if what == "active":
                        self.posts_at_leaving.pop(account, None)
                    else:
                        self.posts_at_leaving.setdefault(account, posts)

    def leaks(self):
        """Return the states that knew more than what was posted when somebody had left for good."""
        for person in self.people:
            most = self.posts_at_leaving.get(person.principal.account_id)
            for frame in person.frames:
                posts = frame.get("state", {}).get("circle", {}).get("posts", 0)
                if most is not None and posts > most:
                    yield f"{posts} posts, where there were {most} at leaving"


async def log_since(database, position):
    """Return what the log says happened after a position, worked out from the events alone."""
    told, rights = [], []
    while events := await read_log(database, position):
        position = events[-1].position
        for event in events:
            data, here, topic = json.loads(event.data), tuple(event.position), None
            topic = f"circle:{data.get('circle_id')}"
            if event.type in TOLD:
                told.append(Told(topic, here, str(event.id)))
            if event.type == "circles.membership_changed":
                before, after = data["before"] == "active", data["after"] == "active"
                if before != after:
                    told.append(Told(topic, here, str(event.id)))
                    rights.append(Right(here, topic, data["account_id"], after))
    return Log(told, rights)


async def run_interleavings(database, hub, accounts, seeds, at_once=50):
    """Run small interleavings side by side; return what was wrong, how many were cut off, and the acts."""
    wrong, cut, acts, room = [], 0, 0, asyncio.Semaphore(6)
    for first in range(0, len(seeds), at_once):
        beginning = await newest_position(database)
        some = [
            Interleaving(database, [accounts[(2 * seed + n) % len(accounts)] for n in (0, 1)], seed, room)
            for seed in seeds[first : first + at_once]
        ]
        async with database.write() as work:
            for each in some:
                await each.prepare(work)
        await asyncio.gather(*[each.run(hub) for each in some])
        people = [person for each in some for person in each.people]
        await settled(database, hub, people)
        log = await log_since(database, beginning)
        wrong += [problem for person in people for problem in problems(log, person.client)]
        wrong += [leak for each in some for leak in each.leaks()]
        cut += sum(bool(person.reasons()) for person in people)
        acts += sum(each.acts for each in some)
        for person in people:
            hub.forget(person)
    return wrong, cut, acts


async def settled(database, hub, people):
    """Wait until a hub has read everything, and handed it to these."""
    newest = await newest_position(database)
    await until(lambda: hub.head >= newest)
    await until(lambda: hub.figures().held == hub.figures().arriving == 0)
    for person in people:
        person.heartbeat(hub)
