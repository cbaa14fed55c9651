"""All members hear that their private circle was made public, and nobody else hears of it."""

import pytest

CHANGE = {"version": 1, "visibility": "public"}


async def make_public(circle, by=None, **change):
    """Let the owner make the circle public over the API."""
    await circle.world.send(by or circle.owner, "PATCH", f"/{circle.id}", {**CHANGE, **change})
    await circle.world.site.settle()


async def test_all_members_hear_of_it_whatever_they_chose_and_the_owner_does_not(village):
    circle = await village()
    people = await circle.levels()
    people["agent"] = await circle.member("none", person=await circle.world.agent())
    people["muted"] = await circle.member("all")
    async with circle.world.site.browse(people["muted"]) as client:
        muted = await client.put("/api/v1/notifications/mutes", json={"about": f"circle:{circle.id}"})
        assert muted.status_code < 300, muted.text
    for state in ("invited", "requested", "left", "banned"):
        people[state] = await circle.world.person()
        await circle.world.member(circle.id, people[state], state=state)
    people["owner"] = circle.owner

    await make_public(circle)

    told = {"all", "threads", "mentions", "none", "agent", "muted"}
    assert await circle.who_heard(people, "made_public") == told
    [notice] = await circle.inbox(people["none"])
    assert notice["title"] == "Friends of the river is public now"
    assert "Olu Owner made Friends of the river public. Everybody can now read" in notice["text"]
    assert notice["url"].endswith(f"/circles/{circle.id}")


async def test_who_waits_for_review_is_told_that_it_comes(village):
    circle = await village(review_status="flagged")
    member = await circle.member()
    await make_public(circle)
    [notice] = await circle.inbox(member)
    assert notice["title"] == "Friends of the river was made public"
    assert "As soon as review has approved its words" in notice["text"]


async def test_mail_goes_out_of_it_at_once(village):
    circle = await village()
    member = await circle.member("none")
    await circle.awake(member)
    await make_public(circle)
    [mail] = await circle.mail(member)
    assert "Friends of the river is public now" in mail


@pytest.mark.parametrize(
    ("before", "change"),
    [
        ("private", {"visibility": "private", "name": "Friends of the lake"}),
        ("public", {"visibility": "public", "name": "Friends of the lake"}),
        ("public", {"visibility": "private"}),
    ],
    ids=["stays private", "stays public", "becomes private"],
)
async def test_nothing_else_is_told_as_that(village, before, change):
    circle = await village(visibility=before)
    member = await circle.member("all")
    await make_public(circle, **change)
    assert await circle.heard(member) == []
    assert await circle.world.events("circles.circle_made_public") == []


async def test_each_time_is_told_and_nobody_hears_what_review_keeps_back(village):
    circle = await village()
    member, gone = await circle.member(), await circle.member()
    await make_public(circle)
    await make_public(circle, version=2, visibility="private")
    await make_public(circle, version=3)
    assert await circle.heard(member) == ["made_public", "made_public"]
    await circle.go(gone)
    assert await circle.heard(gone) == ["made_public", "made_public"]  # it is public: they may read it
    await circle.world.change("UPDATE circles.circle SET visibility = 'private' WHERE id = $1", circle.id)
    assert await circle.heard(gone) == []
