"""The kernel's own pages: what a problem code means, and the icon of the site."""

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from commonweal.errors import Refusal
from commonweal.web.pages import Page
from commonweal.web.visit import Visit


@get("/problems/{code:str}", include_in_schema=False, opt={"page": True})
async def problem_page(request: Visit, code: FromPath[str]) -> Page:
    """Explain one problem code: the ``type`` of a problem document leads here."""
    if code not in request.web.problems:
        raise Refusal("not_found")
    words, message = request.translator, request.web.problems.message_id(code)
    title = words.text(f"{message}-title")
    return Page(
        "kernel/problem_code.html",
        {"code": code, "title": title, "status": request.web.problems.status(code)},
    )


@get("/favicon.ico", include_in_schema=False, sync_to_thread=False)
def favicon(request: Visit) -> Response[bytes]:
    """Answer browsers that ask for the icon before they read the page."""
    plain = request.web.statics.file("kernel/icon.svg").plain
    return Response(plain, media_type="image/svg+xml", headers={"cache-control": "public, max-age=86400"})


def own_pages() -> list[HTTPRouteHandler]:
    """Return the routes the kernel serves itself."""
    return [problem_page, favicon]
