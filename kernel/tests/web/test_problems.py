"""Bad input: the right problem for programs, a helpful page for people, a traceback for nobody."""

import logging

import pytest

API = "/api/v1/gallery"


@pytest.mark.parametrize(
    ("method", "url", "sent", "status", "code", "pointers"),
    [
        ("GET", "/nowhere", {}, 404, "not_found", []),
        ("GET", f"{API}/nothing", {}, 404, "not_found", []),
        ("GET", f"{API}/pictures?limit=0", {}, 422, "validation_error", ["limit"]),
        ("GET", f"{API}/pictures?limit=many", {}, 422, "validation_error", ["limit"]),
        ("GET", f"{API}/pictures?size=huge", {}, 422, "validation_error", ["size"]),
        ("GET", f"{API}/pictures?colour=red&x=1", {}, 422, "validation_error", ["colour", "x"]),
        ("GET", f"{API}/pictures?lang=xx", {}, 422, "validation_error", ["lang"]),
        ("GET", f"{API}/pictures?cursor=garbage", {}, 400, "invalid_cursor", []),
        ("GET", f"{API}/pictures?cursor=%F0%9F%92%A9", {}, 400, "invalid_cursor", []),
        ("DELETE", f"{API}/pictures", {}, 405, "method_not_allowed", []),
        ("TRACE", f"{API}/pictures", {}, 405, "method_not_allowed", []),
        ("POST", f"{API}/pictures", {"content": "{nonsense"}, 400, "malformed_request", []),
        ("POST", f"{API}/pictures", {"content": "[" * 50_000}, 400, "malformed_request", []),
        ("POST", f"{API}/pictures", {"content": b'"\xff"'}, 400, "malformed_request", []),
        ("POST", f"{API}/pictures", {"content": "[]"}, 422, "validation_error", [""]),
        ("POST", f"{API}/pictures", {"json": {}}, 422, "validation_error", ["/title"]),
        ("POST", f"{API}/pictures", {"json": {"title": "ab"}}, 422, "validation_error", ["/title"]),
        ("POST", f"{API}/pictures", {"json": {"title": "abc", "x": 1}}, 422, "validation_error", ["/x"]),
        ("POST", f"{API}/pictures", {"json": {"title": 7}}, 422, "validation_error", ["/title"]),
        (
            "POST",
            f"{API}/pictures",
            {"json": {"title": "abc", "tags": ["a", 1]}},
            422,
            "validation_error",
            ["/tags/1"],
        ),
        ("POST", f"{API}/pictures", {"json": {"title": "x" * 2_000_000}}, 413, "file_too_large", []),
        ("POST", f"{API}/pictures", {"json": {"title": "crooked"}}, 409, "gallery_crooked", []),
        (
            "POST",
            f"{API}/pictures",
            {"content": '{"title": "abc"}', "headers": {"content-type": "text/plain"}},
            415,
            "unsupported_media_type",
            [],
        ),
        ("POST", f"{API}/pictures", {"data": {"title": "abc"}}, 415, "unsupported_media_type", []),
        ("POST", f"{API}/bell", {}, 422, "validation_error", ["Idempotency-Key"]),
        (
            "POST",
            f"{API}/bell",
            {"headers": {"idempotency-key": "a" * 256}},
            422,
            "validation_error",
            ["Idempotency-Key"],
        ),
        (
            "POST",
            f"{API}/bell",
            {"headers": {"idempotency-key": "é".encode()}},
            422,
            "validation_error",
            ["Idempotency-Key"],
        ),
    ],
)
async def test_each_kind_of_bad_input_has_its_problem(client, method, url, sent, status, code, pointers):
    answer = await client.request(method, url, **sent)

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["status"] == status
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert problem["instance"] == url.split("?")[0]
    assert [error["pointer"] for error in problem["errors"]] == pointers
    assert "⟦" not in answer.text, "every word is a message"


async def test_a_wrong_choice_is_told_the_right_ones(client):
    answer = await client.get(f"{API}/pictures?size=huge")

    assert answer.json()["errors"] == [
        {
            "pointer": "size",
            "code": "not_a_choice",
            "detail": "This is not one of the choices. Use one of: large, small.",
        }
    ]


async def test_a_wrong_choice_deep_in_a_body_is_told_the_right_ones(client):
    sent = {"title": "A title", "frames": [{"wood": "oak"}, {"wood": "steel"}]}
    [error] = (await client.post(f"{API}/pictures", json=sent)).json()["errors"]

    assert error["pointer"] == "/frames/1/wood"
    assert error["detail"] == "This is not one of the choices. Use one of: oak, pine."


async def test_a_wrong_method_is_told_the_right_ones(client):
    answer = await client.delete(f"{API}/pictures")

    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


async def test_whoever_asks_for_the_methods_of_an_address_is_told_of_head_too(client):
    for address in (f"{API}/pictures", "/gallery", "/health/live"):
        answer = await client.options(address)
        assert answer.status_code == 204
        assert {"GET", "HEAD", "OPTIONS"} <= set(answer.headers["allow"].split(", "))
    assert "HEAD" not in (await client.options(f"{API}/bell")).headers["allow"]


@pytest.mark.parametrize(
    ("accepted", "title"), [("es-MX", "Aquí"), ("zh-CN", "找不到"), ("fr,en;q=0.5", "Nothing")]
)
async def test_words_follow_the_reader_and_codes_do_not(client, accepted, title):
    answer = await client.get("/api/v1/nowhere", headers={"accept-language": accepted})

    assert answer.json()["title"].startswith(title[:3])
    assert answer.json()["code"] == "not_found"


@pytest.mark.parametrize(
    ("url", "status", "shown"),
    [
        ("/nowhere", 404, "Nothing found here"),
        ("/gallery?colour=red", 422, "colour"),
        ("/gallery?lang=xx", 422, "en, es, zh-Hans"),
        ("/gallery/not-a-uuid", 404, "Nothing found here"),
        ("/gallery/0199c4f2-0000-7000-8000-000000000000", 404, "Nothing found here"),
        ("/schema/nothing", 404, "Nothing found here"),
        ("/static/kernel/commonweal.css", 404, "Nothing found here"),
    ],
)
async def test_people_get_a_page_with_a_way_on(person, url, status, shown):
    answer = await person.get(url)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert shown in answer.text
    assert 'href="/"' in answer.text
    assert "⟦" not in answer.text


@pytest.mark.parametrize("url", ["/gallery/broken", f"{API}/pictures"])
async def test_a_defect_is_kept_from_the_caller_and_logged_with_the_request_id(client, caplog, url):
    with caplog.at_level(logging.ERROR):
        answer = await (client.get(url) if "broken" in url else client.post(url, json={"title": "crash"}))

    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "nail" not in answer.text
    assert answer.headers["x-request-id"] in caplog.text
    assert "Traceback" in caplog.text


async def test_a_wrong_cursor_of_another_list_is_refused(client):
    for title in ("one", "two", "three"):
        await client.post(f"{API}/pictures", json={"title": title})
    first = (await client.get(f"{API}/pictures?limit=2")).json()

    followed = await client.get(f"{API}/pictures", params={"limit": 2, "cursor": first["next_cursor"]})
    elsewhere = await client.get(f"{API}/pictures", params={"size": "large", "cursor": first["next_cursor"]})

    assert [item["title"] for item in first["items"]] == ["one", "two"]
    assert [item["title"] for item in followed.json()["items"]] == ["three"]
    assert followed.json()["next_cursor"] is None
    assert elsewhere.json()["code"] == "invalid_cursor"


async def test_each_type_of_problem_leads_to_a_page_about_it(client):
    problem = (await client.get("/api/v1/nowhere")).json()

    assert "not_found" in (await client.get(problem["type"])).text


async def test_a_plugin_that_is_switched_off_is_gone_at_once(app, client):
    host = app.asgi_handler._web.host
    before = await client.get(f"{API}/pictures")
    host.switch("gallery", on=False)
    after = [(await client.get(url)).status_code for url in (f"{API}/pictures", "/gallery")]
    links = (await client.get("/errors/not_found")).text
    host.switch("gallery", on=True)

    assert before.status_code == 200
    assert after == [404, 404]
    assert 'href="/gallery"' not in links
    assert (await client.get(f"{API}/pictures")).status_code == 200
