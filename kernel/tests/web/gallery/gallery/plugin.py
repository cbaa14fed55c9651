"""The hooks of the gallery."""

import asyncio
from contextlib import asynccontextmanager
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from commonweal import (
    Database,
    Fragment,
    Gateway,
    Gauge,
    HealthCheck,
    Items,
    NavigationItem,
    Page,
    Permission,
    Principal,
    Refusal,
    SlotFill,
    Visit,
    empty_form,
    flash,
    hookimpl,
    limited,
    needs,
    new_id,
    read_form,
)
from litestar import get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter, URLEncodedBody
from litestar.response import Redirect

from gallery.crates import unpack, unpack_by_form

failing = {"health": False}


class Picture(msgspec.Struct):
    """A picture."""

    id: UUID
    title: str


class Frame(msgspec.Struct, forbid_unknown_fields=True):
    """What a picture hangs in."""

    wood: Literal["oak", "pine"]


class NewPicture(msgspec.Struct, forbid_unknown_fields=True):
    """A picture to hang."""

    title: Annotated[str, msgspec.Meta(min_length=3, max_length=40)]
    tags: Annotated[list[str], msgspec.Meta(max_length=3)] = []
    frames: Annotated[list[Frame], msgspec.Meta(max_length=3)] | None = None


@get("/pictures")
async def list_pictures(
    request: Visit,
    size: FromQuery[Literal["small", "large"]] = "small",
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
    cursor: FromQuery[str | None] = None,
) -> Items[Picture]:
    """List pictures, oldest first."""
    after = request.web.cursors.read(cursor, {"size": size}, tuple[int])[0] if cursor else 0
    async with request.web.database.read() as work:
        rows = await work.fetch(
            "SELECT * FROM gallery.picture WHERE position > $1 ORDER BY position LIMIT $2", after, limit + 1
        )
    more = len(rows) > limit
    shown = rows[:limit]
    cursor = request.web.cursors.write((shown[-1]["position"],), {"size": size}) if more else None
    return Items([Picture(row["id"], row["title"]) for row in shown], cursor)


@get("/search", guards=[limited("search", 2, 60, parameter="q")], sync_to_thread=False)
def search_pictures(q: FromQuery[str] = "") -> dict[str, str]:
    """Look for pictures."""
    return {"q": q}


@post("/pictures")
async def hang_picture(request: Visit, data: JSONBody[NewPicture]) -> Picture:
    """Hang a picture."""
    picture = Picture(new_id(), data.title)
    async with request.web.database.write() as work:
        await work.execute(
            "INSERT INTO gallery.picture (id, title) VALUES ($1, $2)", picture.id, picture.title
        )
        if data.title == "slow":
            await asyncio.sleep(0.4)
    if data.title == "crash":
        raise RuntimeError("the nail broke: secret detail")
    if data.title == "crooked":
        raise Refusal("gallery_crooked")
    return picture


@post("/count", opt={"isolation": "serializable"})
async def count_and_hang(request: Visit) -> Picture:
    """Hang a picture numbered by how many there are: two at once get in each other's way."""
    async with request.web.database.write(isolation="serializable") as work:
        count = await work.fetch_value("SELECT count(*) FROM gallery.picture")
        await asyncio.sleep(0.05)
        picture = Picture(new_id(), f"number {count}")
        await work.execute(
            "INSERT INTO gallery.picture (id, title) VALUES ($1, $2)", picture.id, picture.title
        )
    return picture


@post("/bell", guards=[limited("bell", 3, 3_600)], opt={"idempotency": "required"})
async def ring() -> dict[str, str]:
    """Ring the bell, three times an hour at most."""
    return {"sound": "ding"}


@post("/lots", opt={"idempotency": "never"})
async def draw_lots() -> dict[str, str]:
    """Draw lots: another answer each time."""
    return {"lot": str(new_id())}


@get("/whoami")
async def whoami(request: Visit) -> dict[str, str]:
    """Tell the caller who they are."""
    return {"principal": request.principal.key, "locale": request.locale}


@get("/gallery")
async def gallery_page() -> Page:
    """Show every component."""
    return Page("gallery/gallery.html", {}, slots={"gallery.aside": {"name": "Ana <b>"}})


@get("/gallery/{picture_id:uuid}")
async def picture_page(request: Visit, picture_id: FromPath[UUID]) -> Page:
    """Show one picture."""
    raise Refusal("not_found")


@get("/gallery/broken")
async def broken_page() -> Page:
    """Fail while rendering."""
    return Page("gallery/broken.html", {})


@post("/gallery/form")
async def take_form(request: Visit, data: URLEncodedBody[dict[str, str]]) -> Page:
    """Take the form."""
    return Page("gallery/gallery.html", {}, slots={})


SIGN = Permission("gallery.sign", frozenset({"human"}))
KEEP = Permission("gallery.keep", frozenset({"admin"}))


class Entry(msgspec.Struct):
    """A line in the guestbook."""

    name: Annotated[str, msgspec.Meta(min_length=2, max_length=20)]
    password: Annotated[str, msgspec.Meta(max_length=20)]
    stars: Annotated[int, msgspec.Meta(ge=1, le=5)]
    colour: Literal["red", "blue"] = "red"
    loved: Annotated[list[Literal["oil", "ink"]], msgspec.Meta(max_length=2)] = []
    seen: bool = False
    again: int | None = None


@get("/gallery/guestbook", guards=[needs(SIGN)])
async def guestbook(request: Visit) -> Page:
    """Show the form of the guestbook."""
    form = empty_form(request, name="Ana", loved=["ink"])
    return Page("gallery/guestbook.html", {"form": form}, slots={"gallery.guestbook": {}})


@post("/gallery/guestbook", guards=[needs(SIGN)])
async def sign_guestbook(request: Visit) -> Page | Redirect:
    """Take a line, or show what to correct."""
    form = await read_form(request, Entry)
    if form.value and form.value.name == "Nobody":
        form.refuse(Refusal("gallery_crooked"), "gallery-problem-gallery-crooked-detail")
    if form.value is None or form.is_wrong:
        return Page("gallery/guestbook.html", {"form": form}, status=422, slots={"gallery.guestbook": {}})
    async with request.web.database.write() as work:
        await work.execute(
            "INSERT INTO gallery.picture (id, title) VALUES ($1, $2)", new_id(), repr(form.value)
        )
    answer = Redirect("/gallery/guestbook", status_code=303)
    flash(answer, "gallery-flash-signed")
    return answer


@get("/gallery/guestbook/keeper", guards=[needs(KEEP)])
async def keeper(request: Visit) -> Page:
    """Show what only the keeper sees."""
    return Page("kernel/problem_code.html", {"code": "kept", "title": "Kept", "status": 200})


@post("/gallery/thanks")
async def say_thanks() -> Page:
    """Answer with a page that has no form, so that it may be compressed."""
    return Page("kernel/problem_code.html", {"code": "thanks", "title": "Thanks", "status": 201})


async def good_fill(visit: Visit, name: str) -> Fragment:
    """Fill the slot."""
    return Fragment("gallery/aside.html", {"name": name})


async def counting_fill(visit: Visit) -> Fragment:
    """Fill a slot with what the database says."""
    async with visit.web.database.read() as work:
        lines = await work.fetch_value("SELECT count(*) FROM gallery.picture")
    return Fragment("gallery/aside.html", {"name": f"{lines} lines"})


async def failing_fill(visit: Visit, name: str) -> Fragment:
    """Fail to fill the slot."""
    raise RuntimeError("no paint")


async def slow_fill(visit: Visit, name: str) -> Fragment:
    """Be too late."""
    await asyncio.sleep(5)
    return Fragment("gallery/aside.html", {"name": "late"})


@hookimpl
def commonweal_routes(context):
    """Add the API."""
    return [list_pictures, hang_picture, search_pictures, count_and_hang, ring, draw_lots, whoami, unpack]


@hookimpl
def commonweal_pages(context):
    """Add the pages."""
    return [
        gallery_page,
        picture_page,
        broken_page,
        take_form,
        say_thanks,
        guestbook,
        sign_guestbook,
        keeper,
        unpack_by_form,
    ]


@hookimpl
def commonweal_navigation(context):
    """Add a link."""
    return [
        NavigationItem(label="gallery-title", url="/gallery", icon="grid"),
        NavigationItem(label="gallery-map", url="/gallery/map", icon="map", order=200),
        NavigationItem(
            label="gallery-kept", url="/gallery/guestbook/keeper", area="account", permission=KEEP
        ),
    ]


@hookimpl
def commonweal_slots(context):
    """Fill slots: one well, one failing, one late."""
    return [
        SlotFill(slot="gallery.guestbook", render=counting_fill),
        SlotFill(slot="gallery.aside", render=slow_fill, order=1),
        SlotFill(slot="gallery.aside", render=failing_fill, order=2),
        SlotFill(slot="gallery.aside", render=good_fill, order=3, milliseconds=2_000),
    ]


@hookimpl
def commonweal_sign_in():
    """Send guests to the gallery's door."""
    return "/gallery/door"


@hookimpl
def commonweal_problem_codes():
    """Add a code."""
    return {"gallery_crooked": 409}


@hookimpl
def commonweal_health_checks(context):
    """Say how the paint is."""
    database = context.services.get(Database)

    async def paint() -> None:
        await database.check()
        if failing["health"]:
            raise RuntimeError("out of paint")

    return [HealthCheck("paint", paint)]


@hookimpl
async def commonweal_authenticate(headers, cookies):
    """Believe whoever says who they are."""
    kind, _, name = headers.get("authorization", "").removeprefix("Bearer ").partition(":")
    if kind == "nobody-knows":
        raise RuntimeError("the list of visitors is gone")
    if kind == "human":
        return Principal(kind="human", id=name, rate_class="human")
    if name := cookies.get("session"):
        return Principal(kind="human", id=name, rate_class="human", by_cookie=True)
    return None


@asynccontextmanager
async def serve_clock(attached):
    """Echo over WebSockets, and say goodbye at the end; over HTTP tell who asks."""
    open_ = set()

    async def clock(scope, receive, send):
        if scope["type"] == "http":
            told = f"{scope['client'][0]} {scope['path']} {scope['query_string'].decode()}".encode()
            await send({"type": "http.response.start", "status": 200, "headers": [(b"connection", b"close")]})
            await send({"type": "http.response.body", "body": told})
            return
        await receive()
        await send({"type": "websocket.accept"})
        open_.add(scope["extensions"]["commonweal.socket"])
        while (message := await receive())["type"] == "websocket.receive":
            await send({"type": "websocket.send", "text": message["text"].upper()})
        open_.discard(scope["extensions"]["commonweal.socket"])

    yield clock
    for socket in open_:
        socket.write(b"\x81\x03bye")


@hookimpl
def commonweal_gateways():
    """Keep connections to a clock."""
    return [Gateway(addresses=["/api/v1/gallery/clock", "/elsewhere"], serve=serve_clock)]


@hookimpl
def commonweal_gauges(context):
    """Count pictures by room, and fail to count visitors."""

    async def pictures():
        async with context.services.get(Database).read() as work:
            return [
                (["hall"], await work.fetch_value("SELECT count(*) FROM gallery.picture")),
                (["attic"], 0),
            ]

    async def visitors():
        raise RuntimeError("nobody counted")

    return [
        Gauge("pictures", "Pictures in a room.", ["room"], pictures),
        Gauge("visitors", "Visitors today.", [], visitors),
    ]
