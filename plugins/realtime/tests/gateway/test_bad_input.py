"""Whatever clients send: a typed error or close code, nothing leaked, and the others notice nothing."""

import asyncio
import json
import time
from contextlib import suppress
from types import SimpleNamespace

import pytest
from commonweal import DatabaseUnavailable, Refusal, new_id
from commonweal_realtime.gateway.credentials import Door
from websockets.exceptions import ConnectionClosed, InvalidStatus


@pytest.fixture(scope="module")
def limits():
    return {"topics_per_connection": 3, "frame_bytes": 1024, "frames_per_second": 10}


@pytest.fixture(autouse=True)
async def _others_notice_nothing(gateway):
    """Have somebody else connected during each test, who still hears afterwards."""
    pool = f"w{new_id().hex}"
    async with gateway.socket() as witness:
        await witness.follow(f"pool:{pool}")
        yield
        await gateway.ripple(pool, 1)
        assert await witness.numbers(1) == [1]


MALFORMED = [
    "",
    "[]",
    "null",
    "{",
    "[" * 900,
    '{"type": "shout"}',
    '{"type": "follow"}',
    '{"type": "follow", "topic": 7}',
    '{"type": "follow", "topic": ""}',
    '{"type": "follow", "topic": "pool:a", "loudly": true}',
    '{"type": "follow", "topic": "pool:a", "position": 1.5}',
    '{"type": "authenticate"}',
    '{"topic": "pool:a"}',
    "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    b'{"type": "ping"}',
]


@pytest.mark.parametrize("said", MALFORMED)
async def test_a_frame_that_cannot_be_read_ends_the_connection_with_4400(gateway, said):
    async with gateway.socket() as line:
        await line.hear("welcome")
        await line.line.send(said)
        [error], code = await line.end()
        assert (error["type"], error["code"], code) == ("error", "malformed_frame", 4400)
        assert error["detail"].startswith("Send one JSON object")


async def test_a_frame_that_is_too_large_is_told_its_bound(gateway):
    async with gateway.socket() as line:
        await line.hear("welcome")
        await line.say("follow", topic="pool:a" + "a" * 1_100)
        [error], code = await line.end()
        assert (error["code"], code) == ("frame_too_large", 4400)
        assert "1024" in error["detail"].replace(",", "")


async def test_a_message_beyond_all_bounds_is_not_even_read(gateway):
    async with gateway.socket() as line:
        await line.hear("welcome")
        await line.line.send("x" * 100_000)
        assert (await line.end())[1] == 1009


async def test_a_flood_of_frames_ends_with_4429(gateway):
    async with gateway.socket() as line:
        await line.hear("welcome")
        with suppress(ConnectionClosed):
            for _ in range(400):
                await line.say("ping")
        frames, code = await line.end()
        assert (frames[-1]["code"], code) == ("too_fast", 4429)
        assert 40 <= sum(frame["type"] == "heartbeat" for frame in frames) < 400


NOWHERE = [
    "nothing",
    "pool",
    "pool:",
    "pool:UPPER",
    "pool:a:b",
    "nest:7",
    "feed:7",
    "nest:",
    ":",
    "pool:\u0000",
]


@pytest.mark.parametrize("topic", NOWHERE)
async def test_a_topic_that_is_not_there_is_an_error_and_the_connection_goes_on(gateway, topic):
    async with gateway.socket() as line:
        answer = await line.follow(topic)
        assert (answer["type"], answer["code"], answer["topic"]) == ("error", "unknown_topic", topic)
        await line.say("ping")
        assert await line.hear("heartbeat")


async def test_anothers_topic_is_told_exactly_like_one_that_is_not_there(gateway):
    theirs, nobodys, person = new_id(), new_id(), await gateway.person()
    await gateway.stir(theirs, 1)
    for headers in ({}, person.bearer()):
        async with gateway.socket(additional_headers=headers) as line:
            answers = [await line.follow(f"nest:{nest}") for nest in (theirs, nobodys)]
            await gateway.stir(theirs, 2)
            await line.say("ping")
            assert (await line.hear())["type"] == "heartbeat"  # and nothing of the nest before it
            if headers:
                assert (await line.follow(f"nest:{person.id}"))["type"] == "following"
        for answer in answers:
            del answer["topic"]
        assert answers[0] == answers[1]
    async with gateway.client() as client:
        problems = [
            (await client.get("/poll", params={"topic": f"nest:{each}"})) for each in (theirs, nobodys)
        ]
    assert [each.status_code for each in problems] == [404, 404]
    bodies = [{**each.json(), "request_id": ""} for each in problems]
    assert bodies[0] == bodies[1]


FORGED = [
    "",
    "abc",
    "1",
    "-1.2",
    "1.2.3",
    "1." + "9" * 30,
    " 1.1",
    "1.1\n",
    "01.1",
    "\u0663.1",
    "0x1.1",
    "1e3.1",
]


@pytest.mark.parametrize("position", FORGED)
async def test_a_forged_position_is_an_error_on_every_transport(gateway, position, pool):
    async with gateway.socket() as line:
        await line.say("follow", topic=f"pool:{pool}", position=position)
        assert (await line.hear("error", "following"))["code"] == "position_invalid"
        assert (await line.follow(f"pool:{pool}"))["type"] == "following"
    async with gateway.client() as client:
        for path in ("/events", "/poll"):
            answer = await client.get(path, params={"topic": f"pool:{pool}", "position": position})
            assert (answer.status_code, answer.json()["code"]) == (400, "position_invalid")


async def test_a_position_that_is_yet_to_come_gives_no_frame_early(gateway, pool):
    async with gateway.socket() as line:
        await line.say("follow", topic=f"pool:{pool}", position="9000000000000.1")
        answer = await line.hear("error", "following", "stale")
        assert answer.get("code", answer["type"]) in {"position_invalid", "stale"}


async def test_one_connection_follows_so_many_topics_and_no_more(gateway, pool):
    async with gateway.socket() as line:
        for number in range(3):
            assert (await line.follow(f"pool:{pool}-{number}"))["type"] == "following"
        refused = await line.follow(f"pool:{pool}-3")
        assert refused["code"] == "too_many_topics"
        assert "3 topics" in refused["detail"]
        await line.say("leave", topic=f"pool:{pool}-0")
        assert (await line.hear("left"))["topic"] == f"pool:{pool}-0"
        assert (await line.follow(f"pool:{pool}-3"))["type"] == "following"
    async with gateway.client() as client:
        many = [("topic", f"pool:{pool}-{number}") for number in range(4)]
        answer = await client.get("/events", params=many)
        assert (answer.status_code, answer.json()["code"]) == (422, "too_many_topics")


FOREIGN = ["https://evil.example", "null", "http://127.0.0.1.evil.example", "file://", "http://[broken", ""]


@pytest.mark.parametrize("origin", FOREIGN)
async def test_another_sites_page_with_our_readers_cookie_is_closed_with_4403(gateway, origin):
    headers = {**(await gateway.person()).cookie, "origin": origin}
    async with gateway.socket(additional_headers=headers) as line:
        assert "set-cookie" not in line.line.response.headers
        [error], code = await line.end()
        assert (error["code"], code) == ("forbidden", 4403)
    async with gateway.client(**headers) as client:
        answer = await client.get("/poll", params={"topic": "pool:a"})
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


ORIGINS = [
    ("", "example.org", "https://example.org", True),
    ("", "example.org:8000", "http://example.org:8000", True),
    ("", "example.org:8000", "http://example.org", False),
    ("https://example.org", "10.0.0.7:8001", "https://example.org", True),
    ("https://example.org", "10.0.0.7:8001", "https://EXAMPLE.org", True),
    ("https://example.org", "127.0.0.1:8000", "http://127.0.0.1:8000", True),
    ("https://example.org", "example.org", "http://example.org", False),
    ("https://example.org", "example.org", "https://sub.example.org", False),
    ("https://example.org", "", "null", False),
]


@pytest.mark.parametrize(("public_url", "host", "origin", "is_own"), ORIGINS)
def test_the_own_origin_is_that_of_the_public_address_or_of_the_host(public_url, host, origin, is_own):
    door = Door(SimpleNamespace(web=SimpleNamespace(settings=SimpleNamespace(public_url=public_url))))
    assert door._is_own_page({"host": host, "origin": origin}, must_say=True) == is_own
    assert not door._is_own_page({"host": host}, must_say=True)


async def test_a_cookie_without_an_origin_is_not_enough_for_a_web_socket(gateway):
    async with gateway.socket(additional_headers=(await gateway.person()).cookie) as line:
        assert (await line.end())[1] == 4403


async def test_a_page_of_this_site_is_let_in_by_its_cookie_which_is_renewed(gateway):
    person = await gateway.person()
    nest = f"nest:{person.id}"
    async with gateway.runtime.database.write() as work:
        await work.execute("UPDATE identity.session_secret SET made_at = now() - interval '1 hour'")
    headers = {**person.cookie, "origin": f"http://{gateway.host}"}
    async with gateway.socket(additional_headers=headers) as line:
        renewed = line.line.response.headers["set-cookie"].partition(";")[0]
        assert renewed.startswith("session=")
        assert renewed != f"session={person.secret}"
        assert (await line.hear("welcome"))["principal"] == "human"
        assert (await line.follow(nest))["type"] == "following"
    async with gateway.runtime.database.write() as work:
        await work.execute("UPDATE identity.session_secret SET made_at = now() - interval '1 hour'")
    async with gateway.client(cookie=renewed) as client:
        answer = await client.get("/poll", params={"topic": nest})
        assert answer.status_code == 200
        assert answer.headers["set-cookie"].startswith("session=")
    async with gateway.client(cookie=renewed, sec_fetch_site="cross-site") as client:
        assert (await client.get("/poll", params={"topic": nest})).status_code == 403


async def test_a_cookie_that_is_worth_nothing_is_taken_away_and_its_owner_is_a_guest(gateway):
    headers = {"cookie": "session=nobody", "origin": f"http://{gateway.host}"}
    async with gateway.socket(additional_headers=headers) as line:
        assert "Max-Age=0" in line.line.response.headers["set-cookie"]
        assert (await line.hear("welcome"))["principal"] == "guest"


@pytest.mark.parametrize(
    "query", ["token=abc", "access_token=abc", "api_key=x", "topic=cw_ak_abc", "x=eyJhbGci"]
)
async def test_a_token_in_the_address_is_refused_with_a_sentence(gateway, query):
    async with gateway.socket(f"/stream?{query}") as line:
        [error], code = await line.end()
        assert (error["code"], code) == ("unauthorized", 4401)
        assert "Authorization" in error["detail"]
    async with gateway.client() as client:
        answer = await client.get(f"/poll?topic=pool:a&{query}")
        assert (answer.status_code, answer.json()["code"]) == (400, "token_in_address")
        assert "abc" not in answer.text


@pytest.mark.parametrize("token", ["nobody", "expired", "cw_ak_" + "a" * 64, "Bearer x", "é", "a.b.c"])
async def test_credentials_that_are_not_valid_close_with_4401(gateway, token):
    expected = "token_expired" if token == "expired" else "unauthorized"
    token = (await gateway.person()).token(-1) if token == "expired" else token
    async with gateway.socket() as line:
        await line.hear("welcome")
        await line.say("authenticate", token=token)
        [error], code = await line.end()
        assert (error["code"], code) == (expected, 4401)
        assert token not in json.dumps(error, ensure_ascii=False)
    if token.isascii():
        async with gateway.socket(additional_headers={"authorization": f"Bearer {token}"}) as line:
            [error], code = await line.end()
            assert (error["code"], code) == (expected, 4401)
        async with gateway.client(authorization=f"Bearer {token}") as client:
            answer = await client.get("/events", params={"topic": "pool:a"})
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == "Bearer"


async def test_where_nobody_can_say_whose_credentials_they_are_the_client_shall_come_again(
    gateway, monkeypatch
):
    async def ask(*_):
        raise Refusal("service_unavailable")

    monkeypatch.setattr(gateway.desk().door, "_ask", ask)
    async with gateway.socket(additional_headers={"authorization": "Bearer abc"}) as line:
        [error], code = await line.end()
        assert (error["code"], code) == ("service_unavailable", 1012)
    async with gateway.socket() as line:
        await line.hear("welcome")
        await line.say("authenticate", token="abc")
        assert (await line.hear("error"))["code"] == "service_unavailable"
        await line.say("ping")  # it may try again
        assert await line.hear("heartbeat")


async def test_what_cannot_be_followed_just_now_is_named_and_can_be_asked_for_again(
    gateway, pool, monkeypatch
):
    async def admit(*_):
        raise DatabaseUnavailable("it restarts")

    async with gateway.socket() as line:
        await line.hear("welcome")
        with monkeypatch.context() as patch:
            patch.setattr(gateway.desk().hub, "_admit", admit)
            error = await line.follow(f"pool:{pool}")
        assert (error["type"], error["code"]) == ("error", "service_unavailable")
        assert error["topic"] == f"pool:{pool}"
        assert (await line.follow(f"pool:{pool}"))["type"] == "following"


async def test_a_connection_ends_with_its_token_unless_a_newer_one_comes(gateway, monkeypatch):
    person = await gateway.person()
    async with (
        gateway.socket(additional_headers=person.bearer(300)) as short,
        gateway.socket(additional_headers=person.bearer(300)) as renewed,
    ):
        assert (await short.hear("welcome"))["expires_at"]
        await renewed.hear("welcome")
        await renewed.follow(f"nest:{person.id}")
        await renewed.say("authenticate", token=person.token())
        assert (await renewed.hear("welcome"))["principal"] == "human"
        monkeypatch.setattr(gateway.desk().crowd, "clock", lambda: time.time() + 301)
        frames, code = await short.end()
        assert (frames[-1]["code"], code) == ("token_expired", 4401)
        await gateway.stir(person.id, 1)
        assert await renewed.numbers(1) == [1]


async def test_whoever_becomes_somebody_else_loses_what_that_one_may_not_follow(gateway, pool):
    ana, ben = await gateway.person(), await gateway.person()
    async with gateway.socket() as line:
        assert (await line.hear("welcome"))["principal"] == "guest"
        await line.follow(f"pool:{pool}")
        await line.say("authenticate", token=ana.token())
        assert (await line.hear("welcome"))["principal"] == "human"
        assert (await line.follow(f"nest:{ana.id}"))["type"] == "following"
        await line.say("authenticate", token=ben.token())
        assert (await line.hear("ended"))["topic"] == f"nest:{ana.id}"
        await gateway.stir(ana.id, 1)
        await gateway.ripple(pool, 2)
        assert (await line.hear("event"))["topic"] == f"pool:{pool}"


WRONG = [
    ("/poll", "", 422),
    ("/poll", "topic=pool:a&wait=26", 422),
    ("/poll", "topic=pool:a&wait=-1", 422),
    ("/poll", "topic=pool:a&wait=soon", 422),
    ("/poll", "topic=pool:a&colour=red", 400),
    ("/events", "", 422),
    ("/stream", "", 426),
]


@pytest.mark.parametrize(("path", "query", "status"), WRONG)
async def test_a_request_that_asks_wrongly_is_answered_with_a_problem_document(gateway, path, query, status):
    async with gateway.client(accept_language="es") as client:
        answer = await client.get(f"{path}?{query}")
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["content-language"] == "es"
        assert answer.json()["status"] == status


async def test_other_methods_are_not_served(gateway):
    async with gateway.client() as client:
        assert (await client.post("/poll?topic=pool:a")).status_code == 405


async def test_a_web_socket_at_another_address_is_not_served(gateway):
    with pytest.raises(InvalidStatus):
        async with gateway.socket("/poll?topic=pool:a"):
            pass


@pytest.mark.parametrize(
    "sent", [b"\x00" * 64, b"GET / HTTP/1.1\r\n\r\n", b"GET " + b"/" * 70_000, b"\x16\x03\x01"]
)
async def test_what_is_no_request_at_all_harms_nobody(gateway, sent):
    reader, writer = await asyncio.open_connection("127.0.0.1", gateway.port)
    writer.write(sent)
    writer.write_eof()
    async with asyncio.timeout(20):
        assert len(await reader.read()) < 1_000
    writer.close()


async def test_a_client_that_goes_without_a_word_is_forgotten(gateway, pool):
    reader, writer = await asyncio.open_connection("127.0.0.1", gateway.port)
    writer.write(
        b"GET /api/v1/realtime/stream HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    assert (await reader.readline()).startswith(b"HTTP/1.1 101")
    before = len(gateway.server.server_state.connections)
    writer.transport.abort()
    async with asyncio.timeout(20):
        while len(gateway.server.server_state.connections) >= before:
            await asyncio.sleep(0.01)
