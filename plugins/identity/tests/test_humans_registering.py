"""Registering: confirmed by a code, and the same to see whether the address is known or not."""

import asyncio

import pytest

from .people import API, PASSWORD, site_of

ENTRIES = {
    "email": "ana@example.org",
    "password": PASSWORD,
    "display_name": "Ana",
    "is_adult": True,
    "accepts_terms": True,
}


async def test_a_newcomer_registers_confirms_signs_out_and_in_again(site):
    ana = site.person()
    asked = await ana.register(next="/missions")
    assert asked.status_code == 303
    assert asked.headers["location"].startswith("/confirm?id=")
    assert await site.value("SELECT count(*) FROM identity.human") == 0
    code = await site.code("ana@example.org")
    wrong = await ana.send(asked.headers["location"], code=f"{(int(code) + 1) % 1_000_000:06}")
    assert wrong.status_code == 422
    confirmed = await ana.send(asked.headers["location"], code=f" {code[:3]} {code[3:]} ")
    assert (confirmed.status_code, confirmed.headers["location"]) == (303, "/missions")
    assert "Ana" in (await ana.see("/account")).text
    assert [await site.events(name) for name in ("human_registered", "human_confirmed")] == [1, 1]

    out = await ana.send("/sign-out")
    assert (out.status_code, out.headers["location"]) == (303, "/")
    assert out.headers["clear-site-data"] == '"cache"'
    assert not ana.is_known
    assert (await ana.sign_in(password="Wrong-2026")).status_code == 422
    back = await ana.sign_in()
    assert (back.status_code, back.headers["location"]) == (303, "/account")
    assert await site.events("session_ended") == 1
    assert await site.events("human_signed_in") == 2


async def test_a_program_registers_and_gets_tokens(site):
    client = site.person().client
    asked = await client.post(f"{API}/registrations", json=ENTRIES)
    assert asked.status_code == 202
    code = await site.code("ana@example.org")
    path = f"{API}/registrations/{asked.json()['id']}/confirmation"
    tokens = (await client.post(path, json={"code": code})).json()
    headers = {"authorization": f"Bearer {tokens['access_token']}"}
    sessions = (await client.get(f"{API}/sessions", headers=headers)).json()["items"]
    assert [(each["kind"], each["is_current"]) for each in sessions] == [("token", True)]
    again = await client.post(path, json={"code": code})
    assert again.json()["errors"][0]["code"] == "code_over"


async def test_nothing_tells_whether_an_address_is_known(site):
    await site.add("known@example.org")
    client = site.person().client
    seen = []
    for email in ("known@example.org", "unknown@example.org"):
        hashed = site.hasher.computed
        answer = await client.post(f"{API}/registrations", json={**ENTRIES, "email": email})
        shape = {name: type(value) for name, value in answer.json().items()}
        before = site.hasher.computed - hashed
        asked = await client.post(f"{API}/password-resets", json={"email": email})
        await site.work()
        guesses = [
            (await client.post(f"{API}/{kind}/{answer.json()['id']}/confirmation", json=body)).text
            for kind, answer, body in (
                ("registrations", answer, {"code": "000000"}),
                ("password-resets", asked, {"code": "000000", "password": PASSWORD}),
            )
        ]
        guesses = [text.partition('"request_id"')[0].rpartition('"instance"')[0] for text in guesses]
        seen.append((answer.status_code, shape, before, asked.status_code, guesses))
    assert seen[0] == seen[1]
    assert seen[0][2] == 1
    assert [mail.subject for mail in await site.mails("known@example.org")][-1:] == [
        "You have an account already"
    ]
    assert len(await site.mails("unknown@example.org")) == 1


async def test_a_code_takes_five_guesses_even_when_they_come_together(site):
    client = site.person().client
    asked = (await client.post(f"{API}/registrations", json=ENTRIES)).json()["id"]
    code = await site.code("ana@example.org")
    wrong = [f"{(int(code) + step) % 1_000_000:06}" for step in range(1, 13)]
    path = f"{API}/registrations/{asked}/confirmation"
    answers = await asyncio.gather(*(client.post(path, json={"code": guess}) for guess in wrong))
    codes = [answer.json()["errors"][0]["code"] for answer in answers]
    assert sorted(codes) == ["code_over"] * 7 + ["code_wrong"] * 5
    assert (await client.post(path, json={"code": code})).json()["errors"][0]["code"] == "code_over"


async def test_another_code_replaces_the_last_three_times_an_hour(site):
    client = site.person().client
    asked = (await client.post(f"{API}/registrations", json=ENTRIES)).json()["id"]
    codes = [await site.code("ana@example.org")]
    for _ in range(3):
        assert (await client.post(f"{API}/registrations/{asked}/code")).status_code == 202
        codes.append(await site.code("ana@example.org"))
    refused = await client.post(f"{API}/registrations/{asked}/code")
    assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
    assert (await client.post(f"{API}/registrations", json=ENTRIES)).status_code == 429
    path = f"{API}/registrations/{asked}/confirmation"
    assert (await client.post(path, json={"code": codes[0]})).status_code == 422
    assert (await client.post(path, json={"code": codes[-1]})).status_code == 201


async def test_a_code_ends_after_fifteen_minutes(site):
    client = site.person().client
    asked = (await client.post(f"{API}/registrations", json=ENTRIES)).json()["id"]
    code = await site.code("ana@example.org")
    await site.change("UPDATE identity.email_code SET expires_at = expires_at - interval '15 minutes'")
    answer = await client.post(f"{API}/registrations/{asked}/confirmation", json={"code": code})
    assert answer.json()["errors"][0]["code"] == "code_over"


async def test_two_confirmations_at_once_make_one_account(site):
    client = site.person().client
    asked = (await client.post(f"{API}/registrations", json=ENTRIES)).json()["id"]
    code = await site.code("ana@example.org")
    path = f"{API}/registrations/{asked}/confirmation"
    answers = await asyncio.gather(*(client.post(path, json={"code": code}) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 422, 422, 422]
    assert await site.value("SELECT count(*) FROM identity.human") == 1
    assert await site.value("SELECT count(*) FROM identity.account WHERE kind = 'human'") == 1


@pytest.mark.parametrize(
    ("entries", "pointer", "code"),
    [
        ({"email": "nonsense"}, "/email", "not_an_address"),
        ({"email": "a" * 300}, "/email", "too_long"),
        ({"password": "short"}, "/password", "too_short"),
        ({"password": "alllower1"}, "/password", "password_weak"),
        ({"password": "Ana-2026"}, "/password", "password_common"),
        ({"display_name": "A"}, "/display_name", "too_short"),
        ({"display_name": "  \u200b\u200b"}, "/display_name", "too_short"),
        ({"is_adult": False}, "/is_adult", "required"),
        ({"accepts_terms": False}, "/accepts_terms", "required"),
        ({"password": 7}, "/password", "wrong_type"),
        ({"is_admin": True}, "/is_admin", "unknown_field"),
        ({"invited_by": "nobody"}, "/invited_by", "not_an_id"),
    ],
)
async def test_what_is_wrong_is_named_and_nothing_is_kept(site, entries, pointer, code):
    client = site.person().client
    answer = await client.post(f"{API}/registrations", json={**ENTRIES, **entries})
    assert answer.status_code == 422
    assert (answer.json()["errors"][0]["pointer"], answer.json()["errors"][0]["code"]) == (pointer, code)
    assert await site.value("SELECT count(*) FROM identity.registration") == 0


@pytest.mark.parametrize("language", ["en", "es", "zh-Hans"])
async def test_forms_say_what_to_correct_in_the_readers_language(site, language):
    ana = site.person(accept_language=language)
    for page, entries in (
        ("/register", {"email": "<b>", "password": "x"}),
        ("/sign-in", {"email": "a@example.org", "password": "x"}),
        ("/forgotten", {"email": "<i>"}),
        ("/confirm?id=x", {"code": "1"}),
        ("/reset?id=x", {"code": "1", "password": "y"}),
    ):
        shown = await ana.send(page, **entries)
        assert shown.status_code == 422, page
        assert "⟦" not in shown.text
        assert 'role="alert"' in shown.text
        assert "<b>" not in shown.text
        assert 'value="x"' not in shown.text.replace('name="id" value="x"', "")
    mails = await ana.register(email="reader@example.org")
    assert mails.status_code == 303
    [mail] = await site.mails("reader@example.org")
    assert "⟦" not in mail.text + mail.subject
    assert {"en": "Enter", "es": "Escribe", "zh-Hans": "请输入"}[language] in mail.text


async def test_registering_is_limited_to_five_an_hour(tmp_path, database, database_settings):
    async with site_of(tmp_path, database, database_settings, COMMONWEAL_WEB__LIMITS="{}") as site:
        client = site.person().client
        statuses = [
            (
                await client.post(f"{API}/registrations", json={**ENTRIES, "email": f"{n}@example.org"})
            ).status_code
            for n in range(6)
        ]
    assert statuses == [202] * 5 + [429]


async def test_a_form_says_everything_that_is_wrong_at_once_and_slips_are_not_counted(
    tmp_path, database, database_settings
):
    async with site_of(tmp_path, database, database_settings, COMMONWEAL_WEB__LIMITS="{}") as site:
        ana = site.person()
        for _ in range(6):
            shown = await ana.register(email="nonsense", password="short", is_adult="", accepts_terms="")
            assert shown.status_code == 422
            assert all(
                f'href="#field-{name}"' in shown.text
                for name in ("email", "password", "is_adult", "accepts_terms")
            )
        asked = [(await ana.register(email=f"{n}@example.org")).status_code for n in range(6)]
    assert asked == [303] * 5 + [422]


async def test_an_invitation_is_remembered_and_a_broken_one_does_no_harm(site):
    inviter = await site.add("inviter@example.org")
    for number, invited_by in enumerate((inviter, "nonsense", "00000000-0000-7000-8000-000000000000")):
        person, email = site.person(), f"{number}@example.org"
        page = f"/register?invited_by={invited_by}"
        entries = {"display_name": "Ana", "password": PASSWORD, "is_adult": "1", "accepts_terms": "1"}
        asked = await person.send(page, email=email, **entries)
        assert (await person.send(asked.headers["location"], code=await site.code(email))).status_code == 303
    assert await site.value("SELECT count(*) FROM identity.human WHERE invited_by = $1", inviter) == 1


async def test_whoever_followed_an_invitation_and_looked_around_first_was_still_invited(site):
    inviter = await site.add("inviter@example.org")
    person = site.person()
    await person.see(f"/register?invited_by={inviter}")
    asked = await person.register(email="later@example.org")
    assert (
        await person.send(asked.headers["location"], code=await site.code("later@example.org"))
    ).status_code == 303
    assert await site.value("SELECT count(*) FROM identity.human WHERE invited_by = $1", inviter) == 1
