"""Archiving with and without the fee given back, restoring, and who may change a circle."""

import asyncio
from collections import Counter

import pytest
from commonweal import Refusal, new_id
from commonweal_circles.members.joining import join
from commonweal_circles.opening.living import archive
from commonweal_circles.settings import CirclesSettings
from commonweal_ledger import api as ledger

FORM = {
    "name": "Friends of the river",
    "description": "Neighbours who look after the river, and count what lives in it again.",
    "domain": "environmental_protection",
}
POST = """
INSERT INTO circles.post (id, circle_id, thread_id, depth, number, path, kind, author_id, author_kind, title,
    text, html, locale, review_status, deleted_at)
VALUES ($1, $2, $1, 0, 1, '{1}', 'discussion', $3, 'human', 'Hello', 'Hello', '', 'en', 'approved', now())
"""


async def opened(world, person, **changes):
    key = {"Idempotency-Key": str(new_id())}
    return (await world.send(person, "POST", "/", {**FORM, **changes}, 201, **key))["id"]


async def spendable(world, account_id):
    async with world.database.read() as work:
        return (await ledger.balance(work, account_id)).spendable_minor


async def archived(world, person, circle_id, status=200):
    return await world.send(person, "POST", f"/{circle_id}/archive", None, status)


async def test_a_circle_that_nobody_used_gives_its_fee_back_once_and_stays_archived(world):
    ana = await world.person(tokens=25)
    circle_id = await opened(world, ana)

    assert (await archived(world, ana, circle_id))["refunded_minor"] == 2500
    assert await spendable(world, ana.account_id) == 2500
    assert (await archived(world, ana, circle_id, 409))["code"] == "circle_archived"
    assert (await world.send(ana, "POST", f"/{circle_id}/restore", None, 409))["code"] == "circle_refunded"
    assert await spendable(world, ana.account_id) == 2500
    assert (await world.get(None, f"/{circle_id}"))["state"] == "archived"
    told = await world.rows(
        "SELECT data ->> 'refunded' FROM kernel.event"
        " WHERE type = 'circles.circle_archived' AND subject = $1",
        circle_id,
    )
    assert told == [("true",)]


async def test_a_pool_gets_its_fee_back(world):
    member = await world.principals.member("manager")
    async with world.database.write() as work:
        await ledger.open_account(work, member.organisation_id, "pool")
        await ledger.fund(
            work,
            key=f"fund:{member.organisation_id}",
            organisation_id=member.organisation_id,
            amount_minor=2500,
            reference=new_id(),
        )
    circle_id = await opened(world, member.principal, organisation_id=str(member.organisation_id))

    await archived(world, member.principal, circle_id)

    assert await spendable(world, member.organisation_id) == 2500


async def somebody_joined(world, circle_id, owner):
    async with world.database.write() as work:
        await join(work, await world.person(), circle_id)


async def somebody_joined_and_left(world, circle_id, owner):
    guest = await world.person()
    async with world.database.write() as work:
        await join(work, guest, circle_id)
    await world.change(
        "UPDATE circles.member SET state = 'left', left_at = now() WHERE account_id = $1", guest.account_id
    )
    await world.change("UPDATE circles.circle SET members = 1 WHERE id = $1", circle_id)


async def something_was_posted_and_deleted(world, circle_id, owner):
    await world.change(POST, new_id(), circle_id, owner.account_id)
    await world.change("UPDATE circles.circle SET newest_post = 1 WHERE id = $1", circle_id)


async def a_day_passed(world, circle_id, owner):
    await world.change(
        "UPDATE circles.circle SET created_at = created_at - interval '24 hours' WHERE id = $1", circle_id
    )


@pytest.mark.parametrize(
    "after", [somebody_joined, somebody_joined_and_left, something_was_posted_and_deleted, a_day_passed]
)
async def test_a_circle_that_was_used_gives_nothing_back_and_can_be_restored(world, after):
    ana = await world.person(tokens=25)
    circle_id = await opened(world, ana)
    await after(world, circle_id, ana)

    assert (await archived(world, ana, circle_id))["refunded_minor"] == 0
    assert await spendable(world, ana.account_id) == 0
    assert (await world.send(ana, "POST", f"/{circle_id}/restore", None))["state"] == "active"
    assert (await world.send(ana, "POST", f"/{circle_id}/restore", None, 409))["code"] == "invalid_transition"
    assert (await archived(world, ana, circle_id))["refunded_minor"] == 0


async def test_an_invitation_that_nobody_answered_does_not_keep_the_fee(world):
    ana, invited = await world.person(tokens=25), await world.person()
    circle_id = await opened(world, ana)
    await world.change(
        "INSERT INTO circles.member (circle_id, account_id, kind, state, invited_at)"
        " VALUES ($1, $2, 'human', 'invited', now())",
        *(circle_id, invited.account_id),
    )

    assert (await archived(world, ana, circle_id))["refunded_minor"] == 2500


async def test_the_hours_of_the_refund_are_a_setting_and_the_clock_counts(world, clock):
    ana = await world.person(tokens=25)
    circle_id = await opened(world, ana)
    await clock.forward(hours=23, minutes=59)

    assert (await archived(world, ana, circle_id))["refunded_minor"] == 2500


async def test_archiving_raced_with_itself_and_with_joining_gives_back_once_or_not_at_all(world):
    owners = [await world.person(tokens=25) for _ in range(20)]
    circles = [await opened(world, owner) for owner in owners]
    settings = CirclesSettings()

    async def act(function, *given):
        try:
            async with world.database.write() as work:
                done = await function(work, *given)
        except Refusal as refusal:
            return refusal.code
        return getattr(done, "refunded_minor", "joined")

    guests = [await world.person() for _ in circles]
    ended = await asyncio.gather(
        *(
            each
            for number, circle_id in enumerate(circles)
            for each in (
                act(archive, settings, owners[number], circle_id),
                act(join, guests[number], circle_id),
                act(archive, settings, owners[number], circle_id),
            )
        )
    )

    for number in range(len(circles)):
        first, joined, second = ended[3 * number : 3 * number + 3]
        assert Counter([first, second])["circle_archived"] == 1
        given = next(each for each in (first, second) if each != "circle_archived")
        assert given == (0 if joined == "joined" else 2500)
        assert await spendable(world, owners[number].account_id) == given
    refunds = sum(each == 2500 for each in ended)
    reversals = await world.value("SELECT count(*) FROM ledger.transaction WHERE type = 'reversal'")
    assert reversals == refunds


@pytest.mark.parametrize("role", ["member", "moderator", "admin"])
async def test_only_the_owner_archives_restores_and_hides(world, role):
    owner, other = await world.person(), await world.person()
    circle_id = await world.circle(owner)
    await world.member(circle_id, other, role=role)  # so that the fee is not given back
    change = {"version": 1, "visibility": "private"}

    assert (await archived(world, other, circle_id, 403))["code"] == "forbidden"
    assert (await world.send(other, "PATCH", f"/{circle_id}", change, 403))["code"] == "forbidden"
    await archived(world, owner, circle_id)
    assert (await world.send(other, "POST", f"/{circle_id}/restore", None, 403))["code"] == "forbidden"


@pytest.mark.parametrize(
    ("role", "status"), [("member", 403), ("moderator", 403), ("admin", 200), ("owner", 200), (None, 403)]
)
async def test_admins_and_the_owner_change_a_public_circle_and_nobody_else(world, role, status):
    owner, other = await world.person(), await world.person()
    circle_id = await world.circle(owner)
    if role and role != "owner":
        await world.member(circle_id, other, role=role)
    asking = owner if role == "owner" else other

    await world.send(asking, "PATCH", f"/{circle_id}", {"version": 1, "slow_seconds": 60}, status)

    slow = await world.value("SELECT slow_seconds FROM circles.circle WHERE id = $1", circle_id)
    assert slow == (60 if status == 200 else 0)


async def test_a_private_circle_is_not_there_for_strangers_who_try_to_change_it(world):
    circle_id = await world.circle(visibility="private")
    stranger = await world.person()
    for method, path, body in (
        ("PATCH", "", {"version": 1, "name": "Mine now"}),
        ("POST", "/archive", None),
        ("POST", "/restore", None),
    ):
        answer = await world.send(stranger, method, f"/{circle_id}{path}", body, 404)
        assert answer["code"] == "not_found"


async def test_a_change_of_what_was_read_before_is_refused(world):
    owner = await world.person()
    circle_id = await world.circle(owner)
    change = {"version": 1, "invites": "moderators"}

    assert (await world.send(owner, "PATCH", f"/{circle_id}", change))["version"] == 2
    assert (await world.send(owner, "PATCH", f"/{circle_id}", change, 409))["code"] == "version_mismatch"
    assert await world.rows(
        "SELECT act, details ->> 'invites' FROM circles.act WHERE circle_id = $1", circle_id
    ) == [("tools_changed", "moderators")]


async def test_new_words_wait_for_review_and_hide_a_public_circle_meanwhile(world):
    owner, member = await world.person(), await world.person()
    circle_id = await world.circle(owner)
    await world.member(circle_id, member)

    changed = await world.send(owner, "PATCH", f"/{circle_id}", {"version": 1, "name": "Friends of the lake"})

    assert changed["review_status"] == "flagged"
    assert (await world.get(member, f"/{circle_id}"))["name"] == "Friends of the lake"
    await world.get(None, f"/{circle_id}", 404)
    again = await world.send(owner, "PATCH", f"/{circle_id}", {"version": 2, "name": "Friends of the sea"})
    assert (again["review_status"], again["version"]) == ("flagged", 3)
    assert await world.rows(
        "SELECT details -> 'fields' ->> 0 FROM circles.act WHERE circle_id = $1", circle_id
    ) == [("name",), ("name",)]


async def test_what_no_word_of_is_changed_stays_approved(world):
    owner = await world.person()
    circle_id = await world.circle(owner)
    box = {"west": 170.0, "south": -10.0, "east": -170.0, "north": 10.0}

    changed = await world.send(owner, "PATCH", f"/{circle_id}", {"version": 1, "joining": "request", **box})

    assert changed["review_status"] == "approved"
    read = await world.get(None, f"/{circle_id}")
    assert (read["west"], read["east"], read["joining"]) == (170.0, -170.0, "request")
    gone = {"version": 2, "west": None, "south": None, "east": None, "north": None}
    await world.send(owner, "PATCH", f"/{circle_id}", gone)
    assert (await world.get(None, f"/{circle_id}"))["north"] is None


async def test_a_change_that_says_what_is_so_already_changes_nothing(world):
    owner = await world.person()
    circle_id = await world.circle(owner)

    same = await world.send(owner, "PATCH", f"/{circle_id}", {"version": 1, "invites": "members"})

    assert same["version"] == 1
    assert await world.value("SELECT count(*) FROM circles.act WHERE circle_id = $1", circle_id) == 0


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"west": 3.0}, "/west"),
        ({"domain": None, "topic": ""}, "/domain"),
        ({"visibility": "private", "joining": "open"}, "/joining"),
        ({"slow_seconds": -1}, "/slow_seconds"),
        ({"slow_seconds": 86_401}, "/slow_seconds"),
        ({"links_most": 51}, "/links_most"),
        ({"name": ""}, "/name"),
    ],
)
async def test_a_wrong_change_names_its_field(world, change, pointer):
    owner = await world.person()
    circle_id = await world.circle(owner, west=1.0, south=1.0, east=3.0, north=2.0)

    answer = await world.send(owner, "PATCH", f"/{circle_id}", {"version": 1, **change}, 422)

    assert [each["pointer"] for each in answer["errors"]] == [pointer]
    assert await world.value("SELECT version FROM circles.circle WHERE id = $1", circle_id) == 1


async def test_a_circle_made_private_is_gone_for_strangers_and_comes_back(world):
    owner, member = await world.person(), await world.person()
    circle_id = await world.circle(owner)
    await world.member(circle_id, member)

    await world.send(owner, "PATCH", f"/{circle_id}", {"version": 1, "visibility": "private"})

    await world.get(None, f"/{circle_id}", 404)
    assert (await world.get(member, f"/{circle_id}"))["joining"] == "invitation"
    await world.send(owner, "PATCH", f"/{circle_id}", {"version": 2, "visibility": "public"})
    assert (await world.get(None, f"/{circle_id}"))["joining"] == "invitation"
    told = await world.rows(
        "SELECT data ->> 'visibility' FROM kernel.event WHERE type = 'circles.circle_edited'"
        " AND subject = $1 ORDER BY sequence",
        circle_id,
    )
    assert told == [("private",), ("public",)]


async def test_nothing_of_an_archived_circle_is_changed(world):
    owner = await world.person()
    circle_id = await world.circle(owner, newest_post=1)
    await archived(world, owner, circle_id)

    answer = await world.send(owner, "PATCH", f"/{circle_id}", {"version": 2, "slow_seconds": 60}, 409)

    assert answer["code"] == "circle_archived"


async def test_two_changes_at_once_do_not_overwrite_each_other(world):
    owner = await world.person()
    circle_id = await world.circle(owner)

    async def send(slow):
        async with world.site.browse(owner) as client:
            body = {"version": 1, "slow_seconds": slow}
            return (await client.patch(f"/api/v1/circles/{circle_id}", json=body)).status_code

    assert Counter(await asyncio.gather(*(send(60 * n) for n in range(1, 6)))) == {200: 1, 409: 4}


async def test_whoever_sees_a_circle_reports_it_and_nobody_else_learns_that_it_is_there(world):
    stranger, member = await world.person(), await world.person()
    public, private = await world.circle(), await world.circle(visibility="private")
    await world.member(private, member)

    async def report(circle_id, reader=stranger):
        async with world.site.browse(reader) as client:
            page = await client.get("/report", params={"kind": "circles.circle", "id": str(circle_id)})
            assert (page.status_code == 200) == (reader is member or circle_id == public)
            body = {"kind": "circles.circle", "id": str(circle_id), "reason": "spam"}
            return (await client.post("/api/v1/review/reports", json=body)).status_code

    assert await report(private) == 404
    assert await report(new_id()) == 404
    assert await report(public) in (200, 201)
    status = "SELECT review_status FROM circles.circle WHERE id = $1"
    assert await world.value(status, public) == "flagged"
    assert await world.value(status, private) == "approved"
    assert await report(private, member) == 201
    assert await world.value(status, private) == "flagged"
