"""The pages of members as people use them, with forms alone."""

import re

import pytest
from commonweal import new_id
from litestar.routes import HTTPRoute

STATE = "SELECT state FROM circles.member WHERE circle_id = $1 AND account_id = $2"
TEXT = re.compile(r"<(?:style|script)[^>]*>.*?</(?:style|script)>|<[^>]+>", re.DOTALL)


async def page(world, reader, path, status=200, **headers):
    async with world.site.browse(reader, accept="text/html", **headers) as client:
        answer = await client.get(path)
        assert answer.status_code == status, answer.text
        return answer.text


async def send(world, reader, path, status=303, **entries):
    async with world.site.browse(reader, accept="text/html") as client:
        answer = await client.post(path, data=entries)
        assert answer.status_code == status, answer.text
        return answer


async def state_of(world, circle_id, principal):
    return await world.value(STATE, circle_id, principal.account_id)


async def test_a_guest_who_wants_to_join_signs_in_and_comes_back(world):
    circle_id = await world.circle()
    shown = await page(world, None, f"/circles/{circle_id}/about")
    assert f"/sign-in?next=%2Fcircles%2F{circle_id}%2Fabout" in shown
    async with world.site.browse(None, accept="text/html") as client:
        answer = await client.get(f"/circles/{circle_id}/join")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?next=")


async def test_somebody_joins_chooses_a_level_and_leaves_by_forms(world):
    circle_id, person = await world.circle(), await world.person()
    assert f'action="/circles/{circle_id}/join"' in await page(world, person, f"/circles/{circle_id}/about")
    await send(world, person, f"/circles/{circle_id}/join")
    await send(world, person, f"/circles/{circle_id}/me", level="none")
    mine = await page(world, person, "/circles/mine")
    assert "Friends of the river" in mine
    left = await send(world, person, f"/circles/{circle_id}/leave")
    assert left.headers["location"] == f"/circles/{circle_id}/about"
    assert await state_of(world, circle_id, person) == "left"


async def test_a_request_is_written_read_and_decided_by_forms(world):
    owner, asker, other = await world.person(), await world.person(), await world.person()
    circle_id = await world.circle(owner, joining="request")
    words = "<b>I</b> live here & 我住在这里"
    await send(world, asker, f"/circles/{circle_id}/join", request=words)
    await send(world, other, f"/circles/{circle_id}/join", request="x" * 501, status=422)
    shown = await page(world, owner, f"/circles/{circle_id}/members")
    assert "&lt;b&gt;I&lt;/b&gt; live here &amp; 我住在这里" in shown
    assert "&lt;b&gt;" not in await page(world, other, f"/circles/{circle_id}/members")
    path = f"/circles/{circle_id}/requests/{asker.account_id}"
    await send(world, owner, path, 422, decision="perhaps")
    await send(world, owner, path, decision="approve")
    assert await state_of(world, circle_id, asker) == "active"


async def test_an_agent_is_shown_as_one_with_whose_it_is(world):
    circle_id, agent = await world.circle(), await world.agent()
    await world.member(circle_id, agent)
    shown = TEXT.sub(" ", await page(world, None, f"/circles/{circle_id}/members"))
    assert re.search(rf"{agent.name}\s+Agent\s+of\s+Owner of {agent.name}", shown)


async def test_a_member_invites_by_every_way_and_the_link_is_shown_once(world, outbox):
    owner, guest, agent = await world.person(), await world.person(), await world.agent()
    circle_id = await world.circle(owner, visibility="private")
    path = f"/circles/{circle_id}/invite"
    for nobody in ("http://[/x", "//[::1/nobody?"):
        assert (
            "Nobody here is called that"
            in (await send(world, owner, path, 422, kind="account", who=nobody)).text
        )
    for who in (f"https://example.org/people/{guest.account_id}", str(agent.account_id)):
        await send(world, owner, path, kind="account", who=who)
    assert await state_of(world, circle_id, guest) == await state_of(world, circle_id, agent) == "invited"
    wrong = await send(world, owner, path, 422, kind="account", who="nobody at all")
    assert "Nobody here is called that" in wrong.text
    wrong = await send(world, owner, path, 422, kind="email", email="no address", locale="es")
    assert 'value="no address"' in wrong.text
    await send(world, owner, path, kind="email", email="friend@example.org", locale="es")
    made = await send(world, owner, path, 200, kind="link")
    [link] = re.findall(r'value="[^"]*(/circles/invitations/[^"]+)"', made.text)
    assert made.headers["cache-control"] == "no-store"
    again = await page(world, owner, path)
    assert link not in again
    assert "friend@example.org" in again
    landed = await page(world, None, link)
    assert f"/sign-in?next={link.replace('/', '%2F')}" in landed
    assert f"/register?next={link.replace('/', '%2F')}" in landed
    person = await world.person()
    assert f'action="{link}"' in await page(world, person, link)
    accepted = await send(world, person, link)
    assert accepted.headers["location"] == f"/circles/{circle_id}"
    assert "This invitation is over" in await page(world, person, link, 410)
    await send(world, await world.person(), link, 410)


async def test_looking_at_an_invitation_changes_nothing_and_is_kept_nowhere(world):
    owner = await world.person()
    circle_id = await world.circle(owner, visibility="private")
    made = await world.send(owner, "POST", f"/{circle_id}/invitations", {"kind": "link"}, 201)
    before = await world.rows("SELECT i::text FROM circles.invitation AS i")
    async with world.site.browse(await world.person(), accept="text/html") as client:
        for method in ("GET", "HEAD"):
            answer = await client.request(method, f"/circles/invitations/{made['token']}")
            assert answer.status_code == 200
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["x-robots-tag"] == "noindex"
    assert await world.rows("SELECT i::text FROM circles.invitation AS i") == before


async def test_an_owner_gives_roles_hands_over_removes_and_bans_by_forms(world):
    owner, member, other = await world.person(), await world.person(), await world.person()
    circle_id = await world.circle(owner)
    for each in (member, other):
        await world.member(circle_id, each)
    at = f"/circles/{circle_id}/members/{member.account_id}"
    assert f'action="{at}/owner"' in await page(world, owner, at)
    await page(world, member, at, 403)
    await send(world, owner, f"{at}/role", role="moderator")
    assert f'href="/circles/{circle_id}/members/{other.account_id}"' in await page(
        world, member, f"/circles/{circle_id}/members"
    )
    wrong = await send(
        world, member, f"/circles/{circle_id}/members/{other.account_id}/role", 422, role="admin"
    )
    assert "form-errors" in wrong.text
    for reason, days in (("", "7"), ("     ", "7"), ("Spam", "-3"), ("Spam", "99999999999")):
        await send(world, owner, f"{at}/ban", 422, reason=reason, days=days)
    await send(world, owner, f"{at}/ban", reason="Sells things in every thread", days="7")
    bans = await page(world, owner, f"/circles/{circle_id}/bans")
    assert "Sells things in every thread" in bans
    await send(world, owner, f"/circles/{circle_id}/bans/{member.account_id}/lift")
    assert await state_of(world, circle_id, member) == "left"
    stranger = await world.person()
    await send(world, owner, f"/circles/{circle_id}/bans", 422, who="no id", reason="Spam", days="0")
    who = f"/people/{stranger.account_id}"
    await send(world, owner, f"/circles/{circle_id}/bans", who=who, reason="Spam", days="0")
    assert await state_of(world, circle_id, stranger) == "banned"
    await send(world, owner, f"/circles/{circle_id}/members/{other.account_id}/owner")
    await send(world, other, f"/circles/{circle_id}/members/{owner.account_id}/remove", reason="")
    assert await state_of(world, circle_id, owner) == "left"


async def test_the_directory_is_searched_and_filtered_without_scripts(world):
    owner = await world.person(name="Zoë Quintero")
    circle_id = await world.circle(owner)
    await world.member(circle_id, await world.person(name="Bruno Díaz"))
    shown = await page(world, None, f"/circles/{circle_id}/members?q=zoe")
    assert "Zoë Quintero" in shown
    assert "Bruno Díaz" not in shown
    assert "Nobody fits." in await page(world, None, f"/circles/{circle_id}/members?q=xyz&role=admin")


@pytest.mark.parametrize("language", ["en", "es", "zh-Hans"])
async def test_every_page_of_members_speaks_the_readers_language(world, language):
    owner, asker = await world.person(locale=language), await world.person(locale=language)
    circle_id = await world.circle(owner, joining="request")
    await send(world, asker, f"/circles/{circle_id}/join", request="Hola")
    for path in ("members", "invite", "bans", f"members/{asker.account_id}"):
        shown = await page(world, owner, f"/circles/{circle_id}/{path}")
        assert f'<html lang="{language}"' in shown
        assert not re.findall(r"circles-[a-z]+-[a-z-]+(?=[<.: ])", TEXT.sub(" ", shown))


@pytest.mark.parametrize("how", ["left", "removed", "banned", "declined"])
async def test_whoever_is_out_of_a_private_circle_finds_nothing_of_it_at_any_address(world, how):
    owner, person = await world.person(), await world.person()
    circle_id = await world.circle(owner, visibility="private")
    await world.member(circle_id, person, state="invited" if how == "declined" else "active")
    if how == "removed":
        path = f"/{circle_id}/members/{person.account_id}/remove"
        await world.send(owner, "POST", path, {})
    elif how == "banned":
        body = {"account_id": str(person.account_id), "reason": "Spam"}
        await world.send(owner, "POST", f"/{circle_id}/bans", body)
    else:
        await world.send(person, "DELETE", f"/{circle_id}/me")
    asked = 0
    async with world.site.browse(person) as client:
        for template in {route.path for route in world.site.app.routes if is_read(route)}:
            address = template.replace("{circle_id:uuid}", str(circle_id))
            address = re.sub(r"\{[a-z_]+:uuid\}", str(new_id()), address)
            answer = await client.get(re.sub(r"\{[a-z_]+:str\}", "x", address))
            asked += 1
            if how == "banned" and "appeal" in template:
                continue  # whoever is banned may appeal, and learns nothing else
            assert answer.status_code == 404, (template, answer.status_code, answer.text[:300])
    assert asked > 10


def is_read(route):
    return isinstance(route, HTTPRoute) and "{circle_id:uuid}" in route.path and "GET" in route.methods


async def test_members_thank_each_other_from_the_directory_and_nobody_themselves(world):
    owner, member, other = await world.person(), await world.person(name="Bo"), await world.agent()
    circle_id = await world.circle(owner)
    for person in (member, other):
        await world.member(circle_id, person)
    base = f"/circles/{circle_id}"

    async def offered(reader):
        shown = await page(world, reader, f"{base}/members")
        return set(re.findall(rf'href="{base}/gratitude\?to=([0-9a-f-]+)#say"', shown))

    assert await offered(member) == {owner.id, other.id}
    assert await offered(other) == {owner.id, member.id}
    assert await offered(await world.person()) == await offered(None) == set()
    form = await page(world, owner, f"{base}/gratitude?to={member.id}")
    assert re.findall(r'<option value="([0-9a-f-]+)" selected', form) == [member.id]
    own = await page(world, owner, f"{base}/gratitude?to={owner.id}")
    assert f'value="{owner.id}"' not in own
    archived = "UPDATE circles.circle SET state = 'archived', archived_at = now() WHERE id = $1"
    await world.change(archived, circle_id)
    assert await offered(member) == set()


async def test_the_directory_offers_no_thanks_to_an_account_that_is_gone(world):
    owner, gone = await world.person(), await world.person()
    circle_id = await world.circle(owner)
    await world.member(circle_id, gone)
    await world.change("UPDATE identity.account SET state = 'deactivated' WHERE id = $1", gone.account_id)
    assert "gratitude?to=" not in await page(world, owner, f"/circles/{circle_id}/members")
