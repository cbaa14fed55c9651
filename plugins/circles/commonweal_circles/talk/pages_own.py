"""The page of one's own posts in a circle, where its author takes them back, also after leaving it."""

from uuid import UUID

import msgspec
from commonweal import Page, Visit, flash, needs, read_form
from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from commonweal_circles.opening.frame import frame
from commonweal_circles.permissions import READ_OWN, TAKE_PART
from commonweal_circles.talk.editing import delete_post
from commonweal_circles.talk.own import own_posts

PAGE = 20


class TakeBack(msgspec.Struct):
    """Which of one's posts goes."""

    post_id: UUID


@get("/circles/{circle_id:uuid}/own", guards=[needs(READ_OWN)])
async def own_page(request: Visit, circle_id: FromPath[UUID], cursor: FromQuery[str | None] = None) -> Page:
    """Show one's own posts in a circle, each with a button that takes it back."""
    found = await own_posts(request, circle_id, PAGE, cursor)
    async with request.web.database.read() as work:
        around = await frame(request, work, circle_id, "talk")
    shown = {
        "frame": around,
        "posts": found.items,
        "may_delete": TAKE_PART.allows(request.principal),
        "next_url": request.here(cursor=found.next_cursor) if found.next_cursor else "",
        "first_url": request.here(cursor=None) if cursor else "",
    }
    return Page("circles/own_posts.html", shown)


@post("/circles/{circle_id:uuid}/own", guards=[needs(TAKE_PART)])
async def take_back(request: Visit, circle_id: FromPath[UUID]) -> Redirect:
    """Take one of one's posts back."""
    form = await read_form(request, TakeBack)
    answer = Redirect(f"/circles/{circle_id}/own", status_code=303)
    if form.value is not None:
        async with request.web.database.write() as work:
            await delete_post(work, request.principal, circle_id, form.value.post_id)
        flash(answer, "circles-flash-deleted")
    return answer


OWN_PAGES = [own_page, take_back]
