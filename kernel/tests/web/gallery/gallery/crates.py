"""Pictures that arrive as files: by the form of a page, and by the API."""

import asyncio
import hashlib

import msgspec
from commonweal import Permission, Refusal, Visit, needs, new_id
from litestar import post
from litestar.datastructures import UploadFile
from litestar.params import MultipartBody
from litestar.response import Redirect

UNPACK = Permission("gallery.unpack", frozenset({"human"}))
MOST = 9_000_000


class Customs:
    """Holds crates back until it is opened, and knows how many it held at once."""

    def __init__(self) -> None:
        self.is_open = asyncio.Event()
        self.held = self.most = 0

    async def look_at_crate(self) -> None:
        """Let a crate through once it is open."""
        self.held += 1
        self.most = max(self.most, self.held)
        await self.is_open.wait()
        self.held -= 1


customs = Customs()
customs.is_open.set()


class Crate(msgspec.Struct, forbid_unknown_fields=True):
    """A picture as a file."""

    file: UploadFile
    note: str = ""


@post("/crates", opt={"isolation": "serializable"}, request_max_body_size=MOST)
async def unpack(request: Visit, data: MultipartBody[Crate]) -> dict[str, str]:
    """Hang a picture that came as a file."""
    return {"title": await hang(request, data.file)}


@post(
    "/gallery/crates",
    guards=[needs(UNPACK)],
    opt={"isolation": "serializable"},
    request_max_body_size=MOST,
)
async def unpack_by_form(request: Visit) -> Redirect:
    """Hang every picture of a form."""
    form = await request.form()
    hung = [await hang(request, value) for value in form.values() if isinstance(value, UploadFile)]
    return Redirect(f"/gallery?hung={len(hung)}&first={hung[0].partition(' ')[0]}", status_code=303)


async def hang(visit: Visit, file: UploadFile) -> str:
    """Hang a picture numbered by how many there are: two at once get in each other's way."""
    digest = hashlib.sha256(await file.read()).hexdigest()[:12]
    await customs.look_at_crate()
    async with visit.web.database.write(isolation="serializable") as work:
        count = await work.fetch_value("SELECT count(*) FROM gallery.picture")
        await asyncio.sleep(0.05)
        title = f"{count} {file.filename} {digest}"
        await work.execute("INSERT INTO gallery.picture (id, title) VALUES ($1, $2)", new_id(), title)
    if file.filename == "crash.png":
        raise RuntimeError("the crate fell")
    if file.filename == "crooked.png":
        raise Refusal("gallery_crooked")
    return title
