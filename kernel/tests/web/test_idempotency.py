"""A write with an Idempotency-Key happens once, whatever happens around it."""

import asyncio
import re

import pytest
from commonweal.testing.web import browse

API = "/api/v1/gallery"


async def titles(client):
    return [item["title"] for item in (await client.get(f"{API}/pictures?limit=100")).json()["items"]]


async def hang(client, title, key="key-1"):
    return await client.post(f"{API}/pictures", json={"title": title}, headers={"idempotency-key": key})


async def test_the_same_request_twenty_times_at_once_has_one_effect(client):
    answers = await asyncio.gather(*(hang(client, "slow") for _ in range(20)))

    assert await titles(client) == ["slow"]
    codes = [answer.json().get("code", "hung") for answer in answers]
    assert codes.count("hung") >= 1
    assert set(codes) <= {"hung", "idempotency_in_progress"}
    assert len({answer.text for answer in answers if answer.status_code == 201}) == 1


async def test_a_repeated_request_gets_the_first_answer_again(client):
    first, second = await hang(client, "sunrise"), await hang(client, "sunrise")

    assert second.status_code == first.status_code == 201
    assert second.text == first.text
    assert second.headers["content-type"] == first.headers["content-type"]
    assert second.headers["idempotency-replayed"] == "true"
    assert await titles(client) == ["sunrise"]


async def test_a_key_is_not_used_for_another_request(client):
    await hang(client, "sunrise")
    other = await hang(client, "sunset")

    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert await titles(client) == ["sunrise"]


async def test_what_is_corrected_may_be_sent_under_the_same_key(client):
    wrong, right, again = [await hang(client, title) for title in ("x", "sunrise", "sunrise")]

    assert (wrong.status_code, wrong.json()["code"]) == (422, "validation_error")
    assert (right.status_code, again.headers["idempotency-replayed"]) == (201, "true")
    assert await titles(client) == ["sunrise"]


async def test_keys_of_different_principals_do_not_meet(app):
    for name in ("ana", "bo"):
        async with browse(app, authorization=f"Bearer human:{name}") as client:
            assert (await hang(client, f"by {name}")).status_code == 201
            hung = await titles(client)
    assert hung == ["by ana", "by bo"]


async def test_a_failed_write_is_taken_back_whole_and_may_be_tried_again(client):
    first = await hang(client, "crash")
    again = await hang(client, "crash")

    assert (first.status_code, again.status_code) == (500, 500)
    assert "idempotency-replayed" not in again.headers
    assert await titles(client) == []


async def test_a_refusal_is_replayed_and_what_was_committed_before_it_stays(client):
    first, second = await hang(client, "crooked"), await hang(client, "crooked")

    assert first.json()["code"] == second.json()["code"] == "gallery_crooked"
    assert second.headers["idempotency-replayed"] == "true"
    assert await titles(client) == ["crooked"]


async def test_writes_that_get_in_each_others_way_are_run_again(client):
    answers = await asyncio.gather(
        *(client.post(f"{API}/count", headers={"idempotency-key": f"k{number}"}) for number in range(3))
    )

    assert [answer.status_code for answer in answers] == [201, 201, 201]
    assert sorted(await titles(client)) == ["number 0", "number 1", "number 2"]


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=edge"])
async def test_a_form_may_carry_a_key(person, kind):
    page = (await person.get("/gallery")).text
    token = re.search(r'name="form_token" value="([0-9a-f]+)"', page)[1]
    part = '--edge\r\nContent-Disposition: form-data; name="form_token"\r\n\r\n{}\r\n--edge--\r\n'
    body = part.format(token) if "multipart" in kind else f"form_token={token}"
    headers = {"idempotency-key": "form-1", "content-type": kind}

    answers = [await person.post("/gallery/form", content=body, headers=headers) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[1].headers["idempotency-replayed"] == "true"


@pytest.mark.parametrize("key", ["", " " * 256, "a\tb"])
async def test_a_bad_key_is_named(client, key):
    answer = await client.post(f"{API}/bell", headers={"idempotency-key": key})

    assert answer.json()["errors"][0]["pointer"] == "Idempotency-Key"


async def test_a_compressed_answer_is_replayed_as_what_it_is(app):
    headers = {"accept": "text/html", "accept_encoding": "gzip", "idempotency_key": "key-1"}
    async with browse(app, **headers) as person:
        first, second = [await person.post("/gallery/thanks") for _ in range(2)]

    assert first.headers["content-encoding"] == second.headers["content-encoding"] == "gzip"
    assert second.headers["idempotency-replayed"] == "true"
    assert second.text == first.text


async def test_a_route_may_never_repeat_an_answer(client):
    headers = {"idempotency-key": "key-1"}
    lots = [(await client.post(f"{API}/lots", headers=headers)).json()["lot"] for _ in range(2)]

    assert len(set(lots)) == 2
