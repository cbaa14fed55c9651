"""Nothing of a private circle is read after removal: not in the inbox, nor in mail, nor in a digest."""

import pytest
from commonweal import new_id
from commonweal_circles import events

SECRETS = ("Friends of the river", "Where do the herons nest?", "Olu Owner", "Ten herons")
TOLD_ANYWAY = {"circles.removed", "circles.banned", "circles.appealed"}


async def everything_happens(circle, person):
    """Let happen whatever is told to a member who moderates."""
    first = await circle.post(person)
    await circle.post(circle.owner)
    await circle.post(circle.owner, answers=first)
    await circle.post(circle.owner, mentioned=[person])
    await circle.change(person, "role_given", by=circle.owner, role="moderator")
    asking = await circle.world.person()
    await circle.world.member(circle.id, asking, state="requested")
    await circle.change(asking, "requested", by=asking, before="", after="requested")
    await circle.change(person, "request_approved", by=circle.owner, before="requested")
    await circle.change(person, "invited", by=circle.owner, before="", after="invited")
    milestone_id, note_id = new_id(), new_id()
    await circle.world.change(
        "INSERT INTO circles.milestone (id, circle_id, kind, title, metric, target, progress, set_by,"
        " starts_at, reached_at) VALUES ($1, $2, 'milestone', 'Ten herons', 'missions', 1, 1, $1,"
        " now(), now())",
        *(milestone_id, circle.id),
    )
    await circle.tell(
        events.MilestoneChanged(
            circle_id=circle.id, milestone_id=milestone_id, cause="reached", progress=1, target=1
        )
    )
    await circle.world.change(
        "INSERT INTO circles.gratitude (id, circle_id, from_id, to_id, day, text, locale, review_status)"
        " VALUES ($1, $2, $3, $4, current_date, 'Thank you!', 'en', 'approved')",
        *(note_id, circle.id, circle.owner.account_id, person.account_id),
    )
    await circle.tell(
        events.Thanked(
            circle_id=circle.id,
            note_id=note_id,
            from_id=circle.owner.account_id,
            to_id=person.account_id,
        )
    )
    post_id, author_id, thread_id = first
    ids = {"circle_id": circle.id, "thread_id": thread_id, "post_id": post_id, "author_id": author_id}
    await circle.tell(events.PostWithheld(**ids, cause="hidden", by=circle.owner.account_id))
    report_id = new_id()
    other, *_ = await circle.post(circle.owner)
    await circle.world.change(
        "INSERT INTO circles.report (id, circle_id, post_id, reporter_id, reason)"
        " VALUES ($1, $2, $3, $1, 'spam')",
        *(report_id, circle.id, other),
    )
    await circle.tell(events.PostReported(circle_id=circle.id, report_id=report_id, post_id=other))


@pytest.fixture
async def insider(village):
    circle = await village()
    person = await circle.member("all", role="moderator")
    await circle.awake(person)
    await everything_happens(circle, person)
    return circle, person


async def test_a_member_reads_of_all_that_happens(insider):
    circle, person = insider
    heard = set(await circle.heard(person))
    assert heard == {
        "answered",
        "invited",
        "mentioned",
        "milestone",
        "post_decided",
        "posted",
        "replied",
        "reported",
        "requested",
        "role",
        "thanked",
    }


@pytest.mark.parametrize("state", ["left", "banned"])
async def test_the_inbox_says_nothing_of_it_after_removal(insider, state):
    circle, person = insider
    await circle.go(person, state)
    shown = await circle.everything(person)
    assert len(shown) >= 11
    assert all(each["gone"] and not each["url"] for each in shown)
    words = str([(each["title"], each["text"], each["label"]) for each in shown])
    assert not [secret for secret in SECRETS if secret in words]
    async with circle.world.site.browse(person) as client:
        pages = [(await client.get(path)).text for path in ("/notifications", "/notifications/settings")]
    assert not [secret for secret in SECRETS if secret in "".join(pages)]


@pytest.mark.parametrize("choice", ["now", "digest"])
async def test_neither_mail_nor_a_digest_says_anything_of_it_after_removal(village, choice):
    circle = await village()
    person, stays = await circle.member("all", role="moderator"), await circle.member("all", role="moderator")
    await circle.awake(person, stays)
    for account in (person.account_id, stays.account_id):
        for kind in circle.kinds:
            if kind.startswith("circles."):
                await circle.world.change(
                    "INSERT INTO notifications.preference (account, kind, channel, choice)"
                    " VALUES ($1, $2, 'email', $3)",
                    *(account, kind, choice),
                )
    await everything_happens(circle, person)
    await circle.go(person)
    mails = await circle.mail(person)
    assert not [secret for secret in SECRETS if secret in "".join(mails)]
    assert "Friends of the river" in "".join(await circle.mail(stays)), "whoever stays gets the mail"


async def test_a_circle_that_becomes_private_is_gone_for_those_outside(world, village):
    circle = await village(visibility="public")
    person = await world.person()
    await world.member(circle.id, person, state="left")
    await circle.change(person, "request_declined", by=circle.owner, before="requested", after="left")
    assert await circle.heard(person) == ["answered"]
    await world.change(
        "UPDATE circles.circle SET visibility = 'private', joining = 'invitation' WHERE id = $1", circle.id
    )
    assert await circle.heard(person) == []


@pytest.mark.parametrize(
    "change",
    ["hidden_at = now()", "deleted_at = now()", "review_status = 'rejected'", "held_at = now()"],
)
async def test_a_post_that_went_out_of_sight_is_gone_for_members(village, change):
    circle = await village()
    person = await circle.member("all")
    first = await circle.post(circle.owner)
    await circle.post(circle.owner, answers=first, mentioned=[person])
    await circle.world.change(f"UPDATE circles.post SET {change} WHERE id = $1", first[0])
    assert await circle.heard(person) == [], "the thread's title is not read any more, wherever it stood"


async def test_no_notice_holds_a_name_or_a_word_of_members(insider):
    circle, person = insider
    rows = await circle.world.rows(
        "SELECT data::text, about, group_key FROM notifications.delivery WHERE recipient = $1",
        person.account_id,
    )
    assert rows
    assert not [secret for secret in SECRETS if secret in str(rows)]
