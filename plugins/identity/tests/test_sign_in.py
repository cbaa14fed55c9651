"""Signing in: locked after failures, the same for everybody, and only ever on to pages of this site."""

import asyncio

import pytest
from commonweal import UnitOfWork, new_id
from commonweal_identity.humans.visitors import device_of, network_of, safe_next
from hypothesis import given
from hypothesis import strategies as st

from .people import API, PASSWORD, site_of

NEW = "Other-Pool-2027"


async def tokens(client, email="ana@example.org", password=PASSWORD, **more):
    return await client.post(f"{API}/tokens", json={"email": email, "password": password, **more})


async def test_five_failures_lock_however_parallel_they_are_and_the_right_password_too(site):
    await site.add()
    client = site.person().client
    answers = await asyncio.gather(*(tokens(client, password=f"Wrong-{n}-Aa1") for n in range(12)))
    assert sorted(answer.status_code for answer in answers) == [401] * 5 + [429] * 7
    locked = await tokens(client)
    assert (locked.status_code, locked.json()["code"]) == (429, "rate_limited")
    assert 0 < int(locked.headers["retry-after"]) <= 900
    await site.change("UPDATE identity.attempt SET locked_until = now(), failed_at = '{}'")
    assert (await tokens(client)).status_code == 201
    assert await site.value("SELECT count(*) FROM identity.attempt") == 0


async def test_an_unknown_address_locks_alike_and_costs_as_much(site):
    await site.add("known@example.org")
    await site.add("gone@example.org")
    await site.change(
        "UPDATE identity.account SET state = 'suspended' WHERE id = "
        "(SELECT id FROM identity.human WHERE email = 'gone@example.org')"
    )
    client = site.person().client
    seen = []
    for email, password in (
        ("known@example.org", "Wrong-2026"),
        ("unknown@example.org", "Wrong-2026"),
        ("no address at all", "Wrong-2026"),
        ("gone@example.org", PASSWORD),
    ):
        before = site.hasher.computed
        answers = [await tokens(client, email, password) for _ in range(6)]
        bodies = [{**answer.json(), "request_id": "", "detail": ""} for answer in answers]
        seen.append(([answer.status_code for answer in answers], bodies, site.hasher.computed - before))
    assert all(each == seen[0] for each in seen)
    assert seen[0][0] == [401] * 5 + [429]
    assert seen[0][2] == 5


async def test_signing_in_asks_the_database_as_often_for_an_unknown_address(site, monkeypatch):
    await site.add("known@example.org")
    asked = []
    for name in ("fetch", "fetch_row", "fetch_value", "execute"):
        original = getattr(UnitOfWork, name)

        def counted(work, sql, *given, original=original):
            asked.append(sql)
            return original(work, sql, *given)

        monkeypatch.setattr(UnitOfWork, name, counted)
    seen = []
    for email in ("known@example.org", "unknown@example.org"):
        for send in (
            lambda client, email: tokens(client, email, "Wrong-2026"),
            lambda client, email: client.post(f"{API}/password-resets", json={"email": email}),
            lambda client, email: client.post(
                f"{API}/registrations",
                json={
                    "email": email,
                    "password": PASSWORD,
                    "display_name": "Ana",
                    "is_adult": True,
                    "accepts_terms": True,
                },
            ),
        ):
            asked.clear()
            await send(site.person().client, email)
            seen.append([sql for sql in asked if "identity." in sql or "task_request" in sql])
    assert seen[:3] == seen[3:]
    assert all(seen)


@pytest.mark.parametrize(
    "text", ["\0", "\0@example.org", "a\0b@example.org", "\u202e", "\U0001f600", "%00", "'--"]
)
async def test_strange_letters_are_refused_and_break_nothing(site, text):
    await site.add()
    client = site.person().client
    bodies = {
        "tokens": {"email": text.ljust(3, "x"), "password": text},
        "tokens/refresh": {"refresh_token": text},
        "password-resets": {"email": text.ljust(3, "x")},
        f"password-resets/{new_id()}/confirmation": {"code": text, "password": text},
        f"registrations/{new_id()}/confirmation": {"code": text},
        "registrations": {
            "email": text.ljust(3, "x"),
            "password": PASSWORD + text,
            "display_name": f"Ana{text}",
            "is_adult": True,
            "accepts_terms": True,
        },
    }
    for path, body in bodies.items():
        assert (await client.post(f"{API}/{path}", json=body)).status_code in {401, 422}, path
    named = {**bodies["registrations"], "email": "ana@example.org"}
    assert (await client.post(f"{API}/registrations", json=named)).status_code == 202
    with_code = await tokens(client, code=text)
    assert with_code.status_code == 201
    assert (await site.person().sign_in(text, text, next=text)).status_code == 422
    headers = {
        "authorization": f"Bearer {text.encode('utf-8', 'replace').decode('latin-1')}".encode("latin-1")
    }
    assert (await client.get(f"{API}/sessions", headers=headers)).status_code == 401


async def test_a_success_forgets_failures(site):
    await site.add()
    client = site.person().client
    for _ in range(3):
        for _ in range(4):
            assert (await tokens(client, password="Wrong-2026")).status_code == 401
        assert (await tokens(client)).status_code == 201


async def test_a_key_on_the_request_does_not_undo_the_count(site):
    await site.add()
    client = site.person(idempotency_key="same").client
    for _ in range(5):
        assert (await tokens(client, password="Wrong-2026")).status_code == 401
    assert (await tokens(client)).status_code == 429


async def test_a_forgotten_password_is_replaced_and_every_session_ends(site):
    human = await site.add()
    ana, thief = site.person(), site.person()
    await thief.sign_in()
    asked = await ana.send("/forgotten", email="ANA@example.org")
    code = await site.code("ana@example.org")
    assert (await ana.send(asked.headers["location"], code=code, password="weak")).status_code == 422
    done = await ana.send(asked.headers["location"], code=code, password=NEW)
    assert (done.status_code, done.headers["location"]) == (303, "/sign-in")
    assert (await thief.see("/account")).status_code == 303
    assert (await ana.sign_in(password=PASSWORD)).status_code == 422
    assert (await ana.sign_in(password=NEW)).status_code == 303
    assert await site.events("password_changed") == 1
    assert (await site.mails("ana@example.org"))[0].subject == "Your password was changed"
    assert await site.value("SELECT count(*) FROM identity.session WHERE human_id = $1", human) == 2


async def test_a_new_password_ends_the_other_sessions_and_needs_the_old_one(site):
    await site.add()
    ana, other = site.person(), site.person()
    await ana.sign_in()
    await other.sign_in()
    page = "/account/security/password"
    wrong = await ana.send(page, password="Wrong-2026", new_password=NEW)
    assert wrong.status_code == 422
    assert "This is not your password" in wrong.text
    weak = await ana.send(page, password=PASSWORD, new_password="alllower1")
    assert weak.status_code == 422
    assert (await ana.send(page, password=PASSWORD, new_password=NEW)).status_code == 303
    assert (await ana.see("/account")).status_code == 200
    assert (await other.see("/account")).headers["location"].startswith("/sign-in?next=")


async def test_an_address_changes_with_a_code_that_went_there(site):
    await site.add()
    await site.add("bo@example.org")
    ana = site.person()
    await ana.sign_in()
    page = "/account/security/address"
    assert (await ana.send(page, password=PASSWORD, email="ana@example.org")).status_code == 422
    taken = await ana.send(page, password=PASSWORD, email="bo@example.org")
    assert taken.status_code == 303
    assert (await site.mails("bo@example.org"))[0].subject == "This address has an account already"
    asked = await ana.send(page, password=PASSWORD, email="new@example.org")
    code = await site.code("new@example.org")
    stranger = site.person()
    await stranger.sign_in("bo@example.org")
    assert (await stranger.send(asked.headers["location"], code=code)).status_code == 422
    assert (await ana.send(asked.headers["location"], code=code)).status_code == 303
    assert (await site.mails("ana@example.org"))[0].subject == "Your address was changed"
    assert (await site.person().sign_in("new@example.org")).status_code == 303
    assert await site.events("address_changed") == 1


async def test_signing_in_leads_on_to_where_one_wanted_to_go_and_nowhere_else(site):
    await site.add()
    for wanted, reached in (
        ("/missions?q=a", "/missions?q=a"),
        ("https://elsewhere.example/", "/account"),
        ("//elsewhere.example", "/account"),
        ("/\\elsewhere.example", "/account"),
        ("javascript:alert(1)", "/account"),
    ):
        answer = await site.person().sign_in(next=wanted)
        assert (answer.status_code, answer.headers["location"]) == (303, reached)


@given(st.text())
def test_whatever_is_asked_for_the_next_page_is_of_this_site(text):
    reached = safe_next(text)
    assert reached.startswith("/")
    assert not reached.startswith(("//", "/\\"))
    assert "\r" not in reached
    assert "\n" not in reached


async def test_a_form_of_another_site_signs_nobody_in_or_out(site):
    await site.add()
    ana = site.person()
    entries = {"email": "ana@example.org", "password": PASSWORD}
    assert (await ana.client.post("/sign-in", data=entries)).status_code == 403
    await ana.sign_in()
    assert (await ana.client.post("/sign-out", data={})).status_code == 403
    assert (await ana.client.delete(f"{API}/sessions")).status_code == 403
    assert (await ana.see("/account")).status_code == 200


async def test_the_sample_accounts_are_shown_only_where_there_are_some(site):
    assert "Sample accounts" not in (await site.person().see("/sign-in")).text
    await site.add(accepted_terms="sample")
    shown = (await site.person().see("/sign-in")).text
    assert "Sample accounts" in shown
    assert "Commonweal-2026" in shown


async def test_signing_in_is_limited_to_ten_in_fifteen_minutes(tmp_path, database, database_settings):
    async with site_of(tmp_path, database, database_settings, COMMONWEAL_WEB__LIMITS="{}") as site:
        client = site.person().client
        answers = [await tokens(client, f"{n}@example.org") for n in range(11)]
    assert [answer.status_code for answer in answers] == [401] * 10 + [429]


def test_devices_and_networks_are_named_as_their_owner_knows_them():
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"
    assert [device_of(each) for each in (firefox, phone, "curl/8.5.0", "")] == [
        "Firefox · Linux",
        "Safari · iPhone",
        "curl",
        "",
    ]
    assert [network_of(each) for each in ("203.0.113.77", "2001:db8:1:2::3", "nonsense")] == [
        "203.0.113.0",
        "2001:db8:1::",
        "",
    ]
