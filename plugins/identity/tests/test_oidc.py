"""Signing in through providers: a real OpenID Connect server, and a server that speaks as GitHub does."""

import asyncio
import base64
import hashlib
import json
import re
import subprocess
import sys
import time
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest
import uvicorn
from commonweal import Secret
from commonweal.testing.ports import free_port
from commonweal_identity.humans.providers import ProviderFailed, checked_claims
from commonweal_identity.settings import Provider
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey
from litestar import Litestar, Request, get, post

from .people import PASSWORD, site_of, sources

CLIENT = "commonweal"


@pytest.fixture(scope="session")
def migration_sources():
    return sources()


@pytest.fixture(scope="session")
def issuer():
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            httpx.get(f"{address}/jwks")
            break
        except httpx.TransportError:
            time.sleep(0.1)
    yield address
    server.terminate()
    server.wait(10)


def providers(**more):
    return {"COMMONWEAL_IDENTITY__PROVIDERS": json.dumps(more)}


def mock(issuer, **changes):
    return {"name": "Mock", "client_id": CLIENT, "client_secret": "s", "issuer": issuer, **changes}


@pytest.fixture
async def site(tmp_path, database, database_settings, issuer):
    async with site_of(tmp_path, database, database_settings, **providers(mock=mock(issuer))) as site:
        yield site


def know(issuer, subject, **claims):
    httpx.put(f"{issuer}/users/{quote(subject)}", json=claims).raise_for_status()


async def authorize(there, subject):
    """Say yes at the provider; returns the address it sends the browser back to."""
    async with httpx.AsyncClient() as client:
        answer = await client.post(there, data={"sub": subject})
    return answer.headers["location"]


def local(address):
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


async def visit(person, subject, page="/sign-in/with/mock"):
    """Go to the provider and come back."""
    there = await person.see(page)
    assert there.status_code == 303
    return await person.see(local(await authorize(there.headers["location"], subject)))


FINISH = {"display_name": "Ana", "is_adult": "1", "accepts_terms": "1"}


async def test_a_confirmed_address_makes_an_account_at_once_and_lets_in_from_then_on(site, issuer):
    know(issuer, "ana", email="ana@example.org", email_verified=True, name="Ana B.")
    ana = site.person()
    assert "Continue with" in (await ana.see("/sign-in")).text
    assert "Continue with" in (await ana.see("/register")).text
    back = await visit(ana, "ana", "/sign-in/with/mock?next=/missions")
    assert back.headers["location"] == "/register/finish"
    page = await ana.see("/register/finish")
    assert "Ana B." in page.text
    assert "ana@example.org" in page.text
    refused = await ana.send("/register/finish", display_name="Ana", accepts_terms="1")
    assert refused.status_code == 422
    made = await ana.send("/register/finish", **FINISH)
    assert (made.status_code, made.headers["location"]) == (303, "/missions")
    assert await site.value("SELECT email_confirmed_at IS NOT NULL FROM identity.human")
    assert await site.mails("ana@example.org") == []
    other = site.person()
    again = await visit(other, "ana")
    assert again.headers["location"] == "/account"
    assert other.is_known
    assert await site.value("SELECT count(*) FROM identity.human") == 1


@pytest.mark.parametrize("is_verified", [True, False])
async def test_an_invitation_survives_the_way_through_a_provider(site, issuer, is_verified):
    inviter = await site.add("inviter@example.org")
    know(issuer, "gast", email="gast@example.org", email_verified=is_verified)
    guest = site.person()
    await guest.see(f"/register?invited_by={inviter}")
    await visit(guest, "gast")
    made = await guest.send("/register/finish", **FINISH)
    if not is_verified:
        await guest.send(made.headers["location"], code=await site.code("gast@example.org"))
    assert await site.value("SELECT invited_by FROM identity.human WHERE id <> $1", inviter) == inviter


async def test_an_invitation_by_nobody_makes_an_account_all_the_same(site, issuer):
    know(issuer, "gast", email="gast@example.org", email_verified=True)
    guest = site.person()
    await guest.see("/register?invited_by=00000000-0000-7000-8000-000000000000")
    await visit(guest, "gast")
    assert (await guest.send("/register/finish", **FINISH)).status_code == 303
    assert await site.value("SELECT invited_by IS NULL FROM identity.human")


async def test_an_address_that_was_not_confirmed_needs_a_code(site, issuer):
    know(issuer, "bo", email="bo@example.org")
    bo = site.person()
    await visit(bo, "bo")
    asked = await bo.send("/register/finish", **FINISH)
    assert asked.headers["location"].startswith("/confirm?id=")
    assert await site.value("SELECT count(*) FROM identity.human") == 0
    code = await site.code("bo@example.org")
    assert (await bo.send(asked.headers["location"], code=code)).status_code == 303
    assert (await visit(site.person(), "bo")).headers["location"] == "/account"


async def test_an_account_with_a_password_is_never_connected_silently(site, issuer):
    human = await site.add("carol@example.org")
    know(issuer, "carol", email="carol@example.org", email_verified=True)
    carol = site.person()
    await visit(carol, "carol")
    refused = await carol.send("/register/finish", **FINISH)
    assert refused.status_code == 422
    assert "There is an account with this address" in refused.text
    assert not carol.is_known
    assert await site.value("SELECT count(*) FROM identity.provider_identity") == 0

    await carol.sign_in("carol@example.org")
    page = "/account/security/connect/mock"
    assert (await carol.send(page, password="Wrong-2026")).status_code == 422
    shown = await carol.send(page, password=PASSWORD)
    assert shown.status_code == 200
    there = re.search(r'href="(http://127[^"]+)"', shown.text)[1].replace("&amp;", "&")
    back = await carol.see(local(await authorize(there, "carol")))
    assert back.headers["location"] == "/account/security"
    assert await site.value("SELECT human_id FROM identity.provider_identity") == human
    assert (await visit(site.person(), "carol")).headers["location"] == "/account"
    ended = await carol.send("/account/security/disconnect/mock", password=PASSWORD)
    assert ended.status_code == 303
    assert await site.events("provider_changed") == 2
    assert (await visit(site.person(), "carol")).headers["location"] == "/register/finish"


async def test_the_only_way_in_stays(site, issuer):
    know(issuer, "dina", email="dina@example.org", email_verified=True)
    dina = site.person()
    await visit(dina, "dina")
    await dina.send("/register/finish", **FINISH)
    refused = await dina.send("/account/security/disconnect/mock")
    assert refused.status_code == 422
    assert "only way to sign in" in refused.text


async def test_a_visit_ends_with_the_browser_that_began_it_and_counts_once(site, issuer):
    know(issuer, "eve", email="eve@example.org", email_verified=True)
    eve = site.person()
    there = await eve.see("/sign-in/with/mock")
    back = local(await authorize(there.headers["location"], "eve"))
    victim = site.person()
    assert (await victim.see(back)).status_code == 422  # no browser secret: a forged return
    assert (await eve.see(back.replace("state=", "state=x"))).status_code == 422
    assert (await eve.see(back)).headers["location"] == "/register/finish"
    assert (await eve.see(back)).status_code == 422  # used


async def test_a_visit_with_another_nonce_or_too_late_is_refused(site, issuer):
    know(issuer, "fay", email="fay@example.org", email_verified=True)
    for change in (
        "UPDATE identity.provider_visit SET nonce = 'another'",
        "UPDATE identity.provider_visit SET created_at = now() - interval '11 minutes'",
    ):
        fay = site.person()
        there = await fay.see("/sign-in/with/mock")
        back = local(await authorize(there.headers["location"], "fay"))
        await site.change(change)
        refused = await fay.see(back)
        assert refused.status_code == 422
        assert "did not work" in refused.text


async def test_what_a_provider_refuses_or_another_issuer_answers_lets_nobody_in(site, issuer):
    ana = site.person()
    there = (await ana.see("/sign-in/with/mock")).headers["location"]
    state = parse_qs(urlsplit(there).query)["state"][0]
    refused = await ana.see(f"/sign-in/with/mock/callback?error=access_denied&state={state}&hd=x")
    assert refused.status_code == 422
    there = (await ana.see("/sign-in/with/mock")).headers["location"]
    back = local(await authorize(there, "ana"))
    assert (await ana.see(back + "&iss=https://elsewhere.example")).status_code == 422
    assert (await ana.see("/sign-in/with/nobody")).status_code == 404


async def test_a_provider_that_is_down_or_calls_itself_otherwise_is_said_so(
    tmp_path, database, database_settings, issuer
):
    settings = providers(
        down=mock("http://127.0.0.1:9"), other=mock(issuer.replace("127.0.0.1", "localhost") + "/")
    )
    async with site_of(tmp_path, database, database_settings, **settings) as site:
        for name in ("down", "other"):
            answer = await site.person().see(f"/sign-in/with/{name}")
            assert answer.status_code == 422
            assert "did not work" in answer.text


@pytest.fixture(scope="module")
def key():
    return RSAKey.generate_key(2048, {"kid": "k"}, private=True)


GOOD = {"iss": "https://id.example", "aud": CLIENT, "sub": "7", "nonce": "n"}
PROVIDER = Provider(name="P", client_id=CLIENT, client_secret=Secret("s"), issuer="https://id.example")


def signed(key, alg="RS256", **changes):
    now = int(time.time())
    claims = {**GOOD, "iat": now, "exp": now + 60, **changes}
    claims = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode({"alg": alg, "kid": "k"}, claims, key)


def check(key, token):
    return checked_claims(PROVIDER, token, KeySet([key]).as_dict(private=False), "n")


def test_a_good_token_is_read(key):
    assert check(key, signed(key))["sub"] == "7"
    assert check(key, signed(key, aud=[CLIENT, "other"], azp=CLIENT))["sub"] == "7"


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "another"},
        {"aud": None},
        {"iss": "https://elsewhere.example"},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": 1_000},
        {"exp": None},
        {"sub": None},
        {"azp": "another"},
        {"aud": [CLIENT, "other"]},
        {"aud": [CLIENT, "other"], "azp": "other"},
    ],
)
def test_a_token_for_another_or_of_another_is_refused(key, changes):
    with pytest.raises(ProviderFailed):
        check(key, signed(key, **changes))


def test_a_token_signed_otherwise_is_refused(key):
    other = RSAKey.generate_key(2048, {"kid": "k"}, private=True)
    public = json.dumps(KeySet([key]).as_dict(private=False)).encode()
    unsigned = ".".join(
        base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
        for part in ({"alg": "none"}, {**GOOD, "exp": int(time.time()) + 60})
    )
    by_secret = signed(OctKey.import_key(public), "HS256")
    for token in (signed(other), f"{unsigned}.", by_secret, "", "a.b.c"):
        with pytest.raises(ProviderFailed):
            check(key, token)


class Hub:
    """A server that answers as GitHub does, and insists on PKCE."""

    def __init__(self, port):
        self.challenges, self.address = {}, f"http://127.0.0.1:{port}"

    def app(self):
        @get("/login/oauth/authorize")
        async def authorize(request: Request) -> dict[str, str]:
            asked = dict(request.query_params)
            assert asked["code_challenge_method"] == "S256"
            self.challenges["code-1"] = asked["code_challenge"]
            return {"back": f"{asked['redirect_uri']}?code=code-1&state={asked['state']}"}

        @post("/login/oauth/access_token", status_code=200)
        async def token(request: Request) -> dict[str, str]:
            sent = dict(await request.form())
            digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
            fits = base64.urlsafe_b64encode(digest).decode().rstrip("=") == self.challenges.pop(sent["code"])
            assert sent["client_secret"] == "s"
            return {"access_token": "t" if fits else ""}

        @get("/user")
        async def user(request: Request) -> dict[str, object]:
            assert request.headers["authorization"] == "Bearer t"
            return {"id": 583231, "login": "octo", "name": None}

        @get("/user/emails")
        async def emails() -> list[dict[str, object]]:
            return [
                {"email": "old@example.org", "primary": False, "verified": True},
                {"email": "octo@example.org", "primary": True, "verified": True},
            ]

        return Litestar([authorize, token, user, emails], logging_config=None, openapi_config=None)


@pytest.fixture
async def hub():
    port = free_port()
    hub = Hub(port)
    server = uvicorn.Server(uvicorn.Config(hub.app(), port=port, log_config=None, lifespan="off"))
    server.install_signal_handlers = lambda: None
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield hub
    server.should_exit = True
    await running


async def test_github_vouches_for_its_first_confirmed_address(tmp_path, database, database_settings, hub):
    github = mock("", kind="github", site_url=hub.address, api_url=hub.address, name="GitHub")
    async with site_of(tmp_path, database, database_settings, **providers(github=github)) as site:
        octo = site.person()
        there = (await octo.see("/sign-in/with/github")).headers["location"]
        async with httpx.AsyncClient() as client:
            back = (await client.get(there)).json()["back"]
        assert (await octo.see(local(back))).headers["location"] == "/register/finish"
        made = await octo.send("/register/finish", **FINISH)
        assert made.status_code == 303
        assert await site.value("SELECT email FROM identity.human") == "octo@example.org"
        assert await site.value("SELECT subject FROM identity.provider_identity") == "583231"
