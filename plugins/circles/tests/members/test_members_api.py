"""Joining, asking, inviting, leaving, roles and bans over the API."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from commonweal import new_id

MEMBERS = "SELECT members FROM circles.circle WHERE id = $1"
STATE = "SELECT state FROM circles.member WHERE circle_id = $1 AND account_id = $2"


async def act(world, principal, circle_id, method, path, body=None, status=200):
    return await world.send(principal, method, f"/{circle_id}{path}", body, status)


async def state_of(world, circle_id, principal):
    return await world.value(STATE, circle_id, principal.account_id)


async def causes(world, circle_id):
    return [each["cause"] for each in await changes(world, circle_id)]


async def changes(world, circle_id):
    """Return what was told of memberships of a circle, oldest first."""
    told = [msgspec.json.decode(data) for (data,) in await world.events("circles.membership_changed")]
    return [each for each in told if each["circle_id"] == str(circle_id)]


async def test_whoever_joins_an_open_circle_is_counted_once_however_often_they_ask(world):
    circle_id, person = await world.circle(), await world.person()
    for _ in range(2):
        joined = await act(world, person, circle_id, "POST", "/members", {})
        assert (joined["state"], joined["role"], joined["level"]) == ("active", "member", "threads")
    assert await world.value(MEMBERS, circle_id) == 2
    assert await causes(world, circle_id) == ["joined"]


async def test_an_agent_joins_as_itself_and_is_listed_with_its_owner(world):
    circle_id, agent = await world.circle(), await world.agent()
    await act(world, agent, circle_id, "POST", "/members", {})
    listed = await world.get(None, f"/{circle_id}/members")
    shown = next(each for each in listed["items"] if each["account"]["id"] == str(agent.account_id))
    assert (shown["account"]["kind"], shown["account"]["owner_name"]) == ("agent", f"Owner of {agent.name}")
    assert shown["untrusted"] is True


async def test_where_a_moderator_decides_one_asks_and_is_let_in_or_not(world):
    owner, [first, second, third] = await world.person(), [await world.person() for _ in range(3)]
    circle_id = await world.circle(owner, joining="request")
    for asker in (first, second, third):
        asked = await act(world, asker, circle_id, "POST", "/members", {"request": "I live by the river."})
        assert asked["state"] == "requested"
    waiting = await world.get(owner, f"/{circle_id}/members", state="requested")
    assert [each["request"] for each in waiting["items"]] == ["I live by the river."] * 3
    await act(world, owner, circle_id, "POST", f"/requests/{first.account_id}/approve")
    await act(world, owner, circle_id, "POST", f"/requests/{second.account_id}/decline")
    await act(world, third, circle_id, "DELETE", "/me")
    assert [await state_of(world, circle_id, each) for each in (first, second, third)] == [
        "active",
        "left",
        "left",
    ]
    assert await causes(world, circle_id) == [
        *["requested"] * 3,
        "request_approved",
        "request_declined",
        "request_withdrawn",
    ]
    requests = await world.rows("SELECT DISTINCT request FROM circles.member WHERE circle_id = $1", circle_id)
    assert requests == [("",)]
    await act(world, owner, circle_id, "POST", f"/requests/{second.account_id}/approve", status=409)


async def test_only_moderators_see_who_asks_and_decide(world):
    circle_id, member, asker = (
        await world.circle(joining="request"),
        await world.person(),
        await world.person(),
    )
    await world.member(circle_id, member)
    await act(world, asker, circle_id, "POST", "/members", {})
    await world.get(member, f"/{circle_id}/members", 403, state="requested")
    await act(world, member, circle_id, "POST", f"/requests/{asker.account_id}/approve", status=403)


async def test_too_long_a_request_is_refused_with_what_to_change(world):
    circle_id = await world.circle(joining="request")
    wrong = await act(
        world, await world.person(), circle_id, "POST", "/members", {"request": "x" * 501}, status=422
    )
    assert wrong["errors"][0]["pointer"] == "/request"


async def test_an_invitation_that_meets_a_request_makes_a_member_and_so_the_other_way_round(world):
    owner, asker, invited = await world.person(), await world.person(), await world.person()
    circle_id = await world.circle(owner, joining="request")
    await act(world, asker, circle_id, "POST", "/members", {})
    sent = {"kind": "account", "account_id": str(asker.account_id)}
    assert (await act(world, owner, circle_id, "POST", "/invitations", sent, 201))["state"] == "active"
    sent["account_id"] = str(invited.account_id)
    assert (await act(world, owner, circle_id, "POST", "/invitations", sent, 201))["state"] == "invited"
    assert (await act(world, invited, circle_id, "POST", "/members", {}))["state"] == "active"
    assert await causes(world, circle_id) == [
        "requested",
        "request_approved",
        "invited",
        "invitation_accepted",
    ]


async def test_an_agent_is_invited_by_its_username_and_a_person_by_name(world):
    owner, agent, person = await world.person(), await world.agent(), await world.person(name="Ana María Uno")
    circle_id = await world.circle(owner)
    username = await world.value("SELECT username FROM identity.agent WHERE id = $1", agent.account_id)
    for handle, invited in ((username, agent), ("@ana_maria_uno", person)):
        sent = {"kind": "account", "handle": handle}
        made = await act(world, owner, circle_id, "POST", "/invitations", sent, 201)
        assert made["id"] == str(invited.account_id)
    sent = {"kind": "account", "handle": "nobody_at_all"}
    wrong = await act(world, owner, circle_id, "POST", "/invitations", sent, 422)
    assert wrong["errors"][0]["pointer"] == "/handle"


async def test_people_who_keep_their_page_private_are_not_found_by_name(world):
    owner, person = await world.person(), await world.person(name="Berta Privada Dos")
    circle_id = await world.circle(owner)
    await world.change("UPDATE identity.human SET portfolio = 'private' WHERE id = $1", person.account_id)
    sent = {"kind": "account", "handle": "Berta_Privada_Dos"}
    await act(world, owner, circle_id, "POST", "/invitations", sent, 422)
    sent = {"kind": "account", "account_id": str(person.account_id)}
    await act(world, owner, circle_id, "POST", "/invitations", sent, 201)


async def test_who_may_invite_is_the_circles_choice(world):
    owner, member, guest = await world.person(), await world.person(), await world.person()
    circle_id = await world.circle(owner, invites="moderators")
    await world.member(circle_id, member)
    sent = {"kind": "account", "account_id": str(guest.account_id)}
    await act(world, member, circle_id, "POST", "/invitations", sent, 403)
    await act(world, guest, circle_id, "POST", "/invitations", sent, 403)
    await act(world, owner, circle_id, "POST", "/invitations", sent, 201)


async def test_an_invitation_is_withdrawn_by_who_sent_it_or_a_moderator_alone(world):
    owner, member, other, guest = [await world.person() for _ in range(4)]
    circle_id = await world.circle(owner)
    for each in (member, other):
        await world.member(circle_id, each)
    sent = {"kind": "account", "account_id": str(guest.account_id)}
    await act(world, member, circle_id, "POST", "/invitations", sent, 201)
    path = f"/invitations/{guest.account_id}"
    assert (await act(world, other, circle_id, "GET", "/invitations"))["items"] == []
    [waiting] = (await act(world, member, circle_id, "GET", "/invitations"))["items"]
    assert (waiting["id"], waiting["kind"]) == (str(guest.account_id), "account")
    link = await act(world, member, circle_id, "POST", "/invitations", {"kind": "link"}, 201)
    seen, cursor = [], {}
    while cursor is not None:
        part = await world.get(owner, f"/{circle_id}/invitations", limit=1, **cursor)
        seen += [each["id"] for each in part["items"]]
        cursor = {"cursor": part["next_cursor"]} if part["next_cursor"] else None
    assert seen == [link["id"], str(guest.account_id)]
    await act(world, other, circle_id, "DELETE", path, status=404)
    await act(world, owner, circle_id, "DELETE", path, status=204)
    assert await state_of(world, circle_id, guest) == "left"
    await act(world, member, circle_id, "POST", "/invitations", sent, 429)  # who was asked today


async def test_a_private_circle_is_there_for_the_invited_and_gone_once_they_decline(world):
    owner, guest = await world.person(), await world.person()
    circle_id = await world.circle(owner, visibility="private")
    await act(world, guest, circle_id, "POST", "/members", {}, 404)
    sent = {"kind": "account", "account_id": str(guest.account_id)}
    await act(world, owner, circle_id, "POST", "/invitations", sent, 201)
    [invited] = (await world.get(guest, "/mine", state="invited"))["items"]
    assert (invited["id"], invited["invited_by"]["id"]) == (str(circle_id), str(owner.account_id))
    await world.get(guest, f"/{circle_id}/members", 404)
    await act(world, guest, circle_id, "DELETE", "/me")
    await act(world, guest, circle_id, "POST", "/members", {}, 404)
    assert (await world.get(guest, "/mine", state="invited"))["items"] == []


async def test_the_owner_hands_over_before_leaving(world):
    owner, heir, agent = await world.person(), await world.person(), await world.agent()
    circle_id = await world.circle(owner)
    await world.member(circle_id, heir)
    await world.member(circle_id, agent)
    assert (await act(world, owner, circle_id, "DELETE", "/me", status=409))["code"] == "circle_last_owner"
    for wrong in (agent.account_id, new_id()):
        await act(world, owner, circle_id, "POST", "/owner", {"account_id": str(wrong)}, 422)
    await act(world, heir, circle_id, "POST", "/owner", {"account_id": str(heir.account_id)}, 403)
    given = await act(world, owner, circle_id, "POST", "/owner", {"account_id": str(heir.account_id)})
    assert given["role"] == "owner"
    roles = dict(
        await world.rows("SELECT account_id, role FROM circles.member WHERE circle_id = $1", circle_id)
    )
    assert roles == {owner.account_id: "admin", heir.account_id: "owner", agent.account_id: "member"}
    await act(world, owner, circle_id, "DELETE", "/me")
    assert await world.value(MEMBERS, circle_id) == 2


async def test_an_owner_leaves_an_archived_circle_in_which_nobody_else_is(world):
    owner = await world.person()
    circle_id = await world.circle(owner)
    assert (await act(world, owner, circle_id, "DELETE", "/me", status=409))["code"] == "circle_last_owner"
    await world.change(
        "UPDATE circles.circle SET state = 'archived', archived_at = now() WHERE id = $1", circle_id
    )
    await act(world, owner, circle_id, "DELETE", "/me")
    assert await world.value(MEMBERS, circle_id) == 0


@pytest.mark.parametrize(
    ("actor", "subject", "given", "status"),
    [
        ("owner", "member", "admin", 200),
        ("owner", "admin", "member", 200),
        ("admin", "member", "moderator", 200),
        ("admin", "moderator", "member", 200),
        ("admin", "member", "admin", 403),
        ("admin", "admin", "member", 403),
        ("moderator", "member", "moderator", 403),
        ("moderator", "admin", "member", 403),
        ("member", "member", "moderator", 403),
        ("owner", "member", "owner", 403),
    ],
)
async def test_a_role_is_given_by_a_greater_one(world, actor, subject, given, status):
    people = {"owner": await world.person()}
    circle_id = await world.circle(people["owner"])
    target = await world.person()
    await world.member(circle_id, target, role=subject)
    if actor != "owner":
        people[actor] = await world.person()
        await world.member(circle_id, people[actor], role=actor)
    path = f"/members/{target.account_id}"
    await act(world, people[actor], circle_id, "PATCH", path, {"role": given}, status)
    role = await world.value(
        "SELECT role FROM circles.member WHERE circle_id = $1 AND account_id = $2",
        *(circle_id, target.account_id),
    )
    assert role == (given if status == 200 else subject)
    log = await world.rows("SELECT act, details FROM circles.act WHERE circle_id = $1", circle_id)
    assert len(log) == (status == 200)


async def test_a_ban_holds_for_members_the_invited_who_asked_and_strangers_until_it_is_lifted(world):
    owner = await world.person()
    circle_id = await world.circle(owner, joining="request")
    found = {state: await world.person() for state in ("active", "invited", "requested", "left", "stranger")}
    for state, person in found.items():
        if state != "stranger":
            await world.member(circle_id, person, state=state)
    for person in found.values():
        body = {"account_id": str(person.account_id), "reason": "Spam in every thread"}
        assert (await act(world, owner, circle_id, "POST", "/bans", body))["state"] == "banned"
        assert (await act(world, person, circle_id, "POST", "/members", {}, 403))["code"] == "circle_banned"
        sent = {"kind": "account", "account_id": str(person.account_id)}
        await act(world, owner, circle_id, "POST", "/invitations", sent, 422)
        await act(world, owner, circle_id, "POST", f"/requests/{person.account_id}/approve", status=409)
        assert await state_of(world, circle_id, person) == "banned"
    assert await world.value(MEMBERS, circle_id) == 1
    banned = await world.get(owner, f"/{circle_id}/members", state="banned")
    assert {each["ban_reason"] for each in banned["items"]} == {"Spam in every thread"}
    for person in found.values():
        await act(world, owner, circle_id, "DELETE", f"/bans/{person.account_id}")
        assert (await act(world, person, circle_id, "POST", "/members", {}))["state"] == "requested"


async def test_a_ban_ends_by_itself_when_read_and_by_the_schedule(world, clock):
    owner, early, late = await world.person(), await world.person(), await world.person()
    circle_id = await world.circle(owner)
    until = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    for person in (early, late):
        body = {"account_id": str(person.account_id), "reason": "Too loud", "until": until}
        await act(world, owner, circle_id, "POST", "/bans", body)
    await clock.forward(days=1, minutes=1)
    assert (await world.get(owner, f"/{circle_id}/members", state="banned"))["items"] == []
    await act(world, early, circle_id, "POST", "/members", {})
    await world.site.run_task("circles.end_bans")
    assert await state_of(world, circle_id, early) == "active"
    assert await state_of(world, circle_id, late) == "left"
    assert await causes(world, circle_id) == ["banned", "banned", "ban_lifted", "joined", "ban_lifted"]
    lifted = [each for each in await changes(world, circle_id) if each["cause"] == "ban_lifted"]
    assert [each["by"] for each in lifted] == [None, None]


async def test_a_ban_that_ends_before_it_begins_is_refused(world):
    owner, circle_id = await world.person(), None
    circle_id = await world.circle(owner)
    body = {"account_id": str((await world.person()).account_id), "reason": "Too loud"}
    for until in ("2020-01-01T00:00:00Z", "2090-01-01T00:00:00", "9999-12-31T23:59:59-12:00"):
        wrong = await act(world, owner, circle_id, "POST", "/bans", {**body, "until": until}, 422)
        assert wrong["errors"][0]["pointer"] == "/until"


async def test_nobody_bans_themselves_an_equal_or_an_account_that_is_none(world):
    owner, admin, other = await world.person(), await world.person(), await world.person()
    circle_id = await world.circle(owner)
    for each in (admin, other):
        await world.member(circle_id, each, role="admin")
    for target, status in ((owner, 403), (admin, 403), (other, 403)):
        body = {"account_id": str(target.account_id), "reason": "No reason"}
        await act(world, admin, circle_id, "POST", "/bans", body, status)
    body = {"account_id": str(new_id()), "reason": "No reason"}
    await act(world, admin, circle_id, "POST", "/bans", body, 422)


async def test_the_invitations_of_whoever_is_banned_are_withdrawn(world):
    owner, member, guest = await world.person(), await world.person(), await world.person()
    circle_id = await world.circle(owner, visibility="private")
    await world.member(circle_id, member)
    sent = {"kind": "account", "account_id": str(guest.account_id)}
    await act(world, member, circle_id, "POST", "/invitations", sent, 201)
    link = await act(world, member, circle_id, "POST", "/invitations", {"kind": "link"}, 201)
    body = {"account_id": str(member.account_id), "reason": "Spam by mail"}
    await act(world, owner, circle_id, "POST", "/bans", body)
    assert await state_of(world, circle_id, guest) == "left"
    await act(world, guest, circle_id, "POST", "/members", {}, 404)
    assert (await world.get(guest, f"/invitations/{link['token']}", 410))["code"] == "circle_invitation_over"


async def test_an_archived_circle_refuses_all_but_leaving(world):
    owner, member, guest, asker = [await world.person() for _ in range(4)]
    circle_id = await world.circle(owner)
    await world.member(circle_id, member)
    await world.member(circle_id, guest, state="invited")
    await world.member(circle_id, asker, state="requested")
    link = await act(world, owner, circle_id, "POST", "/invitations", {"kind": "link"}, 201)
    await world.change(
        "UPDATE circles.circle SET state = 'archived', archived_at = now() WHERE id = $1", circle_id
    )
    body = {"account_id": str(member.account_id), "reason": "No reason"}
    for principal, method, path, sent in [
        (guest, "POST", "/members", {}),
        (await world.person(), "POST", "/members", {}),
        (owner, "POST", "/bans", body),
        (owner, "POST", f"/requests/{asker.account_id}/approve", None),
        (owner, "POST", "/owner", {"account_id": str(member.account_id)}),
        (owner, "POST", "/invitations", {"kind": "link"}),
        (owner, "PATCH", f"/members/{member.account_id}", {"role": "admin"}),
        (owner, "POST", f"/members/{member.account_id}/remove", {}),
        (member, "PUT", "/me", {"level": "all"}),
    ]:
        refused = await act(world, principal, circle_id, method, path, sent, 409)
        assert refused["code"] == "circle_archived", path
    accepted = await world.send(await world.person(), "POST", f"/invitations/{link['token']}", status=409)
    assert accepted["code"] == "circle_archived"
    for principal in (member, guest, asker):
        assert (await act(world, principal, circle_id, "DELETE", "/me"))["state"] == "left"


@pytest.mark.parametrize("who", ["suspended person", "suspended agent", "agent of a suspended owner"])
async def test_accounts_that_cannot_act_do_not_come_in(world, who):
    owner = await world.person()
    circle_id = await world.circle(owner)
    asking = await world.circle(owner, joining="request")
    account = await (world.person() if who == "suspended person" else world.agent())
    await act(world, account, asking, "POST", "/members", {})
    await world.change(
        "UPDATE identity.account SET state = 'suspended' WHERE id = $1 OR ($2 AND id ="
        " (SELECT owner_id FROM identity.agent WHERE id = $1))"
        if who.startswith("agent")
        else "UPDATE identity.account SET state = 'suspended' WHERE id = $1 AND NOT $2",
        *(account.account_id, who.startswith("agent")),
    )
    if who.startswith("agent"):
        await world.change("UPDATE identity.account SET state = 'active' WHERE id = $1", account.account_id)
    await act(world, account, circle_id, "POST", "/members", {}, 403)
    sent = {"kind": "account", "account_id": str(account.account_id)}
    await act(world, owner, circle_id, "POST", "/invitations", sent, 422)
    await act(world, owner, asking, "POST", f"/requests/{account.account_id}/approve", status=422)
    assert await state_of(world, asking, account) == "requested"


async def test_one_chooses_of_what_one_is_told(world):
    circle_id, member = await world.circle(), await world.person()
    await world.member(circle_id, member)
    assert (await act(world, member, circle_id, "PUT", "/me", {"level": "mentions"}))["level"] == "mentions"
    await act(world, member, circle_id, "PUT", "/me", {"level": "loud"}, 422)
    await act(world, await world.person(), circle_id, "PUT", "/me", {"level": "all"}, 403)
    [mine] = (await world.get(member, "/mine"))["items"]
    assert (mine["level"], mine["unread"], mine["role"]) == ("mentions", 0, "member")


async def test_members_are_found_by_name_role_and_page_by_page(world):
    owner = await world.person(name="Zoë Quintero")
    circle_id = await world.circle(owner)
    names = ["Álvaro Peña", "Alvaro Ruiz", "Bruno Díaz"]
    for name in names:
        await world.member(circle_id, await world.person(name=name))
    path = f"/{circle_id}/members"

    def shown(answer):
        return [each["account"]["name"] for each in answer["items"]]

    assert shown(await world.get(None, path, q="alvaro")) == ["Álvaro Peña", "Alvaro Ruiz"]
    assert shown(await world.get(None, path, q="ZOE")) == ["Zoë Quintero"]
    assert shown(await world.get(None, path, role="owner")) == ["Zoë Quintero"]
    first = await world.get(None, path, limit=3)
    rest = await world.get(None, path, limit=3, cursor=first["next_cursor"])
    assert shown(first) + shown(rest) == ["Zoë Quintero", *names]
    assert rest["next_cursor"] is None
    await world.get(None, path, 400, limit=3, q="a", cursor=first["next_cursor"])
