"""Whoever wrote in a private circle and left it hears that everybody reads it now, and takes words back."""

import re

import pytest
from commonweal_circles.opening.living import decided

from .test_notices_publicity import make_public


async def gone(circle, name, state="left", **given):
    """Let somebody write in the circle, and not belong to it any more."""
    person = await circle.member(person=given.get("person"), name=name)
    post, *_ = await circle.post(person, title=f"What {name} saw")
    await circle.go(person, state)
    return person, post


async def review(circle, status):
    """Decide about the words of the circle as review does."""
    async with circle.world.database.write() as work:
        await decided(work, circle.id, status)
    await circle.world.site.settle()


async def test_who_wrote_and_left_hears_of_it_and_nobody_else_from_outside(village):
    circle = await village()
    people = {state: (await gone(circle, state, state))[0] for state in ("left", "banned", "invited")}
    people["agent"], _ = await gone(circle, "agent", person=await circle.world.agent())
    people["silent"] = await circle.member()
    await circle.go(people["silent"])
    for name, taken in (("deleted", "deleted_at = now()"), ("hidden", "hidden_at = now()")):
        people[name], post = await gone(circle, name, "banned" if name == "deleted" else "left")
        await circle.world.change(f"UPDATE circles.post SET {taken} WHERE id = $1", post)
    people["erased"], _ = await gone(circle, "erased")
    await circle.world.change(
        "UPDATE identity.account SET state = 'deactivated' WHERE id = $1", people["erased"].account_id
    )
    people["back"], _ = await gone(circle, "back")
    await circle.go(people["back"], "active")

    await make_public(circle)

    told = {"left", "banned", "invited", "agent", "back"}
    heard = {name: (await circle.heard(each)).count("made_public") for name, each in people.items()}
    assert heard == {name: int(name in told) for name in people}
    [of_left] = await circle.inbox(people["left"])
    assert of_left["title"] == "Friends of the river, where you wrote, is public now"
    assert "though you do not belong to it any more" in of_left["text"]
    assert of_left["url"].endswith(f"/circles/{circle.id}/own")
    assert "your posts too" in (await circle.inbox(people["back"]))[0]["text"]  # as members are told


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", "A circle in which you wrote"),
        ("es", "Un círculo en el que escribiste"),
        ("zh-Hans", "你曾发言的圈子"),
    ],
)
async def test_mail_of_it_comes_in_the_readers_language_and_leads_to_their_words(village, locale, words):
    circle = await village()
    left, _ = await gone(circle, "left")
    await circle.awake(left)
    await circle.world.change("UPDATE identity.human SET locale = $2 WHERE id = $1", left.account_id, locale)
    await make_public(circle)
    [mail] = await circle.mail(left)
    assert words in mail
    assert f"/circles/{circle.id}/own" in mail


async def test_they_are_told_once_when_review_lets_everybody_read_it(village):
    circle = await village(review_status="flagged")
    left, _ = await gone(circle, "left")
    await make_public(circle)
    assert await circle.everything(left) == []  # they do not see it, and need not know it

    await review(circle, "approved")
    assert await circle.heard(left) == ["made_public"]
    await review(circle, "flagged")
    await review(circle, "approved")
    assert len(await circle.everything(left)) == 1
    assert len(await circle.world.events("circles.circle_read_by_all")) == 1


async def test_nobody_hears_of_a_circle_that_became_private_before_review_approved_it(village):
    circle = await village(review_status="flagged")
    left, _ = await gone(circle, "left")
    await make_public(circle)
    await make_public(circle, version=2, visibility="private")
    await review(circle, "approved")
    assert await circle.everything(left) == []
    assert await circle.world.events("circles.circle_read_by_all") == []


async def test_a_circle_that_was_public_from_the_beginning_is_no_news(village):
    circle = await village(visibility="public", review_status="pending")
    left, _ = await gone(circle, "left")
    await review(circle, "approved")
    assert await circle.heard(left) == []


async def test_each_time_is_told_to_them_too_and_a_private_circle_is_named_no_more(village):
    circle = await village()
    left, _ = await gone(circle, "left")
    await make_public(circle)
    await make_public(circle, version=2, visibility="private")
    assert await circle.heard(left) == []
    await make_public(circle, version=3)
    assert await circle.heard(left) == ["made_public", "made_public"]


async def test_the_link_leads_to_their_words_and_a_button_takes_them_back(village):
    circle = await village()
    left, post = await gone(circle, "left")
    other, kept = await gone(circle, "other")
    await circle.world.change("UPDATE circles.circle SET posts = 2 WHERE id = $1", circle.id)
    async with circle.world.site.browse(left) as client:
        assert (await client.get(f"/circles/{circle.id}/own")).status_code == 404
        await make_public(circle)
        [notice] = await circle.inbox(left)
        page = (await client.get(notice["url"])).text
        assert re.findall(r'name="post_id" value="([^"]+)"', page) == [str(post)]
        assert "What left saw" in page
        done = await client.post(
            f"/circles/{circle.id}/own", data={"post_id": str(post)}, follow_redirects=False
        )
        assert (done.status_code, done.headers["location"]) == (303, f"/circles/{circle.id}/own")
        assert "You have no posts" in (await client.get(notice["url"])).text
        refused = await client.post(f"/circles/{circle.id}/own", data={"post_id": str(kept)})
        assert refused.status_code == 403
    async with circle.world.site.browse(other) as client:
        answer = await client.get(f"/api/v1/circles/{circle.id}/threads")
        assert [each["id"] for each in answer.json()["items"]] == [str(kept)]
