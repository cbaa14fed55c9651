"""A plugin whose handler, fill, check or code is wrong harms neither the start nor a page of another."""

import importlib
import sys
import time

import pytest
from commonweal.testing.web import browse

HEAD = """
import asyncio, sys
from uuid import UUID
from commonweal import HealthCheck, NavigationItem, Page, Refusal, SlotFill, Visit, hookimpl
from litestar import get, post
from litestar.exceptions import HTTPException
from litestar.params import FromPath
"""
WRONG_ROUTES = {
    "an annotation that does not exist": ('@get("/")\nasync def x(request: "Nope") -> None: ...', "Nope"),
    "no annotation": ('@get("/")\nasync def x(request) -> None: ...', "does not have a type annotation"),
}
TAKEN_PAGES = {
    "/health/live": "route /health already belongs to kernel",
    "/schema/docs": "route /schema already belongs to kernel",
    "/static/mine": "route /static already belongs to kernel",
    "/errors/mine": "route /errors already belongs to kernel",
    "/gallery/{other:uuid}": "route GET /gallery/{} already belongs to gallery",
}


@pytest.fixture
def install(tmp_path):
    """Put a plugin ``guest_room`` with one hook on the path, as an installer would."""

    def installer(hook, code, head=HEAD):
        package, metadata = tmp_path / "guest_room", tmp_path / "guest_room-1.0.dist-info"
        package.mkdir()
        metadata.mkdir()
        (package / "__init__.py").touch()
        (package / "plugin.py").write_text(head + code)
        (package / "manifest.toml").write_text(
            f'id = "guest-room"\nname = "Guest room"\nplugin_api = ">=1.0,<2"\nhooks = ["{hook}"]\n'
        )
        (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: guest-room\nVersion: 1.0\n")
        (metadata / "entry_points.txt").write_text("[commonweal.plugins]\nguest-room = guest_room.plugin\n")
        sys.path.insert(0, str(tmp_path))
        importlib.invalidate_caches()

    yield installer
    sys.path.remove(str(tmp_path))
    for name in [name for name in sys.modules if name.startswith("guest_room")]:
        del sys.modules[name]


async def state_and_page(start, address="/gallery"):
    async with start() as app, browse(app, accept="text/html") as person:
        plugins = (await person.get("/health/ready")).json()["plugins"]
        [guest] = [plugin for plugin in plugins if plugin["id"] == "guest-room"]
        began = time.monotonic()
        page = await person.get(address)
        return guest, page, time.monotonic() - began


@pytest.mark.parametrize("wrong", WRONG_ROUTES)
async def test_a_handler_that_cannot_be_served_fails_its_plugin_alone(install, start, wrong):
    code, reason = WRONG_ROUTES[wrong]
    install("commonweal_routes", f"{code}\n@hookimpl\ndef commonweal_routes(): return [x]\n")
    guest, page, _ = await state_and_page(start)

    assert guest["state"] == "failed_setup"
    assert reason in guest["reason"]
    assert page.status_code == 200


@pytest.mark.parametrize("address", TAKEN_PAGES)
async def test_an_address_of_the_kernel_or_of_another_plugin_is_refused(install, start, address):
    parameter = "other: FromPath[UUID]" if "{" in address else ""
    install(
        "commonweal_pages",
        f'@get("{address}")\nasync def x({parameter}) -> None: ...\n'
        "@hookimpl\ndef commonweal_pages(): return [x]\n",
    )
    guest, page, _ = await state_and_page(start)

    assert guest["state"] == "failed_setup"
    assert TAKEN_PAGES[address] in guest["reason"]
    assert page.status_code == 200


async def test_a_liberal_body_is_found_behind_an_annotation_that_is_text(install, start):
    code = """
import msgspec
from litestar.params import JSONBody
class Liberal(msgspec.Struct):
    name: str
@post("/")
async def x(data: JSONBody[Liberal]) -> None: ...
@hookimpl
def commonweal_routes(): return [x]
"""
    install("commonweal_routes", code, head=f"from __future__ import annotations\n{HEAD}")
    guest, _, _ = await state_and_page(start)

    assert guest["state"] == "failed_setup"
    assert "does not forbid unknown fields" in guest["reason"]


async def test_a_problem_code_needs_a_number_for_its_status(install, start):
    install(
        "commonweal_problem_codes",
        '@hookimpl\ndef commonweal_problem_codes(): return {"guest_late": "409"}\n',
    )
    guest, page, _ = await state_and_page(start)

    assert guest["state"] == "failed_setup"
    assert "needs a status of 400 to 599, not '409'" in guest["reason"]
    assert page.status_code == 200


@pytest.mark.parametrize(
    ("hook", "given", "reason"),
    [
        ("commonweal_navigation", "NavigationItem(label='x', url='/x', order='first')", "order cannot be"),
        ("commonweal_navigation", "NavigationItem(label='x', url='/x', area='top')", "main, footer, account"),
        ("commonweal_navigation", "NavigationItem(label='x', url='/x', permission='x')", "permission cannot"),
        ("commonweal_slots", "SlotFill(slot='kernel.footer', render=print, order=None)", "order cannot be"),
        ("commonweal_slots", "SlotFill(slot='kernel.footer', render='footer.html')", "render cannot be"),
        ("commonweal_health_checks", "HealthCheck('bed', True)", "check cannot be"),
    ],
)
async def test_a_contribution_of_a_wrong_type_fails_its_plugin_alone(install, start, hook, given, reason):
    install(hook, f"@hookimpl\ndef {hook}(): return [{given}]\n")
    guest, page, _ = await state_and_page(start)

    assert guest["state"] == "failed_setup"
    assert reason in guest["reason"]
    assert page.status_code == 200


@pytest.mark.parametrize(
    ("raised", "status", "code"),
    [
        ("HTTPException(status_code=429)", 429, "rate_limited"),
        ("HTTPException(status_code=429, headers={'Retry-After': '7'})", 429, "rate_limited"),
        ("HTTPException(status_code=406)", 400, "malformed_request"),
        ("HTTPException(status_code=418)", 400, "malformed_request"),
        ("HTTPException(status_code=502)", 500, "internal_error"),
        ("HTTPException(status_code=302)", 500, "internal_error"),
        ("Refusal('rate_limited')", 429, "rate_limited"),
    ],
)
async def test_a_status_that_a_handler_raises_is_a_problem(install, start, raised, status, code):
    install(
        "commonweal_routes",
        f'@get("/")\nasync def x() -> None: raise {raised}\n@hookimpl\ndef commonweal_routes(): return [x]\n',
    )
    _, answer, _ = await state_and_page(start, "/api/v1/guest-room")

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    wait = "7" if "'7'" in raised else "60"
    assert answer.headers.get("retry-after") == (wait if status == 429 else None)


async def test_a_handler_cannot_end_the_process(install, start):
    install(
        "commonweal_routes",
        '@get("/")\nasync def x() -> None: sys.exit(3)\n@hookimpl\ndef commonweal_routes(): return [x]\n',
    )
    _, answer, _ = await state_and_page(start, "/api/v1/guest-room")

    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")


@pytest.mark.parametrize(
    "body",
    [
        "sys.exit(2)",
        "asyncio.current_task().cancel(); await asyncio.sleep(1)",
        "late = asyncio.create_task(asyncio.sleep(1)); late.cancel(); await late",
    ],
)
async def test_a_fill_that_exits_or_cancels_itself_is_left_out(install, start, body):
    fill = f"async def fill(visit):\n    {body}\n"
    hook = "@hookimpl\ndef commonweal_slots(): return [SlotFill(slot='kernel.footer', render=fill)]\n"
    install("commonweal_slots", fill + hook)
    _, page, _ = await state_and_page(start)

    assert page.status_code == 200
    assert "</html>" in page.text


async def test_a_fill_that_does_not_heed_its_cancellation_does_not_hold_the_page_up(install, start):
    fill = """
stubborn = asyncio.Event()
async def fill(visit):
    while not stubborn.is_set():
        try:
            await asyncio.wait_for(stubborn.wait(), 60)
        except asyncio.CancelledError:
            pass
"""
    hook = "@hookimpl\ndef commonweal_slots(): return [SlotFill(slot='kernel.footer', render=fill)]\n"
    install("commonweal_slots", fill + hook)
    _, page, seconds = await state_and_page(start)
    sys.modules["guest_room.plugin"].stubborn.set()

    assert page.status_code == 200
    assert seconds < 30


async def test_a_health_check_that_exits_is_down_and_the_process_lives(install, start):
    check = "async def check():\n    sys.exit(2)\n"
    hook = "@hookimpl\ndef commonweal_health_checks(): return [HealthCheck('bed', check)]\n"
    install("commonweal_health_checks", check + hook)
    async with start() as app, browse(app) as client:
        ready = (await client.get("/health/ready")).json()
        app.asgi_handler._web.host.switch("guest-room", on=False)
        without = (await client.get("/health/ready")).json()

    [bed] = [check for check in ready["checks"] if check["name"] == "bed"]
    assert (ready["status"], bed["ok"]) == ("degraded", False)
    assert "tried to end the process" in bed["reason"]
    assert without["status"] == "ok"
    assert "bed" not in [check["name"] for check in without["checks"]]


SNOOP = """
async def look(request):
    async with request.web.database.read() as work:
        return await work.fetch("SELECT title FROM gallery.picture")
"""
BLAMED = "plugin guest-room may not use gallery.picture of plugin gallery: call gallery.api instead"


async def test_a_route_that_reads_another_plugin_s_table_fails_and_both_are_named(install, start, caplog):
    install(
        "commonweal_routes",
        f'{SNOOP}\n@get("/pictures")\nasync def x(request: Visit) -> int: return len(await look(request))\n'
        "@hookimpl\ndef commonweal_routes(): return [x]\n",
    )
    async with start() as app, browse(app) as program:
        refused = await program.get("/api/v1/guest-room/pictures")
        own = await program.get("/api/v1/gallery/pictures")

    assert (refused.status_code, refused.json()["code"]) == (500, "internal_error")
    assert "gallery" not in refused.text, "the caller is told nothing of tables"
    assert BLAMED in caplog.text
    assert own.status_code == 200


async def test_a_slot_that_does_is_empty_and_the_page_is_there(install, start, caplog):
    install(
        "commonweal_slots",
        f"{SNOOP}\nasync def fill(request, **_):\n    await look(request)\n"
        "fills = [SlotFill(slot='kernel.footer', render=fill, milliseconds=2_000)]\n"
        "@hookimpl\ndef commonweal_slots(context): return fills\n",
    )
    _, page, _ = await state_and_page(start)

    assert page.status_code == 200
    assert BLAMED in caplog.text


async def test_blobs_are_handed_out_to_those_who_say_so_in_their_manifest(install, start, caplog):
    install(
        "commonweal_routes",
        '@get("/blobs")\nasync def x(request: Visit) -> str:\n    return type(request.web.blobs).__name__\n'
        "@hookimpl\ndef commonweal_routes(): return [x]\n",
    )
    async with start() as app, browse(app) as program:
        refused = await program.get("/api/v1/guest-room/blobs")

    assert refused.status_code == 500
    assert 'plugin guest-room may not use BlobStore: add "blobs" to capabilities' in caplog.text
