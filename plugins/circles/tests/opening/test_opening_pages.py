"""The pages of opening a circle, reading about it and setting it, as browsers without JavaScript use them."""

import re

import pytest
from commonweal import new_id
from commonweal.testing.queries import counted_statements
from commonweal_circles.opening.reading import find_circles
from commonweal_ledger import api as ledger

FORM = {
    "name": "Friends of the river",
    "description": "Neighbours who look after the river, and count what lives in it again.",
    "domain": "environmental_protection",
    "visibility": "public",
    "joining": "open",
    "locale": "en",
}


async def page(world, principal, path, status=200, **data):
    """Open a page, or send its form."""
    async with world.site.browse(principal, accept="text/html") as client:
        answer = await client.request("POST" if data else "GET", path, data=data or None)
    assert answer.status_code == status, answer.text
    return answer


def read(answer):
    """Return the words of a page as somebody reads them."""
    return re.sub(r"<[^>]+>", "", answer.text).replace("\xa0", " ")


async def settings_of(world, circle_id):
    names = "name, visibility, joining, place_name, west, east, invites, slow_seconds, first_post_approval"
    rows = await world.rows(
        f"SELECT {names}, links_most, version FROM circles.circle WHERE id = $1", circle_id
    )
    return dict(zip([*names.split(", "), "links_most", "version"], rows[0], strict=True))


async def test_the_form_says_what_it_costs_and_what_one_has(world):
    ana = await world.person(tokens=30)

    shown = read(await page(world, ana, "/circles/new"))

    assert "25 IT" in shown
    assert "30 IT" in shown
    assert "short" not in shown


async def test_the_form_says_what_is_missing_and_how_to_earn_it(world):
    ana = await world.person(tokens=10)

    shown = await page(world, ana, "/circles/new")

    assert "You are 15 IT short" in read(shown)
    assert 'class="button is-primary" href="/missions"' in shown.text
    assert 'class="button" href="/account/invite"' in shown.text
    refused = (await page(world, ana, "/circles/new", 422, **FORM)).text
    assert "15 IT are missing" in refused
    assert 'value="Friends of the river"' in refused


async def test_a_circle_is_opened_by_form_once(world):
    ana = await world.person(tokens=50)
    box = {"west": "-99,2", "south": "19.3", "east": "-99.1", "north": "19.5"}

    first = await page(world, ana, "/circles/new", 303, **FORM, **box, once="a-click")
    second = await page(world, ana, "/circles/new", 303, **FORM, **box, once="a-click")

    assert first.headers["location"] == second.headers["location"]
    circle_id = first.headers["location"].rpartition("/")[2]
    assert (await settings_of(world, circle_id))["west"] == -99.2
    async with world.database.read() as work:
        assert (await ledger.balance(work, ana.account_id)).spendable_minor == 2500


async def test_a_private_circle_is_by_invitation_whatever_is_ticked(world):
    ana = await world.person(tokens=25)

    made = await page(world, ana, "/circles/new", 303, **{**FORM, "visibility": "private"})

    found = await settings_of(world, made.headers["location"].rpartition("/")[2])
    assert (found["visibility"], found["joining"]) == ("private", "invitation")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "ab"}, "at least 3"),
        ({"domain": "", "topic": " "}, "Choose a cause, or name a topic."),
        ({"west": "here"}, "Enter a number"),
        ({"west": "nan", "south": "1", "east": "2", "north": "3"}, "Enter a number"),
        ({"west": "1e999", "south": "1", "east": "2", "north": "3"}, "Enter 180 or less"),
        ({"north": "91"}, "Enter 90 or less"),
        ({"west": "1"}, "A box needs all four sides"),
        ({"west": "1", "south": "3", "east": "2", "north": "2"}, "upside down"),
        ({"west": "1", "south": "1", "east": "1", "north": "2"}, "no width"),
    ],
)
async def test_the_form_says_what_to_correct_and_keeps_what_was_typed(world, changes, words):
    ana = await world.person(tokens=25)

    shown = (await page(world, ana, "/circles/new", 422, **{**FORM, **changes})).text

    assert words in shown
    assert "Neighbours who look after the river" in shown
    assert await world.value("SELECT count(*) FROM circles.circle WHERE opener_id = $1", ana.account_id) == 0


async def test_whoever_manages_organisations_chooses_whose_tokens_pay(world):
    member = await world.principals.member("manager")
    viewer = await world.principals.member("viewer")

    assert 'name="organisation_id"' in (await page(world, member.principal, "/circles/new")).text
    assert 'name="organisation_id"' not in (await page(world, viewer.principal, "/circles/new")).text


async def test_a_guest_is_sent_to_sign_in_and_an_agent_may_not(world):
    sent = await page(world, None, "/circles/new", 303)

    assert sent.headers["location"].startswith("/sign-in")
    await page(world, await world.agent(), "/circles/new", 403)


async def test_the_face_is_for_whoever_sees_it_and_the_welcome_for_the_inside(world):
    circle_id = await world.circle(visibility="private", welcome="Take your shoes off, please.")
    member, invited = await world.person(), await world.person()
    await world.member(circle_id, member)
    await world.member(circle_id, invited, state="invited")

    inside = (await page(world, member, f"/circles/{circle_id}/about")).text
    face = (await page(world, invited, f"/circles/{circle_id}/about")).text

    assert "Take your shoes off" in inside
    assert f'href="/circles/{circle_id}/members"' in inside
    assert "Friends of the river" in face
    assert "Take your shoes off" not in face
    assert f'href="/circles/{circle_id}/members"' not in face
    for stranger in (None, await world.person(), await world.principals.admin()):
        gone = (await page(world, stranger, f"/circles/{circle_id}/about", 404)).text
        assert "Friends of the river" not in gone


async def test_an_admin_sets_a_circle_and_a_member_cannot(world):
    circle_id = await world.circle(west=1.0, south=1.0, east=2.0, north=2.0)
    admin, member = await world.person(), await world.person()
    await world.member(circle_id, admin, role="admin")
    await world.member(circle_id, member)
    path = f"/circles/{circle_id}/settings"
    change = {
        **FORM,
        "version": "1",
        "joining": "request",
        "place_name": "By the weir",
        "invites": "moderators",
        "slow_seconds": "300",
        "first_post_approval": "1",
        "links_most": "2",
    }

    shown = (await page(world, admin, path)).text
    assert 'name="visibility"' not in shown
    assert "/archive" not in shown
    await page(world, admin, path, 303, **change)
    found = await settings_of(world, circle_id)

    assert found == {
        "name": "Friends of the river",
        "visibility": "public",
        "joining": "request",
        "place_name": "By the weir",
        "west": None,
        "east": None,
        "invites": "moderators",
        "slow_seconds": 300,
        "first_post_approval": True,
        "links_most": 2,
        "version": 2,
    }
    await page(world, member, path, 403)
    await page(world, member, path, 403, **change)
    stale = (await page(world, admin, path, 422, **change)).text
    assert "Somebody changed this circle meanwhile" in stale


async def test_a_private_circle_becomes_public_only_when_that_is_said_twice(world):
    owner = await world.person()
    circle_id = await world.circle(owner, visibility="private")
    path, change = f"/circles/{circle_id}/settings", {**FORM, "version": "1"}

    asked = (await page(world, owner, path, 422, **change)).text

    assert "Tick this box to make the circle public" in asked
    for said in ("earlier versions", "Every member is told at once", "nobody takes back what was read"):
        assert said in asked
    assert (await settings_of(world, circle_id))["visibility"] == "private"
    done = await page(world, owner, path, 303, **change, everybody="1")
    assert "circles-flash-changed-public" in done.headers["set-cookie"]
    assert (await settings_of(world, circle_id))["visibility"] == "public"


async def test_an_owner_archives_and_restores_by_form(world):
    owner = await world.person()
    circle_id = await world.circle(owner, newest_post=1)

    await page(world, owner, f"/circles/{circle_id}/archive", 303, once="1")
    archived = (await page(world, owner, f"/circles/{circle_id}/settings")).text

    assert "This circle is archived" in archived
    assert f'action="/circles/{circle_id}/restore"' in archived
    await page(world, owner, f"/circles/{circle_id}/restore", 303, once="2")
    assert "This circle is archived" not in (await page(world, owner, f"/circles/{circle_id}/about")).text


async def test_the_settings_say_that_the_fee_comes_back(world):
    ana = await world.person(tokens=25)
    made = await page(world, ana, "/circles/new", 303, **FORM)
    path = made.headers["location"]

    assert "you get 25 IT back" in read(await page(world, ana, f"{path}/settings"))
    gone = await page(world, ana, f"{path}/archive", 303, once=str(new_id()))
    assert gone.headers["location"] == f"{path}/about"
    assert "Its fee was given back" in (await page(world, ana, f"{path}/about")).text


async def test_many_circles_are_read_in_as_many_statements_as_one(world):
    ids = [await world.circle() for _ in range(12)]

    async def cost(some):
        async with world.database.read() as work:
            with counted_statements() as seen:
                assert set(await find_circles(work, some)) == set(some)
        return len(seen)

    assert await cost(ids) == await cost(ids[:1])


async def test_admins_see_a_circle_at_the_desk_of_review(world):
    owner = await world.person()
    circle_id = await world.circle(owner, visibility="private", welcome="Hello, neighbour.")
    await world.send(owner, "PATCH", f"/{circle_id}", {"version": 1, "name": "Friends of the lake"})
    item = await world.rows("SELECT id, summary FROM review.item WHERE item_id = $1", circle_id)

    desk = (await page(world, await world.principals.admin(), f"/admin/review/{item[0][0]}")).text

    assert item[0][1] == "…"
    assert "Friends of the lake" in desk
    assert "Hello, neighbour." in desk
