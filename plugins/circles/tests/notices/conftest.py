"""What happens in circles, told as the rooms tell it, and what people find in their inboxes and mail."""

import json

import pytest
from commonweal import emit, new_id
from commonweal_circles import events
from commonweal_notifications.deciding.kinds import kinds_of

INBOX = "/api/v1/notifications"
LEVELS = ("all", "threads", "mentions", "none")
_POST = """
INSERT INTO circles.post (id, circle_id, thread_id, parent_id, depth, number, path, kind, author_id,
    author_kind, title, text, html, locale, review_status, published_at)
VALUES ($1, $2, $3, $4, $5, $6, ARRAY[$6::bigint], 'discussion', $7, $8, $9, 'Words', '<p>Words</p>', 'en',
    'approved', now())
"""


class Village:
    """A circle with somebody of every level, and what happens in it."""

    def __init__(self, world, circle_id, owner):
        self.world, self.id, self.owner = world, circle_id, owner
        self.numbers = 0

    async def member(self, level="threads", role="member", person=None, **given):
        """Let somebody belong to the circle, with a level."""
        person = person or await self.world.person(**given)
        await self.world.member(self.id, person, role=role)
        await self.level(person, level)
        return person

    async def level(self, person, level):
        """Let somebody choose of what they hear."""
        await self.world.change(
            "UPDATE circles.member SET level = $3 WHERE circle_id = $1 AND account_id = $2",
            *(self.id, person.account_id, level),
        )

    async def levels(self):
        """Let somebody of each level belong to the circle."""
        return {level: await self.member(level, name=f"Level {level}") for level in LEVELS}

    async def go(self, person, state="left"):
        """Let somebody not be an active member any more; nobody is told."""
        await self.world.change(
            "UPDATE circles.member SET state = $3, role = 'member', left_at = now(),"
            " banned_at = CASE WHEN $3 = 'banned' THEN now() END WHERE circle_id = $1 AND account_id = $2",
            *(self.id, person.account_id, state),
        )

    async def tell(self, event):
        """Tell an event, and let everybody who follows handle it."""
        async with self.world.database.write() as work:
            await emit(work, event, subject=self.id)
        await self.world.site.settle()

    async def post(self, author, *, answers=None, mentioned=(), title="Where do the herons nest?"):
        """Publish a post; ``answers`` is another one's id, author and thread."""
        self.numbers += 1
        post_id = new_id()
        parent, answered, thread_id = answers or (None, None, post_id)
        await self.world.change(
            _POST,
            *(post_id, self.id, thread_id, parent, 0 if answers is None else 1, self.numbers),
            *(author.account_id, author.kind, title if answers is None else ""),
        )
        event = events.PostPublished(
            circle_id=self.id,
            thread_id=thread_id,
            post_id=post_id,
            number=self.numbers,
            depth=0 if answers is None else 1,
            kind="discussion",
            author_id=author.account_id,
            author_kind=author.kind,
            answered=answered,
            mentioned=tuple(each.account_id for each in mentioned),
        )
        await self.tell(event)
        return post_id, author.account_id, thread_id

    async def change(self, person, cause, *, by=None, before="active", after="active", **given):
        """Tell that somebody's place is another one."""
        event = events.MembershipChanged(
            circle_id=self.id,
            account_id=person.account_id,
            kind=person.kind,
            before=before,
            after=after,
            role_before=given.get("role_before", "member"),
            role=given.get("role", "member"),
            cause=cause,
            by=by.account_id if by else None,
            members=2,
        )
        await self.tell(event)

    async def act(self, act, *, by, subject, post_id=None, reason="", until=None):
        """Note what a moderator did."""
        details = json.dumps({"until": until} if until else {})
        await self.world.change(
            "INSERT INTO circles.act (id, circle_id, act, actor_id, subject_id, post_id, reason, details,"
            " seen_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb, 'members')",
            *(new_id(), self.id, act, by.account_id, subject.account_id, post_id, reason, details),
        )

    async def inbox(self, person):
        """Return what somebody has in the inbox, the newest first, without what is gone."""
        return [each for each in await self.everything(person) if not each["gone"]]

    async def everything(self, person):
        async with self.world.site.browse(person) as client:
            answer = await client.get(INBOX, params={"limit": 100})
            assert answer.status_code == 200, answer.text
            return answer.json()["items"]

    async def heard(self, person):
        """Return the kinds somebody has in the inbox, without what is gone."""
        return [each["kind"].removeprefix("circles.") for each in await self.inbox(person)]

    async def who_heard(self, people, kind):
        """Return the names among some people who heard of a kind, once each."""
        found = set()
        for name, person in people.items():
            heard = await self.heard(person)
            assert heard.count(kind) <= 1
            if kind in heard:
                found.add(name)
        return found

    async def mail(self, person):
        """Send all mail that waits, and return what somebody got of it, as text and HTML."""
        await self.world.change(
            "UPDATE notifications.delivery SET due_at = now() WHERE state IN ('queued', 'held', 'digest')"
        )
        for name in ("send_mail", "send_bulk_mail"):
            await self.world.site.run_task(f"notifications.{name}")
        mails = self.world.site.outbox.to(f"{person.account_id}@example.org")
        return [f"{each.subject}\n{each.text}\n{each.html}" for each in mails]

    async def awake(self, *people):
        """Let people have no quiet hours."""
        for each in people:
            await self.world.change(
                "INSERT INTO notifications.person (account, quiet_from, quiet_to) VALUES ($1, '0:00', '0:00')"
                " ON CONFLICT (account) DO UPDATE SET quiet_from = '0:00', quiet_to = '0:00'",
                each.account_id,
            )

    @property
    def kinds(self):
        return kinds_of(self.world.site.host.services)


@pytest.fixture
def village(world):
    """Make a circle whose owner hears of nothing, unless said otherwise."""

    async def make(**changes):
        owner = await world.person(name="Olu Owner")
        circle_id = await world.circle(owner, **{"visibility": "private", **changes})
        made = Village(world, circle_id, owner)
        await made.level(owner, "none")
        return made

    return make
