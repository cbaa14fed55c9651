"""What every answer has, and what the app offers besides what plugins bring."""

import asyncio
import re

import pytest
from commonweal.testing.web import browse
from openapi_spec_validator import OpenAPIV31SpecValidator

API = "/api/v1/gallery"


@pytest.mark.parametrize(
    "url", ["/gallery", "/nowhere", f"{API}/pictures", "/health/live", "/schema", "/favicon.ico"]
)
async def test_every_answer_is_guarded_and_named(client, url):
    headers = (await client.get(url)).headers

    assert "'unsafe" not in headers["content-security-policy"]
    assert headers["content-security-policy"].startswith("default-src 'self'")
    assert headers["x-content-type-options"] == "nosniff"
    assert re.fullmatch(r"[0-9a-f-]{36}", headers["x-request-id"])
    assert "strict-transport-security" not in headers


async def test_a_request_id_of_the_caller_is_kept_when_it_is_harmless(client):
    kept = await client.get("/health/live", headers={"x-request-id": "trace-0123456789"})
    replaced = await client.get("/health/live", headers={"x-request-id": "<script>"})

    assert kept.headers["x-request-id"] == "trace-0123456789"
    assert "<" not in replaced.headers["x-request-id"]


async def test_a_trusted_proxy_tells_who_asks_and_how(start):
    async with start(COMMONWEAL_WEB__TRUSTED_PROXIES="127.0.0.1/32") as app, browse(app) as client:
        sent = [
            {"x-forwarded-for": f"1.2.3.4, {address}", "x-forwarded-proto": "https"}
            for address in ("9.9.9.9", "8.8.8.8")
        ]
        answers = [await client.get(f"{API}/whoami", headers=headers) for headers in sent]

    assert answers[0].json()["principal"] != answers[1].json()["principal"]
    assert "9.9.9.9" not in answers[0].text
    assert "max-age" in answers[0].headers["strict-transport-security"]


async def test_without_one_forwarding_headers_mean_nothing(client):
    answers = [
        await client.get(f"{API}/whoami", headers={"x-forwarded-for": address})
        for address in ("9.9.9.9", "8.8.8.8")
    ]

    assert answers[0].json() == answers[1].json()


async def test_credentials_that_nobody_knows_are_refused(client):
    known = await client.get(f"{API}/whoami", headers={"authorization": "Bearer human:ana"})
    unknown = await client.get(f"{API}/whoami", headers={"authorization": "Bearer nonsense"})

    assert known.json()["principal"] == "human:ana"
    assert (unknown.status_code, unknown.json()["code"]) == (401, "unauthorized")


async def test_nobody_is_turned_into_a_guest_because_asking_failed(client):
    answer = await client.get(f"{API}/whoami", headers={"authorization": "Bearer nobody-knows:me"})
    assert (answer.status_code, answer.json()["code"]) == (503, "service_unavailable")


async def test_head_is_get_without_a_body(client):
    answer = await client.head("/gallery")

    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) > 0


async def test_of_two_links_above_a_page_the_nearer_is_marked(person):
    page = (await person.get("/gallery/map/of/everything")).text

    assert '<a href="/gallery/map" aria-current="true">' in page
    assert '<a href="/gallery" aria-current' not in page
    assert '<a href="/gallery" aria-current="true">' in (await person.get("/gallery/elsewhere")).text


async def test_a_slot_shows_what_fills_it_in_time_and_survives_the_rest(person):
    page = (await person.get("/gallery")).text

    assert "Hello <bdi>Ana &lt;b&gt;</bdi>" in page
    assert "<bdi>late" not in page
    assert "no paint" not in page


async def test_language_is_chosen_kept_and_shown(person):
    spanish = await person.get("/gallery?lang=es")
    later = await person.get("/gallery")

    assert spanish.headers["content-language"] == later.headers["content-language"] == "es"
    assert '<html lang="es"' in later.text
    assert "Galería" in later.text
    assert "lang=zh-Hans" in later.text


async def test_theme_is_chosen_and_kept(person):
    await person.get("/gallery?theme=dark")

    assert 'data-theme="dark"' in (await person.get("/gallery")).text


async def test_pages_have_no_inline_script_or_style_and_ask_nobody_else(person):
    for url in ("/gallery", "/schema/docs", "/nowhere"):
        page = (await person.get(url)).text
        assert not re.search(r"<script(?![^>]*\bsrc=)", page)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page)
        assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", page)


async def test_a_form_without_its_token_is_refused(person):
    page = (await person.get("/gallery")).text
    token = re.search(r'name="form_token" value="([0-9a-f]+)"', page)[1]

    sent = await person.post("/gallery/form", data={"note": "hi", "form_token": token})
    forged = await person.post("/gallery/form", data={"note": "hi", "form_token": "0" * 64})
    without = await person.post("/gallery/form", data={"note": "hi"})

    assert sent.status_code == 200
    assert [forged.status_code, without.status_code] == [403, 403]


async def test_a_write_by_cookie_needs_the_token_too(app):
    async with browse(app, cookie="session=ana") as client:
        answer = await client.post(f"{API}/pictures", json={"title": "by cookie"})

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


async def test_static_files_are_named_by_their_content_and_kept_for_ever(client):
    page = (await client.get("/gallery")).text
    style = re.search(r'href="(/static/kernel/commonweal\.[0-9a-f]{10}\.css)"', page)[1]
    answer = await client.get(style)

    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize(
    "path", ["/static/kernel/../app.py", "/static/kernel/%2e%2e/app.py", "/static//etc/passwd"]
)
async def test_nothing_outside_the_static_rooms_is_served(client, path):
    assert (await client.get(path)).status_code == 404


async def test_ready_tells_the_state_of_every_plugin(client):
    ready = (await client.get("/health/ready")).json()
    states = {part["id"]: part["state"] for part in ready["plugins"]}

    assert ready["status"] == "ok"
    assert states["gallery"] == "running"
    assert states["missions"] == "disabled"
    assert {check["name"] for check in ready["checks"]} == {"database", "paint"}


async def test_an_optional_plugin_in_trouble_leaves_the_app_ready(client):
    from gallery import plugin

    plugin.failing["health"] = True
    try:
        answer = await client.get("/health/ready")
    finally:
        plugin.failing["health"] = False
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")


async def test_metrics_count_requests_by_route(client):
    await client.get(f"{API}/pictures")
    await client.get("/some/unknown/path")
    figures = (await client.get("/metrics")).text

    assert (
        'commonweal_requests_total{method="GET",route="/api/v1/gallery/pictures",status="200"} 1.0' in figures
    )
    assert "/some/unknown" not in figures
    assert 'commonweal_message_lapses{lapse="missing",locale="es"} 0.0' in figures
    assert 'commonweal_message_lapses{lapse="failed",locale="es"} 0.0' in figures
    assert 'commonweal_plugin_running{plugin="gallery",state="running"} 1.0' in figures


async def test_metrics_show_words_that_are_missing_or_cannot_be_filled(app, client):
    spanish = app.asgi_handler._web.catalogue.translator(app.asgi_handler._web.catalogue.negotiate("es"))
    spanish.text("gallery-hello")
    spanish.text("gallery-nothing")
    figures = (await client.get("/metrics")).text

    assert 'commonweal_message_lapses{lapse="failed",locale="es"} 1.0' in figures
    assert 'commonweal_message_lapses{lapse="missing",locale="es"} 1.0' in figures


async def test_metrics_show_what_waits_in_messaging(client):
    figures = (await client.get("/metrics")).text

    assert 'commonweal_messaging{figure="parked",of="tasks"} 0.0' in figures
    assert 'commonweal_messaging{figure="oldest_transaction_seconds",of="log"}' in figures


async def test_metrics_may_be_kept_behind_a_token(start):
    async with start(COMMONWEAL_WEB__METRICS_TOKEN="hush") as app, browse(app) as client:
        assert (await client.get("/metrics")).status_code == 401
        assert (await client.get("/metrics", headers={"authorization": "Bearer hush"})).status_code == 200


async def test_the_api_describes_itself(client):
    schema = (await client.get("/schema")).json()
    operation = schema["paths"][f"{API}/pictures"]["get"]

    assert schema["openapi"].startswith("3.1")
    assert {parameter["name"] for parameter in operation["parameters"]} == {"size", "limit", "cursor"}
    assert "application/problem+json" in operation["responses"]["422"]["content"]
    assert "ProblemDocument" in schema["components"]["schemas"]
    assert not [path for path in schema["paths"] if not path.startswith("/api/")]


async def test_the_description_tells_which_writes_need_a_key(client):
    paths = (await client.get("/schema")).json()["paths"]
    keys = {
        path.removeprefix(API): {
            each["name"]: each["required"] for each in item["post"].get("parameters", ())
        }
        for path, item in paths.items()
        if "post" in item
    }

    assert keys["/pictures"] == {"Idempotency-Key": False}
    assert keys["/bell"] == {"Idempotency-Key": True}
    assert "Idempotency-Key" not in str(paths[f"{API}/pictures"]["get"])


async def test_the_description_is_valid_and_every_failure_in_it_a_problem(client):
    schema = (await client.get("/schema")).json()

    OpenAPIV31SpecValidator(schema).validate()
    for path, item in schema["paths"].items():
        for method, operation in item.items():
            kinds = {
                status: set(answer.get("content", {})) for status, answer in operation["responses"].items()
            }
            failures = {status: kind for status, kind in kinds.items() if int(status) >= 400}
            assert set(failures) >= {"400", "401", "404", "422", "429", "500", "503"}, (method, path)
            assert all(kind == {"application/problem+json"} for kind in failures.values()), (method, path)


async def test_what_says_nothing_about_caching_is_kept_by_nobody_else(client):
    assert (await client.get(f"{API}/pictures")).headers["cache-control"] == "private, no-cache"
    assert (await client.get("/health/live")).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("lang", ["en", "es", "zh-Hans"])
async def test_the_docs_page_has_every_word_in_every_language(person, lang):
    answer = await person.get(f"/schema/docs?lang={lang}")

    assert answer.status_code == 200
    assert answer.headers["content-language"] == lang
    assert "⟦" not in answer.text


async def test_the_docs_page_shows_every_operation(person):
    page = (await person.get("/schema/docs?lang=es")).text

    assert f"{API}/pictures" in page
    assert "Hang a picture." in page
    assert "Parámetros" in page


async def test_traces_go_where_the_operator_says(start):
    collected = []

    async def collect(reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(re.search(rb"content-length: (\d+)", head, re.IGNORECASE)[1])
        collected.append(head + await reader.readexactly(length))
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    collector = await asyncio.start_server(collect, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{collector.sockets[0].getsockname()[1]}"
    async with collector, start(COMMONWEAL_TELEMETRY__OTLP_ENDPOINT=address) as app:
        async with browse(app) as client:
            await client.get(f"{API}/whoami")
        provider = app.asgi_handler._tracer.span_processor
        await asyncio.to_thread(provider.force_flush)

    assert collected[0].startswith(b"POST /v1/traces")


async def test_no_link_leads_to_a_host_that_the_address_names(person):
    lost = await person.get("http://commonweal.test//elsewhere.example/a%3Fb%23c")

    assert lost.status_code == 404
    assert 'href="//' not in lost.text
    assert 'href="/elsewhere.example/a%3Fb%23c?lang=es"' in lost.text


async def test_a_form_is_a_form_however_its_type_is_spelt(client):
    answer = await client.post(
        "/gallery/form", content="a=b", headers={"content-type": "Application/X-WWW-Form-Urlencoded"}
    )

    assert answer.status_code == 403


async def test_scripts_can_read_the_cookie_of_the_theme_alone(person):
    page = await person.get("/gallery?lang=es&theme=dark")
    cookies = page.headers.get_list("set-cookie")

    assert {cookie.partition("=")[0] for cookie in cookies} == {"lang", "theme", "form_token"}
    assert [cookie.partition("=")[0] for cookie in cookies if "httponly" not in cookie.lower()] == ["theme"]


async def test_the_figures_of_plugins_are_told_and_one_that_fails_is_left_out(client):
    told = (await client.get("/metrics")).text

    assert 'commonweal_gallery_pictures{room="hall"} 0.0' in told
    assert 'commonweal_gallery_pictures{room="attic"} 0.0' in told
    assert "# HELP commonweal_gallery_pictures Pictures in a room." in told
    assert "visitors" not in told
    assert "commonweal_plugin_running" in told
