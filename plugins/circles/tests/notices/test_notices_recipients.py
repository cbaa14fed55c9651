"""Whom each kind is told: by level, never oneself, and nobody who does not see the inside."""

import pytest
from commonweal import new_id
from commonweal.testing.queries import counted_statements
from commonweal_circles import events

PUBLIC = {"visibility": "public"}


async def test_new_threads_are_told_to_those_who_want_threads_or_all(village):
    circle = await village()
    people = await circle.levels()
    await circle.post(circle.owner)
    assert await circle.who_heard(people, "posted") == {"all", "threads"}
    [notice] = await circle.inbox(people["all"])
    assert notice["title"] == "New in Friends of the river: “Where do the herons nest?”"
    assert notice["about"] == f"circle:{circle.id}"


async def test_answers_in_threads_are_told_to_those_who_want_all(village):
    circle = await village()
    people = await circle.levels()
    first = await circle.post(circle.owner)
    for _ in range(2):
        await circle.post(people["threads"], answers=first)
    assert await circle.heard(people["threads"]) == ["posted"]
    assert await circle.heard(people["mentions"]) == []
    answers, thread = await circle.inbox(people["all"])
    assert (answers["count"], answers["title"]) == (2, "2 new posts in “Where do the herons nest?”")
    assert thread["count"] == 1


async def test_threads_of_one_circle_are_shown_as_one(village):
    circle = await village()
    person = await circle.member("all")
    for number in range(3):
        await circle.post(circle.owner, title=f"Thread {number}")
    [notice] = await circle.inbox(person)
    assert notice["title"] == "3 new threads in Friends of the river"


async def test_a_mention_is_told_to_all_but_those_who_want_nothing(village):
    circle = await village()
    people = await circle.levels()
    await circle.post(circle.owner, mentioned=[*people.values(), circle.owner])
    assert await circle.who_heard(people, "mentioned") == {"all", "threads", "mentions"}
    assert await circle.who_heard(people, "posted") == set()
    assert await circle.heard(circle.owner) == []


async def test_whoever_is_answered_hears_of_the_answer_alone(village):
    circle = await village()
    writer = await circle.member("all")
    for level in ("all", "threads", "mentions", "none"):
        author = await circle.member(level)
        await circle.post(writer, answers=await circle.post(author))
        expected = [] if level == "none" else ["replied"]
        assert [kind for kind in await circle.heard(author) if kind != "posted"] == expected


async def test_a_mention_and_an_answer_are_one_notice_and_it_is_the_mention(village):
    circle = await village()
    author, writer = await circle.member("all"), await circle.member("mentions")
    first = await circle.post(author)
    await circle.post(writer, answers=first, mentioned=[author])
    assert await circle.heard(author) == ["mentioned"]


async def test_nobody_is_told_of_their_own_post(village):
    circle = await village()
    author = await circle.member("all")
    first = await circle.post(author)
    await circle.post(author, answers=first, mentioned=[author])
    assert await circle.heard(author) == []


async def test_those_newly_named_in_an_edit_are_told(village):
    circle = await village()
    author, named = await circle.member(), await circle.member("mentions")
    post_id, author_id, thread_id = await circle.post(author)
    event = events.PostEdited(
        circle_id=circle.id,
        thread_id=thread_id,
        post_id=post_id,
        version=2,
        author_id=author_id,
        mentioned=(named.account_id,),
    )
    await circle.tell(event)
    assert await circle.heard(named) == ["mentioned"]


@pytest.mark.parametrize("state", ["left", "banned", "invited", "requested"])
async def test_who_is_no_active_member_hears_of_no_post_whatever_it_says(village, state):
    circle = await village()
    person = await circle.member("all")
    first = await circle.post(person)
    await circle.world.change(
        "UPDATE circles.member SET state = $2, invited_at = now(), requested_at = now(), left_at = now(),"
        " banned_at = CASE WHEN $2 = 'banned' THEN now() END WHERE account_id = $1",
        *(person.account_id, state),
    )
    await circle.post(circle.owner, answers=first, mentioned=[person])
    await circle.post(circle.owner)
    assert await circle.everything(person) == []


async def test_a_post_that_is_hidden_before_it_is_told_is_not_told(village):
    circle = await village()
    person = await circle.member("all")
    post_id = new_id()
    await circle.post(circle.owner)
    event = events.PostPublished(
        circle_id=circle.id,
        thread_id=post_id,
        post_id=post_id,
        number=9,
        depth=0,
        kind="discussion",
        author_id=circle.owner.account_id,
        author_kind="human",
        answered=None,
        mentioned=(person.account_id,),
    )
    await circle.tell(event)
    assert await circle.heard(person) == ["posted"]


async def test_an_invitation_is_told_to_whoever_is_invited_with_mail(world, village):
    circle = await village()
    person = await world.person()
    await circle.awake(person)
    await world.member(circle.id, person, state="invited")
    await circle.change(person, "invited", by=circle.owner, before="", after="invited")
    [notice] = await circle.inbox(person)
    assert notice["title"] == "Olu Owner invites you to Friends of the river"
    assert notice["url"] == f"/circles/{circle.id}/about"
    [mail] = await circle.mail(person)
    assert "Olu Owner invites you to Friends of the river" in mail


async def test_a_withdrawn_invitation_is_gone_from_the_inbox_and_never_mailed(world, village):
    for visibility in ("private", "public"):
        circle = await village(visibility=visibility)
        person = await world.person()
        await circle.awake(person)
        await world.member(circle.id, person, state="invited")
        await circle.change(person, "invited", by=circle.owner, before="", after="invited")
        await circle.go(person)
        assert await circle.heard(person) == []
        assert await circle.mail(person) == []


async def test_requests_are_told_to_those_who_keep_order(world, village):
    circle = await village(**PUBLIC)
    staff = {
        "moderator": await circle.member(role="moderator"),
        "admin": await circle.member("mentions", role="admin"),
        "deaf": await circle.member("none", role="moderator"),
        "member": await circle.member("all"),
    }
    for _ in range(2):
        person = await world.person()
        await world.member(circle.id, person, state="requested")
        await circle.change(person, "requested", by=person, before="", after="requested")
    assert await circle.who_heard(staff, "requested") == {"moderator", "admin"}
    [notice] = await circle.inbox(staff["admin"])
    assert notice["title"] == "2 requests to join Friends of the river"
    await circle.world.change("UPDATE circles.member SET role = 'member' WHERE role = 'admin'")
    assert await circle.heard(staff["admin"]) == []


@pytest.mark.parametrize("answer", ["approved", "declined"])
async def test_whoever_asked_hears_the_answer(world, village, answer):
    circle = await village(**PUBLIC)
    person = await world.person()
    after = "active" if answer == "approved" else "left"
    await world.member(circle.id, person, state=after)
    await circle.change(person, f"request_{answer}", by=circle.owner, before="requested", after=after)
    [notice] = await circle.inbox(person)
    assert notice["kind"] == "circles.answered"
    assert ("declined" in notice["title"]) == (answer == "declined")


async def test_whoever_invited_hears_that_it_was_accepted_while_they_belong_to_the_circle(world, village):
    for stays in (True, False):
        circle = await village()
        inviter, person = await circle.member("none"), await circle.member(name="Bo Lund")
        await world.change(
            "UPDATE circles.member SET invited_by = $2 WHERE account_id = $1",
            *(person.account_id, inviter.account_id),
        )
        if not stays:
            await circle.go(inviter)
        await circle.change(person, "invitation_accepted", by=person, before="invited")
        titles = [each["title"] for each in await circle.everything(inviter)]
        assert titles == (["Bo Lund accepted your invitation to Friends of the river"] if stays else [])


@pytest.mark.parametrize("cause", ["role_given", "handed_over"])
async def test_another_role_is_told_to_whoever_has_it_not_to_who_gave_it(village, cause):
    circle = await village()
    person = await circle.member("none", role="admin")
    await circle.change(person, cause, by=circle.owner, role="admin")
    await circle.change(circle.owner, cause, by=circle.owner, role_before="owner", role="admin")
    assert [each["title"] for each in await circle.inbox(person)] == [
        "You are an admin of Friends of the river now"
    ]
    assert await circle.heard(circle.owner) == []


async def test_who_is_removed_or_banned_is_told_why_and_until_when(village):
    circle = await village()
    removed, banned = await circle.member(), await circle.member()
    await circle.go(removed)
    await circle.act("member_removed", by=circle.owner, subject=removed, reason="You moved away")
    await circle.change(removed, "removed", by=circle.owner, after="left")
    await circle.go(banned, "banned")
    until = "2031-05-06T10:00:00+00:00"
    await circle.act("member_banned", by=circle.owner, subject=banned, reason="Advertising", until=until)
    await circle.change(banned, "banned", by=circle.owner, after="banned")

    [notice] = await circle.inbox(removed)
    assert "Friends of the river: You moved away" in notice["text"]
    assert notice["url"] == "/circles/mine"
    [notice] = await circle.inbox(banned)
    assert "Friends of the river: Advertising The ban ends on May 6, 2031." in notice["text"]
    assert notice["url"] == f"/circles/{circle.id}/appeal"


async def test_a_circle_that_was_renamed_meanwhile_is_not_named_anew_to_who_was_removed(village):
    circle = await village()
    person = await circle.member()
    await circle.go(person)
    await circle.change(person, "removed", by=circle.owner, after="left")
    await circle.world.change(
        "UPDATE circles.circle SET name = 'Secret shelter', version = version + 1 WHERE id = $1", circle.id
    )
    [notice] = await circle.inbox(person)
    assert notice["title"] == "You were removed from a circle"
    assert "Secret shelter" not in str(notice)


async def test_a_stranger_who_is_banned_from_a_private_circle_does_not_learn_of_it(world, village):
    for visibility, expected in (("private", 0), ("public", 1)):
        circle = await village(visibility=visibility)
        person = await world.person()
        await world.member(circle.id, person, state="banned")
        await circle.change(person, "banned", by=circle.owner, before="", after="banned")
        assert len(await circle.everything(person)) == expected


async def test_the_end_of_a_ban_is_told_but_not_beside_the_answer_to_an_appeal(world, village):
    circle = await village(**PUBLIC)
    person = await circle.member()
    await circle.go(person)
    await circle.change(person, "ban_lifted", by=circle.owner, before="banned", after="left")
    assert await circle.heard(person) == ["banned"]
    await appeal(circle, person, "granted")
    await circle.change(person, "ban_lifted", by=circle.owner, before="banned", after="left")
    assert sorted(await circle.heard(person)) == ["appealed", "banned"]


async def appeal(circle, person, state="open", about="ban", post_id=None, answer=""):
    """Let somebody appeal, and perhaps be answered."""
    appeal_id = new_id()
    await circle.world.change(
        "INSERT INTO circles.appeal (id, circle_id, account_id, about, post_id, text, state, answer,"
        " decided_at) VALUES ($1, $2, $3, $4, $5, 'It was a mistake.', $6, $7,"
        " CASE WHEN $6 <> 'open' THEN now() END)",
        *(appeal_id, circle.id, person.account_id, about, post_id, state, answer),
    )
    ids = {
        "circle_id": circle.id,
        "appeal_id": appeal_id,
        "account_id": person.account_id,
        "about": about,
    }
    made = state == "open"
    event = events.AppealMade(**ids) if made else events.AppealDecided(**ids, granted=state == "granted")
    await circle.tell(event)


async def test_an_appeal_is_told_to_those_who_keep_order_and_its_answer_to_who_made_it(village):
    circle = await village()
    moderator, member = await circle.member(role="moderator"), await circle.member("all")
    person = await circle.member(name="Bo Lund")
    await circle.go(person, "banned")
    await appeal(circle, person)
    assert [each["title"] for each in await circle.inbox(moderator)] == [
        "Bo Lund appeals in Friends of the river"
    ]
    assert await circle.heard(member) == []
    await appeal(circle, person, "declined", answer="We looked again.")
    [notice] = await circle.inbox(person)
    assert notice["text"] == "Your ban from Friends of the river stands. The answer: We looked again."


async def test_a_moderator_who_appeals_is_not_told_of_it(village):
    circle = await village()
    moderator = await circle.member("all", role="moderator")
    post_id, *_ = await circle.post(moderator)
    await appeal(circle, moderator, about="post", post_id=post_id)
    assert await circle.heard(moderator) == []


async def test_reports_are_told_to_those_who_keep_order_but_not_to_who_wrote_or_reported(world, village):
    circle = await village()
    staff = {name: await circle.member(role="moderator") for name in ("author", "reporter", "other")}
    post_id, author_id, thread_id = await circle.post(staff["author"])
    report_id = new_id()
    await world.change(
        "INSERT INTO circles.report (id, circle_id, post_id, reporter_id, reason)"
        " VALUES ($1, $2, $3, $4, 'spam')",
        *(report_id, circle.id, post_id, staff["reporter"].account_id),
    )
    await circle.tell(events.PostReported(circle_id=circle.id, report_id=report_id, post_id=post_id))
    assert await circle.who_heard(staff, "reported") == {"other"}
    [notice, _] = await circle.everything(staff["other"])
    assert str(staff["reporter"].id) not in str(notice), "who reported stays unknown"

    held = events.PostHeld(circle_id=circle.id, thread_id=thread_id, post_id=post_id, author_id=author_id)
    await circle.tell(held)
    titles = [each["title"] for each in await circle.inbox(staff["reporter"])]
    assert "A first post in Friends of the river waits for you" in titles


@pytest.mark.parametrize("level", ["all", "none"])
async def test_an_author_hears_what_became_of_a_post(village, level):
    circle = await village()
    author = await circle.member(level)
    post_id, author_id, thread_id = await circle.post(author)
    ids = {"circle_id": circle.id, "thread_id": thread_id, "post_id": post_id, "author_id": author_id}
    await circle.world.change(
        "UPDATE circles.post SET hidden_at = now(), hidden_reason = 'It names an address.' WHERE id = $1",
        post_id,
    )
    await circle.tell(events.PostWithheld(**ids, cause="hidden", by=circle.owner.account_id))
    [notice] = await circle.inbox(author)
    assert "hid your post: It names an address." in notice["text"]
    assert notice["url"].endswith(f"/appeal?post_id={post_id}")
    await circle.world.change(
        "UPDATE circles.post SET hidden_at = NULL, hidden_reason = '' WHERE id = $1", post_id
    )
    await circle.tell(events.PostShown(**ids, by=circle.owner.account_id))
    await circle.tell(events.PostWithheld(**ids, cause="review", by=None))
    titles = [each["title"] for each in await circle.inbox(author)]
    assert titles == [
        "Your post in Friends of the river waits for review",
        "Your post in Friends of the river is shown again",
        "Your post in Friends of the river was hidden",
    ]


async def test_what_authors_do_themselves_is_not_told_to_them(village):
    circle = await village()
    author = await circle.member("all", role="moderator")
    post_id, author_id, thread_id = await circle.post(author)
    ids = {"circle_id": circle.id, "thread_id": thread_id, "post_id": post_id, "author_id": author_id}
    for cause in ("deleted", "edited", "hidden"):
        await circle.tell(events.PostWithheld(**ids, cause=cause, by=author_id))
    await circle.tell(events.PostShown(**ids, by=author_id))
    assert await circle.heard(author) == []


async def test_the_author_of_a_first_post_hears_that_it_was_let_through(village):
    circle = await village()
    author = await circle.member()
    post_id, author_id, thread_id = await circle.post(author)
    await circle.act("post_approved", by=circle.owner, subject=author, post_id=post_id)
    event = events.PostPublished(
        circle_id=circle.id,
        thread_id=thread_id,
        post_id=post_id,
        number=1,
        depth=0,
        kind="discussion",
        author_id=author_id,
        author_kind="human",
        answered=None,
        mentioned=(),
    )
    await circle.tell(event)
    assert [each["title"] for each in await circle.inbox(author)] == [
        "Your post in Friends of the river can be read now"
    ]


async def test_ten_thousand_members_are_decided_about_in_as_many_statements_as_ten(world, village):
    circle = await village()
    await circle.member("all")
    kind = circle.kinds["circles.posted"]
    post_id, author_id, thread_id = await circle.post(circle.owner)

    class Recorded:
        event = events.PostPublished(
            circle_id=circle.id,
            thread_id=thread_id,
            post_id=post_id,
            number=1,
            depth=0,
            kind="discussion",
            author_id=author_id,
            author_kind="human",
            answered=None,
            mentioned=(),
        )

    async def decide():
        async with world.database.read() as work:
            with counted_statements() as seen:
                return await kind.decide(work, Recorded), len(seen)

    few, cost = await decide()
    await world.change(
        "INSERT INTO circles.member (circle_id, account_id, kind, state, joined_at, level)"
        " SELECT $1, gen_random_uuid(), 'human', 'active', now(), 'all' FROM generate_series(1, 10000)",
        circle.id,
    )
    many, cost_of_many = await decide()
    assert (len(few), len(many)) == (1, 10_001)
    assert cost == cost_of_many == 3


async def test_a_muted_circle_is_silent_in_every_kind(village):
    circle = await village()
    person = await circle.member("all")
    await circle.world.change(
        "INSERT INTO notifications.mute (account, about) VALUES ($1, $2)",
        *(person.account_id, f"circle:{circle.id}"),
    )
    first = await circle.post(person)
    await circle.post(circle.owner, answers=first, mentioned=[person])
    await circle.post(circle.owner)
    await circle.change(person, "role_given", by=circle.owner, role="moderator")
    assert await circle.everything(person) == []


async def test_agents_are_told_as_people_are_and_named_as_agents(world, village):
    circle = await village()
    agent, person = await world.agent(name="Heron"), await circle.member("all")
    await circle.member("all", person=agent)
    await circle.post(agent)
    await circle.post(person, mentioned=[agent])
    [notice] = await circle.inbox(person)
    assert "Heron (agent) began the thread" in notice["text"]
    rows = await world.rows(
        "SELECT kind, channel FROM notifications.delivery WHERE recipient = $1", agent.account_id
    )
    assert rows == [("circles.mentioned", "agent")]
