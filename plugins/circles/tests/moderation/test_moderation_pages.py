"""The pages of moderation: reporting, the queue, appeals and the log, in forms alone and each language."""

import pytest


@pytest.fixture
async def scene(world):
    from commonweal import new_id

    owner, moderator, member = [await world.person() for _ in range(3)]
    circle_id = await world.circle(owner, name="Quiet river", locale="es", newest_post=1, posts=1)
    await world.member(circle_id, moderator, role="moderator")
    await world.member(circle_id, member)
    post_id = new_id()
    await world.change(
        """INSERT INTO circles.post (id, circle_id, thread_id, depth, number, path, kind, author_id,
            author_kind, title, text, html, locale, review_status, published_at)
        VALUES ($1, $2, $1, 0, 1, '{1}', 'discussion', $3, 'human', 'Offers', 'Cheap <b>boats</b>',
            '<p>x</p>', 'en', 'approved', now())""",
        *(post_id, circle_id, member.account_id),
    )
    return circle_id, post_id, {"owner": owner, "moderator": moderator, "member": member}


async def page(world, who, path, status=200, **headers):
    async with world.site.browse(who, **headers) as client:
        answer = await client.get(path)
        assert answer.status_code == status, answer.text
        return answer.text


async def submit(world, who, path, status=303, **entries):
    async with world.site.browse(who) as client:
        answer = await client.post(path, data=entries)
        assert answer.status_code == status, answer.text
        return answer


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Hide the post"), ("es", "Ocultar la publicación"), ("zh-Hans", "隐藏帖子")]
)
async def test_a_reported_post_waits_on_the_page_as_text(world, scene, language, word):
    circle_id, post_id, who = scene
    reader = await world.person()
    await submit(
        world, reader, f"/circles/{circle_id}/posts/{post_id}/report", reason="spam", text="Look <i>here</i>"
    )
    shown = await page(world, who["moderator"], f"/circles/{circle_id}/moderation?lang={language}")
    assert word in shown
    assert "Cheap &lt;b&gt;boats&lt;/b&gt;" in shown
    assert "Look &lt;i&gt;here&lt;/i&gt;" in shown
    await page(world, who["member"], f"/circles/{circle_id}/moderation", status=403)


async def test_a_report_without_a_reason_comes_back_with_what_was_written(world, scene):
    circle_id, post_id, _ = scene
    address = f"/circles/{circle_id}/posts/{post_id}/report"
    answer = await submit(world, await world.person(), address, status=422, text="I forgot the reason")
    assert "I forgot the reason" in answer.text
    assert "form-errors" in answer.text


async def test_from_a_report_to_an_appeal_and_back_in_forms_alone(world, scene):
    circle_id, post_id, who = scene
    base = f"/circles/{circle_id}"
    await submit(world, await world.person(), f"{base}/posts/{post_id}/report", reason="spam")
    report_id = await world.value("SELECT id FROM circles.report WHERE post_id = $1", post_id)
    decision = {"decision": "upheld", "reason": "It is an advertisement."}
    await submit(world, who["moderator"], f"{base}/reports/{report_id}/decision", **decision)
    assert "It is an advertisement." in await page(world, who["member"], f"{base}/log")

    appeal = f"{base}/appeal?post_id={post_id}"
    assert "It is an advertisement." in await page(world, who["member"], appeal)
    await page(world, who["owner"], appeal, status=404)
    await submit(world, who["member"], appeal, status=422, text="No.")
    await submit(world, who["member"], appeal, text="They were given away for nothing.")
    again = await submit(world, who["member"], appeal, status=422, text="They were given away for nothing.")
    assert "You have appealed against this already." in again.text

    appeal_id = await world.value("SELECT id FROM circles.appeal WHERE post_id = $1", post_id)
    shown = await page(world, who["owner"], f"{base}/moderation")
    assert "They were given away for nothing." in shown
    address = f"{base}/appeals/{appeal_id}/decision"
    await submit(world, who["owner"], address, status=422, decision="granted", answer="Yes")
    await submit(world, who["owner"], address, decision="granted", answer="You are right, sorry.")
    assert await world.value("SELECT is_public FROM circles.post WHERE id = $1", post_id)
    assert "Nothing waits" in await page(world, who["owner"], f"{base}/moderation")


async def test_the_page_of_an_appeal_against_a_ban_tells_nothing_of_a_private_circle(world):
    circle_id = await world.circle(name="Quillwhistle", visibility="private")
    banned = await world.person()
    await world.member(circle_id, banned, state="banned")
    await world.change(
        "UPDATE circles.member SET ban_reason = 'Insults' WHERE account_id = $1", banned.account_id
    )
    shown = await page(world, banned, f"/circles/{circle_id}/appeal")
    assert "Insults" in shown
    assert "Quillwhistle" not in shown
    await page(world, await world.person(), f"/circles/{circle_id}/appeal", status=404)
