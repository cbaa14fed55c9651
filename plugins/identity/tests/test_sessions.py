"""Sessions: renewed without a race, ended by reuse, listed and ended by their owner."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from commonweal import Refusal, new_id
from commonweal_identity.authentication import authenticate
from commonweal_identity.humans.session_tokens import access_token, read_access_token
from commonweal_identity.keys import Keys
from commonweal_identity.services import identity_of
from hypothesis import given
from hypothesis import strategies as st

from .people import API, PASSWORD

KEYS = Keys(b"a secret of the deployment")


async def signed_in(site):
    person = site.person()
    assert (await person.sign_in()).status_code == 303
    return person


async def grow_old(site, minutes=16):
    ago = timedelta(minutes=minutes)
    await site.change("UPDATE identity.session_secret SET made_at = made_at - $1::interval", ago)


def cookie(person):
    return person.client.cookies["session"]


async def with_cookie(site, value, path="/account"):
    person = site.person()
    person.client.cookies.set("session", value, domain="commonweal.test")
    return await person.see(path), person


async def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(site):
    await site.add()
    answer = await site.person().sign_in()
    set_cookie = next(each for each in answer.headers.get_list("set-cookie") if each.startswith("session="))
    assert {"httponly", "samesite=lax", "path=/"} <= {part.strip().lower() for part in set_cookie.split(";")}


async def test_by_https_the_cookie_belongs_to_this_host_alone(site):
    await site.add()
    person = site.person()
    person.client.base_url = "https://commonweal.test"
    answer = await person.sign_in()
    set_cookie = next(each for each in answer.headers.get_list("set-cookie") if "ession=" in each)
    assert set_cookie.startswith("__Host-session=")
    assert "; secure" in set_cookie.lower()
    assert "domain" not in set_cookie.lower()
    secret = set_cookie.partition("=")[2].partition(";")[0]
    shown, _ = await with_cookie(site, secret)
    assert shown.status_code == 303  # a session begun by https is not taken from a cookie without it


async def test_requests_at_once_with_an_old_cookie_get_one_and_the_same_successor(site):
    await site.add()
    ana = await signed_in(site)
    old = cookie(ana)
    await ana.see("/account")
    await grow_old(site)
    answers = await asyncio.gather(*(with_cookie(site, old) for _ in range(8)))
    assert {shown.status_code for shown, _ in answers} == {200}
    fresh = {person.client.cookies["session"] for _, person in answers}
    assert len(fresh) == 1
    assert old not in fresh
    assert await site.value("SELECT count(*) FROM identity.session_secret") == 2


async def test_the_old_cookie_works_until_the_new_one_is_seen_and_a_little_longer(site):
    await site.add()
    ana = await signed_in(site)
    old = cookie(ana)
    await ana.see("/account")
    await grow_old(site)
    _, person = await with_cookie(site, old)
    assert (await with_cookie(site, old))[0].status_code == 200  # the answer may have been lost
    assert (await person.see("/account")).status_code == 200  # the new one is seen
    assert (await with_cookie(site, old))[0].status_code == 200  # and one more was on its way
    await site.change("UPDATE identity.session_secret SET retired_at = retired_at - interval '31 seconds'")
    assert (await with_cookie(site, old))[0].status_code == 303
    assert (await person.see("/account")).status_code == 303  # reuse ended the session
    assert await site.value("SELECT end_reason FROM identity.session") == "reuse"
    assert await site.events("session_ended") == 1


async def test_a_session_that_is_over_is_a_guests_and_its_cookie_is_dropped(site):
    await site.add()
    ana = await signed_in(site)
    await site.change("UPDATE identity.session SET expires_at = now()")
    assert (await ana.see("/account")).status_code == 303
    assert not ana.is_known
    assert await site.value("SELECT end_reason FROM identity.session") == "expired"


async def test_a_suspended_account_is_out_at_once(site):
    human = await site.add()
    ana = await signed_in(site)
    _, got = await begin(site)
    await site.change("UPDATE identity.account SET state = 'suspended' WHERE id = $1", human)
    assert (await ana.see("/account")).status_code == 303
    headers = {"authorization": f"Bearer {got['access_token']}"}
    assert (await site.person().client.get(f"{API}/sessions", headers=headers)).status_code == 401
    refreshed = await site.person().client.post(
        f"{API}/tokens/refresh", json={"refresh_token": got["refresh_token"]}
    )
    assert refreshed.status_code == 401


async def begin(site):
    client = site.person().client
    answer = await client.post(f"{API}/tokens", json={"email": "ana@example.org", "password": PASSWORD})
    return client, answer.json()


async def refresh(client, token):
    return await client.post(f"{API}/tokens/refresh", json={"refresh_token": token})


async def test_a_refresh_token_is_replaced_and_its_reuse_ends_the_family(site):
    await site.add()
    client, first = await begin(site)
    second = (await refresh(client, first["refresh_token"])).json()
    assert second["session_id"] == first["session_id"]
    assert second["refresh_token"] != first["refresh_token"]
    headers = {"authorization": f"Bearer {second['access_token']}"}
    assert (await client.get(f"{API}/sessions", headers=headers)).status_code == 200
    assert (await refresh(client, first["refresh_token"])).status_code == 401
    assert (await refresh(client, second["refresh_token"])).status_code == 401
    assert (await client.get(f"{API}/sessions", headers=headers)).status_code == 401
    assert await site.value("SELECT end_reason FROM identity.session") == "reuse"


async def test_of_refreshes_at_once_one_wins_and_no_two_live_on(site):
    await site.add()
    client, first = await begin(site)
    answers = await asyncio.gather(*(refresh(client, first["refresh_token"]) for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [201] + [401] * 5
    assert await site.value("SELECT state FROM identity.session") == "ended"


async def test_a_refresh_token_ends_after_seven_days(site):
    await site.add()
    client, first = await begin(site)
    await site.change("UPDATE identity.session SET expires_at = expires_at - interval '7 days'")
    answer = await refresh(client, first["refresh_token"])
    assert (answer.status_code, answer.json()["code"]) == (401, "token_expired")


async def test_one_lists_and_ends_ones_own_sessions_and_no_others(site):
    await site.add()
    await site.add("bo@example.org")
    ana, phone = await signed_in(site), await signed_in(site)
    bo = site.person()
    await bo.sign_in("bo@example.org")
    foreign = await site.value(
        "SELECT s.id FROM identity.session s JOIN identity.human h ON h.id = human_id WHERE email LIKE 'bo%'"
    )
    client, got = await begin(site)
    client.headers["authorization"] = f"Bearer {got['access_token']}"
    listed = (await client.get(f"{API}/sessions")).json()["items"]
    assert len(listed) == 3
    assert [each["is_current"] for each in listed].count(True) == 1
    for unknown in (foreign, new_id()):
        assert (await client.delete(f"{API}/sessions/{unknown}")).status_code == 404
    page = (await ana.see("/account/sessions")).text
    assert "This session" in page
    assert "Program" in page
    ended = await ana.send("/account/sessions", action="/account/sessions/others/end")
    assert ended.status_code == 303
    assert (await phone.see("/account")).status_code == 303
    assert (await client.get(f"{API}/sessions")).status_code == 401
    assert (await ana.see("/account")).status_code == 200
    assert (await bo.see("/account")).status_code == 200


async def test_signing_out_by_token_ends_the_session(site):
    await site.add()
    client, got = await begin(site)
    client.headers["authorization"] = f"Bearer {got['access_token']}"
    assert (await client.delete(f"{API}/tokens")).status_code == 204
    assert (await client.get(f"{API}/sessions")).status_code == 401


async def test_what_is_over_is_forgotten(site):
    from commonweal_identity.humans.upkeep import forget_what_is_over

    await site.add()
    await signed_in(site)
    await site.person().register("new@example.org")
    await site.change("UPDATE identity.session SET expires_at = now()")
    await site.change("UPDATE identity.registration SET created_at = now() - interval '25 hours'")
    await site.change(
        "INSERT INTO kernel.task_request (id, task, arguments, due_at) VALUES ($1, $2, '{}', now())",
        new_id(),
        forget_what_is_over.name,
    )
    await site.work()
    assert await site.value("SELECT end_reason FROM identity.session") == "expired"
    assert await site.value("SELECT count(*) FROM identity.registration") == 0


async def who(site, headers, cookies):
    return await authenticate(site.context, headers, cookies, lambda name, value: None)


async def test_who_is_signed_in_is_so_until_the_token_or_the_session_ends(site):
    await site.add()
    ana = await signed_in(site)
    session_ends = await site.value("SELECT expires_at FROM identity.session")
    assert (await who(site, {}, {"session": cookie(ana)})).expires_at == session_ends
    answer = await site.person().client.post(
        f"{API}/tokens", json={"email": "ana@example.org", "password": PASSWORD}
    )
    token = answer.json()["access_token"]
    by_token = await who(site, {"authorization": f"Bearer {token}"}, {})
    assert by_token.expires_at == read_access_token(identity_of(site.context).keys, token).expires_at
    await site.change("UPDATE identity.session SET expires_at = now() + interval '1 minute'")
    by_token = await who(site, {"authorization": f"Bearer {token}"}, {})
    assert by_token.expires_at == await site.value(
        "SELECT expires_at FROM identity.session WHERE kind = 'token'"
    )


def test_an_access_token_lasts_fifteen_minutes():
    human, session, now = new_id(), new_id(), datetime.now(UTC)
    found = read_access_token(KEYS, access_token(KEYS, human, session, now - timedelta(minutes=14)))
    assert found.session_id == session
    assert timedelta(seconds=59) <= found.expires_at - now <= timedelta(seconds=60)
    with pytest.raises(Refusal, match="token_expired"):
        read_access_token(KEYS, access_token(KEYS, human, session, now - timedelta(minutes=15, seconds=1)))
    with pytest.raises(Refusal, match="unauthorized"):
        read_access_token(Keys(b"another"), access_token(KEYS, human, session))


def test_the_host_that_signs_may_be_a_minute_ahead_and_no_more():
    human, session, now = new_id(), new_id(), datetime.now(UTC)
    assert read_access_token(KEYS, access_token(KEYS, human, session, now + timedelta(seconds=55)))
    with pytest.raises(Refusal, match="unauthorized"):
        read_access_token(KEYS, access_token(KEYS, human, session, now + timedelta(seconds=65)))


@given(st.text() | st.from_regex(r"[\w-]+\.[\w-]+\.[\w-]*", fullmatch=True))
def test_whatever_is_sent_as_a_token_is_refused_with_a_code(text):
    with pytest.raises(Refusal) as refused:
        read_access_token(KEYS, text)
    assert refused.value.code in {"unauthorized", "token_expired"}
