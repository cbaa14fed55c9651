"""Reports, the queue, hiding, appeals, the log, and tools against spam."""

import pytest
from commonweal import new_id

REASON = {"reason": "It insults a neighbour."}


class Bench:
    """A circle with its owner, two moderators, a member, and a reader who belongs to nothing."""

    def __init__(self, world):
        self.world = world

    async def set_up(self, **changes):
        world = self.world
        self.owner, self.first, self.second = [await world.person() for _ in range(3)]
        self.member, self.other, self.stranger = [await world.person() for _ in range(3)]
        self.circle = await world.circle(self.owner, **changes)
        for moderator in (self.first, self.second):
            await world.member(self.circle, moderator, role="moderator")
        for member in (self.member, self.other):
            await world.member(self.circle, member)
        return self

    async def post(self, author=None, **marks):
        """Put the beginning of a thread into the tables."""
        author = author or self.member
        number = await self.world.value(
            "SELECT newest_post + 1 FROM circles.circle WHERE id = $1", self.circle
        )
        post_id = new_id()
        await self.world.change(
            """INSERT INTO circles.post (id, circle_id, thread_id, depth, number, path, kind, author_id,
                author_kind, title, text, html, locale, review_status, published_at)
            VALUES ($1, $2, $1, 0, $3::bigint, ARRAY[$3::bigint], 'discussion', $4, $5, 'A title', 'Words',
                '<p>Words</p>', 'en', 'approved', now())""",
            *(post_id, self.circle, number, author.account_id, author.kind),
        )
        await self.world.change(
            "UPDATE circles.circle SET newest_post = $2, posts = posts + 1 WHERE id = $1", self.circle, number
        )
        for name, value in marks.items():
            await self.world.change(f"UPDATE circles.post SET {name} = $2 WHERE id = $1", post_id, value)
        return post_id

    async def is_public(self, post_id):
        return await self.world.value("SELECT is_public FROM circles.post WHERE id = $1", post_id)

    def send(self, who, path, body=None, status=204, method="POST"):
        return self.world.send(who, method, f"/{self.circle}{path}", body, status)

    async def queue(self, who=None):
        return await self.world.get(who or self.first, f"/{self.circle}/moderation")

    async def log(self, who):
        return [entry["act"] for entry in (await self.world.get(who, f"/{self.circle}/log"))["items"]]


@pytest.fixture
def bench(world):
    return Bench(world)


async def test_reports_of_one_post_wait_together_and_name_nobody(bench):
    await bench.set_up()
    post_id = await bench.post()
    first = await bench.send(
        bench.other, f"/posts/{post_id}/reports", {"reason": "insult", "text": "Line two."}, 201
    )
    again = await bench.send(bench.other, f"/posts/{post_id}/reports", {"reason": "spam"}, 201)
    assert (first["is_new"], again["is_new"], again["id"]) == (True, False, first["id"])
    await bench.send(bench.stranger, f"/posts/{post_id}/reports", {"reason": "spam"}, 201)
    (waiting,) = (await bench.queue())["reported"]
    assert [report["reason"] for report in waiting["reports"]] == ["insult", "spam"]
    assert waiting["untrusted"] is True
    assert str(bench.other.account_id) not in str(waiting)


@pytest.mark.parametrize("who", ["member", "stranger"])
async def test_the_queue_is_for_moderators(bench, who):
    await bench.set_up()
    await bench.world.get(getattr(bench, who), f"/{bench.circle}/moderation", status=403)


async def test_nobody_reports_their_own_post_or_one_they_do_not_see(bench):
    await bench.set_up(visibility="private")
    post_id, hidden = await bench.post(), await bench.post(review_status="flagged")
    await bench.send(bench.member, f"/posts/{post_id}/reports", {"reason": "spam"}, 403)
    await bench.send(bench.stranger, f"/posts/{post_id}/reports", {"reason": "spam"}, 404)
    await bench.send(bench.other, f"/posts/{hidden}/reports", {"reason": "spam"}, 404)
    await bench.send(bench.other, f"/posts/{post_id}/reports", {"reason": "because"}, 422)


async def test_an_upheld_report_hides_the_post_and_answers_every_report_of_it(bench):
    await bench.set_up()
    post_id = await bench.post()
    made = [
        await bench.send(who, f"/posts/{post_id}/reports", {"reason": "spam"}, 201)
        for who in (bench.other, bench.stranger)
    ]
    decision = {"upheld": True, "reason": "An advertisement."}
    await bench.send(bench.first, f"/reports/{made[1]['id']}/decision", decision)
    assert not await bench.is_public(post_id)
    assert (await bench.queue())["reported"] == []
    handled = await bench.world.events("circles.report_handled")
    assert len([row for row in handled if str(post_id) in str(row)]) == 2
    await bench.send(bench.second, f"/reports/{made[0]['id']}/decision", decision)
    await bench.send(bench.second, f"/reports/{made[0]['id']}/decision", {"upheld": False}, 409)


async def test_a_dismissed_report_leaves_the_post_where_it_is(bench):
    await bench.set_up()
    post_id = await bench.post()
    made = await bench.send(bench.other, f"/posts/{post_id}/reports", {"reason": "other"}, 201)
    await bench.send(bench.first, f"/reports/{made['id']}/decision", {"upheld": False})
    assert await bench.is_public(post_id)


async def test_a_hidden_post_is_out_of_every_count_and_comes_back(bench):
    await bench.set_up()
    post_id = await bench.post()
    count = "SELECT posts FROM circles.circle WHERE id = $1"
    await bench.send(bench.first, f"/posts/{post_id}/hide", REASON)
    await bench.send(bench.second, f"/posts/{post_id}/hide", REASON)
    assert await bench.world.value(count, bench.circle) == 0
    await bench.send(bench.second, f"/posts/{post_id}/show")
    await bench.send(bench.second, f"/posts/{post_id}/show")
    assert await bench.world.value(count, bench.circle) == 1
    assert await bench.log(bench.first) == ["post_shown", "post_hidden"]


async def test_whom_a_moderator_may_hide(bench):
    await bench.set_up()
    of_equal, of_owner, own = [
        await bench.post(author) for author in (bench.second, bench.owner, bench.first)
    ]
    await bench.send(bench.first, f"/posts/{of_equal}/hide", REASON, 403)
    await bench.send(bench.first, f"/posts/{of_owner}/hide", REASON, 403)
    await bench.send(bench.member, f"/posts/{own}/hide", REASON, 403)
    await bench.send(bench.first, f"/posts/{own}/hide", REASON)
    await bench.send(bench.owner, f"/posts/{of_equal}/hide", REASON)
    for nothing in ("", "     "):
        await bench.send(bench.owner, f"/posts/{of_owner}/hide", {"reason": nothing}, 422)


async def test_nobody_decides_about_their_own_post_while_another_moderates(bench):
    await bench.set_up()
    hidden, reported = await bench.post(bench.first), await bench.post(bench.first)
    held = await bench.post(bench.first, published_at=None)
    await bench.world.change("UPDATE circles.post SET held_at = now() WHERE id = $1", held)
    await bench.send(bench.owner, f"/posts/{hidden}/hide", REASON)
    made = await bench.send(bench.other, f"/posts/{reported}/reports", {"reason": "spam"}, 201)
    dismissal = f"/reports/{made['id']}/decision", {"upheld": False}
    for path, body in ((f"/posts/{hidden}/show", {}), (f"/posts/{held}/approve", {}), dismissal):
        await bench.send(bench.first, path, body, 403)
        await bench.send(bench.second, path, body)
    await bench.send(bench.first, f"/posts/{hidden}/hide", REASON)
    await bench.send(bench.first, f"/posts/{hidden}/show")

    alone = await bench.world.circle(bench.owner)
    bench.circle = alone
    own = await bench.post(bench.owner)
    made = await bench.send(bench.other, f"/posts/{own}/reports", {"reason": "spam"}, 201)
    await bench.send(bench.owner, f"/reports/{made['id']}/decision", {"upheld": False})


async def test_reports_of_a_post_that_its_author_took_back_are_answered(bench):
    await bench.set_up()
    post_id = await bench.post()
    made = await bench.send(bench.other, f"/posts/{post_id}/reports", {"reason": "spam"}, 201)
    await bench.send(bench.member, f"/posts/{post_id}", method="DELETE")
    assert (await bench.queue())["reported"] == []
    assert await bench.world.rows("SELECT state, handled_by FROM circles.report") == [("upheld", None)]
    await bench.send(bench.first, f"/reports/{made['id']}/decision", {"upheld": True})


async def test_a_first_post_is_let_through_once(bench):
    await bench.set_up()
    post_id = await bench.post(published_at=None)
    await bench.world.change("UPDATE circles.post SET held_at = now() WHERE id = $1", post_id)
    (waiting,) = (await bench.queue())["held"]
    assert waiting["post_id"] == str(post_id)
    await bench.send(bench.member, f"/posts/{post_id}/approve", None, 403)
    await bench.send(bench.first, f"/posts/{post_id}/approve")
    await bench.send(bench.first, f"/posts/{post_id}/approve")
    published = await bench.world.events("circles.post_published")
    assert len([row for row in published if str(post_id) in str(row)]) == 1


async def test_an_appeal_against_a_hidden_post_goes_to_another_moderator(bench):
    await bench.set_up()
    post_id = await bench.post()
    appeal = {"about": "post", "post_id": str(post_id), "text": "It was a quotation."}
    await bench.send(bench.member, "/appeals", appeal, 404)
    await bench.send(bench.first, f"/posts/{post_id}/hide", REASON)
    await bench.send(bench.other, "/appeals", appeal, 404)
    made = await bench.send(bench.member, "/appeals", appeal, 201)
    await bench.send(bench.member, "/appeals", appeal, 409)
    answer = {"granted": True, "answer": "You are right, sorry."}
    await bench.send(bench.first, f"/appeals/{made['id']}/decision", answer, 403)
    nothing = {"granted": True, "answer": " " * 20}
    await bench.send(bench.second, f"/appeals/{made['id']}/decision", nothing, 422)
    await bench.send(bench.second, f"/appeals/{made['id']}/decision", answer)
    await bench.send(bench.second, f"/appeals/{made['id']}/decision", answer, 409)
    assert await bench.is_public(post_id)
    await bench.send(bench.second, f"/posts/{post_id}/hide", REASON)
    await bench.send(bench.member, "/appeals", appeal, 201)


async def test_whoever_is_banned_from_a_private_circle_may_appeal_and_see_nothing(bench):
    await bench.set_up(visibility="private")
    banned = await bench.world.person()
    await bench.world.member(bench.circle, banned, state="banned")
    await bench.world.change(
        "UPDATE circles.member SET banned_by = $2 WHERE circle_id = $1 AND state = 'banned'",
        *(bench.circle, bench.first.account_id),
    )
    appeal = {"about": "ban", "text": "I did not write that."}
    blank = {"about": "ban", "text": "hm." + " " * 30}
    assert (await bench.send(banned, "/appeals", blank, 422))["errors"][0]["pointer"] == "/text"
    made = await bench.send(banned, "/appeals", appeal, 201)
    assert list(made) == ["id"]
    await bench.world.get(banned, f"/{bench.circle}/log", status=404)
    await bench.send(bench.stranger, "/appeals", appeal, 404)
    await bench.send(
        bench.second, f"/appeals/{made['id']}/decision", {"granted": True, "answer": "We were wrong."}
    )
    state = "SELECT state FROM circles.member WHERE circle_id = $1 AND account_id = $2"
    assert await bench.world.value(state, bench.circle, banned.account_id) == "left"


async def test_the_log_shows_each_reader_what_they_may_see(bench):
    await bench.set_up()
    post_id = await bench.post()
    made = await bench.send(bench.other, f"/posts/{post_id}/reports", {"reason": "spam"}, 201)
    await bench.send(bench.first, f"/reports/{made['id']}/decision", {"upheld": True, "reason": "Spam."})
    assert await bench.log(bench.first) == ["report_upheld", "post_hidden"]
    assert await bench.log(bench.other) == ["post_hidden"]
    assert await bench.log(bench.stranger) == []
    entries = (await bench.world.get(bench.other, f"/{bench.circle}/log"))["items"]
    assert entries[0]["post_id"] is None
    entries = (await bench.world.get(bench.member, f"/{bench.circle}/log"))["items"]
    assert entries[0]["post_id"] == str(post_id)


async def test_the_log_goes_on_behind_its_cursor(bench):
    await bench.set_up()
    post_id = await bench.post()
    for _ in range(3):
        await bench.send(bench.first, f"/posts/{post_id}/hide", REASON)
        await bench.send(bench.first, f"/posts/{post_id}/show")
    seen, cursor = [], None
    while True:
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        part = await bench.world.get(bench.first, f"/{bench.circle}/log", **query)
        seen += [entry["id"] for entry in part["items"]]
        cursor = part["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 6


async def test_nothing_is_moderated_in_an_archived_circle(bench):
    await bench.set_up()
    post_id = await bench.post()
    await bench.world.change(
        "UPDATE circles.circle SET state = 'archived', archived_at = now() WHERE id = $1", bench.circle
    )
    await bench.send(bench.first, f"/posts/{post_id}/hide", REASON, 409)
