"""The pages of talk: the feed of a circle, one thread, what a post said before, and where a post is."""

from typing import Any
from uuid import UUID

from commonweal import Page, Visit, empty_form, needs
from litestar import get
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from commonweal_circles.opening.frame import frame
from commonweal_circles.permissions import TAKE_PART
from commonweal_circles.talk.acts import ACTS, require_own
from commonweal_circles.talk.editing import read_versions
from commonweal_circles.talk.pages_own import OWN_PAGES
from commonweal_circles.talk.posts import find_spot
from commonweal_circles.talk.reading import read_post
from commonweal_circles.talk.showing import show_edit, show_feed, show_new, show_thread


@get("/circles/{circle_id:uuid}")
async def feed_page(
    request: Visit, circle_id: FromPath[UUID], cursor: FromQuery[str | None] = None
) -> Page | Redirect:
    """Show a circle: its threads, or what it is about to whoever sees no more."""
    return await show_feed(request, circle_id, cursor)


@get("/circles/{circle_id:uuid}/new", guards=[needs(TAKE_PART)])
async def new_page(request: Visit, circle_id: FromPath[UUID]) -> Page:
    """Show the form that begins a thread."""
    return await show_new(request, circle_id, empty_form(request, kind="discussion"))


@get("/circles/{circle_id:uuid}/threads/{thread_id:uuid}")
async def thread_page(
    request: Visit,
    circle_id: FromPath[UUID],
    thread_id: FromPath[UUID],
    cursor: FromQuery[str | None] = None,
) -> Page:
    """Show a thread with its posts."""
    return await show_thread(request, circle_id, thread_id, cursor)


@get("/circles/{circle_id:uuid}/threads/{thread_id:uuid}/files", guards=[needs(TAKE_PART)])
async def files_page(
    request: Visit,
    circle_id: FromPath[UUID],
    thread_id: FromPath[UUID],
    cursor: FromQuery[str | None] = None,
) -> Page:
    """Show a thread with fields for files in the form that answers it."""
    return await show_thread(request, circle_id, thread_id, cursor, with_files=True)


@get("/circles/posts/{post_id:uuid}")
async def permanent_link(request: Visit, post_id: FromPath[UUID]) -> Redirect:
    """Lead to a post, wherever it is in its thread."""
    async with request.web.database.read() as work:
        spot = await find_spot(work, request.principal, post_id)
    bound = {"list": "circles.thread", "thread": str(spot.thread_id)}
    after = f"?cursor={request.web.cursors.write(tuple(spot.after), bound)}" if spot.after else ""
    address = f"/circles/{spot.circle_id}/threads/{spot.thread_id}{after}#post-{post_id}"
    return Redirect(address, status_code=303)


@get("/circles/{circle_id:uuid}/posts/{post_id:uuid}/edit", guards=[needs(TAKE_PART)])
async def edit_page(request: Visit, circle_id: FromPath[UUID], post_id: FromPath[UUID]) -> Page:
    """Show the form that writes one's post anew."""
    post = await require_own(request, circle_id, post_id)
    form = empty_form(request, title=post.title, text=post.text, version=post.version)
    return await show_edit(request, post, form)


@get("/circles/{circle_id:uuid}/posts/{post_id:uuid}/versions")
async def versions_page(request: Visit, circle_id: FromPath[UUID], post_id: FromPath[UUID]) -> Page:
    """Show what a post said before."""
    async with request.web.database.read() as work:
        around = await frame(request, work, circle_id, "talk")
        post = await read_post(work, request.principal, circle_id, post_id)
        versions = await read_versions(work, request.principal, circle_id, post_id)
    shown = {"frame": around, "post": post, "versions": versions}
    return Page("circles/talk_versions.html", shown)


PAGES: list[Any] = [
    feed_page,
    new_page,
    thread_page,
    files_page,
    permanent_link,
    edit_page,
    versions_page,
    *OWN_PAGES,
    *ACTS,
]
