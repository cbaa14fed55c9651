"""Invitations by mail and link: what is kept of them, whom they let in, and when they are over."""

import re

import pytest
from commonweal import MailUnavailable

API = "/api/v1/circles"


async def link_to(world, owner, circle_id):
    return await world.send(owner, "POST", f"/{circle_id}/invitations", {"kind": "link"}, 201)


async def mail_to(world, owner, circle_id, email, status=201, **given):
    body = {"kind": "email", "email": email, **given}
    return await world.send(owner, "POST", f"/{circle_id}/invitations", body, status)


def token_in(mail):
    return re.search(r"/circles/invitations/(\S+)", mail.text)[1]


async def test_of_a_link_only_a_hash_is_kept_and_it_lets_one_in_once(world):
    owner, first, second = await world.person(), await world.person(), await world.person()
    circle_id = await world.circle(owner, visibility="private", name="Vecinos del río")
    made = await link_to(world, owner, circle_id)
    assert len(made["token"]) >= 32  # 192 bits
    kept = await world.rows("SELECT i::text FROM circles.invitation AS i")
    assert made["token"] not in str(kept)
    seen = await world.get(None, f"/invitations/{made['token']}")
    assert (seen["circle"]["name"], seen["circle"]["untrusted"]) == ("Vecinos del río", True)
    assert "welcome" not in seen["circle"]
    assert await world.value("SELECT used_at FROM circles.invitation WHERE id = $1", made["id"]) is None
    path = f"/invitations/{made['token']}"
    await world.send(None, "POST", path, status=401)
    accepted = await world.send(first, "POST", path)
    assert accepted == {"circle_id": str(circle_id), "state": "active", "role": "member"}
    for reader in (first, second, None):
        assert (await world.get(reader, path, 410))["code"] == "circle_invitation_over"
    await world.send(second, "POST", path, status=410)
    await world.get(second, f"/{circle_id}/members", 404)


async def test_an_invitation_that_is_over_reads_like_one_that_never_was(world, clock):
    owner, reader = await world.person(), await world.person()
    circle_id = await world.circle(owner, visibility="private")
    used, withdrawn, late = [await link_to(world, owner, circle_id) for _ in range(3)]
    await world.send(await world.person(), "POST", f"/invitations/{used['token']}")
    await world.send(owner, "DELETE", f"/{circle_id}/invitations/{withdrawn['id']}", status=204)
    await clock.forward(days=8)
    answers = []
    for token in (used["token"], withdrawn["token"], late["token"], "x" * 32, "%00", "%F0%9F%8C%8A"):
        found = await world.get(reader, f"/invitations/{token}", 410)
        answers.append({name: found[name] for name in found if name not in ("request_id", "instance")})
        await world.send(reader, "POST", f"/invitations/{token}", status=410)
    assert all(each == answers[0] for each in answers)


async def test_a_member_who_opens_a_link_leaves_it_for_somebody_else(world):
    owner, other = await world.person(), await world.person()
    circle_id = await world.circle(owner, visibility="private")
    made = await link_to(world, owner, circle_id)
    await world.send(owner, "POST", f"/invitations/{made['token']}")
    assert (await world.send(other, "POST", f"/invitations/{made['token']}"))["state"] == "active"


async def test_a_link_does_not_let_in_whoever_is_banned(world):
    owner, person = await world.person(), await world.person()
    circle_id = await world.circle(owner, visibility="private")
    await world.member(circle_id, person, state="banned")
    made = await link_to(world, owner, circle_id)
    await world.get(person, f"/invitations/{made['token']}", 410)
    await world.send(person, "POST", f"/invitations/{made['token']}", status=410)
    assert (await world.send(await world.agent(), "POST", f"/invitations/{made['token']}"))[
        "state"
    ] == "active"


async def test_the_links_of_whoever_leaves_are_over(world):
    owner, member = await world.person(), await world.person()
    circle_id = await world.circle(owner)
    await world.member(circle_id, member)
    made = await link_to(world, member, circle_id)
    await world.send(member, "DELETE", f"/{circle_id}/me")
    await world.get(None, f"/invitations/{made['token']}", 410)
    await world.send(member, "POST", f"/{circle_id}/members", {})
    await world.get(None, f"/invitations/{made['token']}", 410)


@pytest.mark.parametrize(
    ("locale", "subject"),
    [
        ("en", "Rosa Vega invites you to the circle Vecinos del río"),
        ("es", "Rosa Vega te invita al círculo Vecinos del río"),
        ("zh-Hans", "Rosa Vega邀请你加入圈子“Vecinos del río”"),
    ],
)
async def test_the_mail_is_written_in_the_language_chosen_for_it_and_its_link_lets_in(
    world, outbox, locale, subject
):
    owner, person = await world.person(name="Rosa Vega"), await world.person()
    circle_id = await world.circle(owner, visibility="private", name="Vecinos del río")
    made = await mail_to(world, owner, circle_id, f"{locale}@example.org", locale=locale)
    assert made["token"] == ""
    await world.site.settle()
    [mail] = outbox.to(f"{locale}@example.org")
    assert mail.subject == subject
    assert "http://localhost:8000/circles/invitations/" in mail.text
    assert (await world.send(person, "POST", f"/invitations/{token_in(mail)}"))["state"] == "active"
    assert await world.value("SELECT email FROM circles.invitation WHERE id = $1", made["id"]) is None


async def test_the_answer_is_the_same_whether_or_not_the_address_has_an_account(world, outbox):
    owner, known = await world.person(), await world.person()
    circle_id = await world.circle(owner)
    made = [
        await mail_to(world, owner, circle_id, email)
        for email in (f"{known.account_id}@example.org", "nobody@example.org")
    ]
    assert [set(each) for each in made] == [set(made[0])] * 2
    assert [each["state"] for each in made] == ["invited", "invited"]
    await world.site.settle()
    texts = {
        outbox.to(email)[0].subject for email in (f"{known.account_id}@example.org", "nobody@example.org")
    }
    assert len(texts) == 1
    places = await world.rows("SELECT account_id FROM circles.member WHERE circle_id = $1", circle_id)
    assert places == [(owner.account_id,)]


async def test_a_mail_that_was_sent_again_after_a_failure_works(world, outbox):
    owner, person = await world.person(), await world.person()
    circle_id = await world.circle(owner)
    made = await mail_to(world, owner, circle_id, "again@example.org")
    outbox.fail_next(MailUnavailable("away"))
    with pytest.raises(MailUnavailable):
        await world.site.settle()
    await world.site.run_task("circles.send_invitation", invitation_id=made["id"])
    [mail] = outbox.to("again@example.org")
    assert (await world.send(person, "POST", f"/invitations/{token_in(mail)}"))["state"] == "active"


async def test_one_address_gets_one_mail_of_one_member_and_none_once_it_is_withdrawn(world, outbox):
    owner = await world.person()
    circle_id = await world.circle(owner)
    first = await mail_to(world, owner, circle_id, "Twice@example.org")
    again = await mail_to(world, owner, circle_id, "twice@example.org")
    assert first["id"] == again["id"]
    await world.send(owner, "DELETE", f"/{circle_id}/invitations/{first['id']}", status=204)
    await world.site.settle()
    assert outbox.to("Twice@example.org") == []
    assert await world.value("SELECT email FROM circles.invitation WHERE id = $1", first["id"]) is None


async def test_an_address_is_forgotten_when_its_invitation_runs_out(world, clock):
    owner = await world.person()
    circle_id = await world.circle(owner)
    made = await mail_to(world, owner, circle_id, "late@example.org")
    await clock.forward(days=8)
    await world.site.run_task("circles.close_invitations")
    assert await world.value("SELECT email FROM circles.invitation WHERE id = $1", made["id"]) is None


async def test_only_who_sent_a_mail_sees_its_address(world):
    owner, member = await world.person(), await world.person()
    circle_id = await world.circle(owner)
    await world.member(circle_id, member)
    await mail_to(world, member, circle_id, "mine@example.org")
    [mine] = (await world.get(member, f"/{circle_id}/invitations"))["items"]
    [theirs] = (await world.get(owner, f"/{circle_id}/invitations"))["items"]
    assert (mine["email"], theirs["email"], theirs["id"]) == ("mine@example.org", "", mine["id"])


@pytest.mark.parametrize(
    "email",
    ["", "ana", "ana@", "@example.org", "a b@example.org", "ana@example.org\r\nBcc: x@y.org", "ana@x"],
)
async def test_what_is_no_address_is_refused(world, email):
    owner = await world.person()
    circle_id = await world.circle(owner)
    wrong = await mail_to(world, owner, circle_id, email, 422)
    assert wrong["errors"][0]["pointer"] == "/email"


async def test_no_mail_brings_words_that_review_has_not_approved(world):
    owner = await world.person()
    circle_id = await world.circle(owner, review_status="flagged")
    refused = await mail_to(world, owner, circle_id, "ana@example.org", 422)
    assert "by name or with a link" in refused["errors"][0]["detail"]
    await link_to(world, owner, circle_id)


async def test_a_circle_named_with_line_breaks_makes_no_header(world, outbox):
    owner = await world.person(name="Eva")
    circle_id = await world.circle(owner, name="River\r\nBcc: everybody@example.org")
    await mail_to(world, owner, circle_id, "header@example.org")
    await world.site.settle()
    [mail] = outbox.to("header@example.org")
    assert mail.subject == "Eva invites you to the circle River Bcc: everybody@example.org"


async def test_more_invitations_than_a_day_allows_are_refused(world):
    owner = await world.person()
    circle_id = await world.circle(owner)
    await world.change(
        """INSERT INTO circles.invitation (id, circle_id, kind, token_hash, locale, invited_by, expires_at)
        SELECT gen_random_uuid(), $1, 'link', n::text::bytea, 'en', $2, now() + interval '1 day'
        FROM generate_series(1, 50) AS n""",
        *(circle_id, owner.account_id),
    )
    for body in (
        {"kind": "link"},
        {"kind": "email", "email": "more@example.org"},
        {"kind": "account", "account_id": str((await world.person()).account_id)},
    ):
        refused = await world.send(owner, "POST", f"/{circle_id}/invitations", body, 429)
        assert refused["code"] == "circle_full_of_invitations"
