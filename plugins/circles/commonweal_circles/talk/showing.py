"""What the pages of talk show: a circle's feed, one thread, and the forms that write posts."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from commonweal import Form, Page, Refusal, Visit, empty_form
from litestar.response import Redirect

from commonweal_circles.opening.frame import frame
from commonweal_circles.rules.vocabulary import DEEPEST, REACTIONS, PostKind
from commonweal_circles.services import settings_of
from commonweal_circles.talk.posts import Part, read_part
from commonweal_circles.talk.reading import PostRead
from commonweal_circles.talk.threads import Position, list_threads, pinned_threads
from commonweal_circles.talk.unread import MOST, Reading, reading_of
from commonweal_circles.words.addresses import Linked
from commonweal_circles.words.attaching import Attachment
from commonweal_circles.words.previews import Preview, previews
from commonweal_circles.words.uploading import unsent

FEED_PAGE = 20
KINDS: tuple[PostKind, ...] = ("discussion", "update", "proposal", "evidence", "decision")


async def show_feed(visit: Visit, circle_id: UUID, cursor: str | None) -> Page | Redirect:
    """Show the threads of a circle; whoever sees only its face is led to what it is about."""
    bound = {"list": "circles.feed", "circle": str(circle_id)}
    shape: Any = Position
    after = visit.web.cursors.read(cursor, bound, shape) if cursor else None
    async with visit.web.database.read() as work:
        around = await frame(visit, work, circle_id, "talk", inside=False)
        if not around.place.sees_inside:
            return Redirect(f"/circles/{circle_id}/about", status_code=303)
        reading = await reading_of(work, around.place)
        pinned = [] if after else await pinned_threads(work, around.place, reading)
        threads, position = await list_threads(
            work, around.place, reading, FEED_PAGE, after, with_pinned=False
        )
    address = f"/circles/{circle_id}"
    following = visit.web.cursors.write(position, bound) if position else ""
    shown = {
        "frame": around,
        "pinned": pinned,
        "threads": threads,
        "newest": reading.newest,
        "form": empty_form(visit, kind="discussion"),
        "next_url": f"{address}?cursor={following}" if following else "",
        "first_url": address if cursor else "",
        **_writing(visit),
    }
    return Page("circles/talk_feed.html", shown)


async def show_new(visit: Visit, circle_id: UUID, form: Form[Any]) -> Page:
    """Show the form that begins a thread."""
    async with visit.web.database.read() as work:
        around = await frame(visit, work, circle_id, "talk")
        if not around.may_write:
            raise Refusal("circle_archived" if around.place.is_member else "forbidden")
        kept = await unsent(work, circle_id, around.place.account_id, _ids(form))
    shown = {"frame": around, "form": form, "kept": kept, **_writing(visit)}
    return Page("circles/talk_new.html", shown, status=422 if form.is_wrong else 200)


async def show_thread(
    visit: Visit,
    circle_id: UUID,
    thread_id: UUID,
    cursor: str | None,
    form: Form[Any] | None = None,
    answered: UUID | None = None,
    *,
    with_files: bool = False,
) -> Page:
    """Show a part of a thread; with ``form`` a reply to the post ``answered`` that is not written yet.

    Its form has fields for files if it was sent with some, or is asked for ``with_files``.
    """
    bound = {"list": "circles.thread", "thread": str(thread_id)}
    after = visit.web.cursors.read(cursor, bound, list[int]) if cursor else None
    form = form or empty_form(visit)
    kept: list[Attachment] = []
    async with visit.web.database.read() as work:
        around = await frame(visit, work, circle_id, "talk")
        part = await read_part(work, around.place, thread_id, after=after)
        reading = await reading_of(work, around.place)
        if ids := _ids(form):
            kept = await unsent(work, circle_id, around.place.account_id, ids)
    posts = [part.thread, *part.posts]
    unread = _unread(posts, reading, around.place.account_id)
    address = f"/circles/{circle_id}/threads/{thread_id}"
    following = visit.web.cursors.write(tuple(part.position), bound) if part.position else ""
    shown = {
        "frame": around,
        "thread": part.thread,
        "posts": part.posts,
        "written": part.written,
        "cards": await _cards(visit, part),
        "names": {post.id: post.author for post in posts if post.author},
        "unread": unread,
        "newest": reading.newest,
        "reads_all": 0 < len(unread) == around.unread < MOST,
        "may_reply": around.may_write
        and part.thread.state in {"published", "deleted"}
        and (not part.thread.locked or around.is_moderator),
        "form": form,
        "answered": answered,
        "with_files": with_files,
        "part": f"?cursor={cursor}" if cursor else "",
        "kept": kept,
        "me": around.place.account_id,
        "deepest": DEEPEST,
        "reactions": REACTIONS,
        "next_url": f"{address}?cursor={following}" if following else "",
        "first_url": address if cursor else "",
        **_writing(visit),
    }
    return Page("circles/talk_thread.html", shown, status=422 if form.is_wrong else 200)


async def show_edit(visit: Visit, post: PostRead, form: Form[Any]) -> Page:
    """Show the form that writes a post anew."""
    async with visit.web.database.read() as work:
        around = await frame(visit, work, post.circle_id, "talk")
        kept = [*post.attachments]
        if form.entries.get("attachments"):
            ids = set(form.all("attachments"))
            waiting = await unsent(work, post.circle_id, around.place.account_id, _ids(form))
            kept = [*(each for each in kept if str(each.id) in ids), *waiting]
    shown = {"frame": around, "post": post, "form": form, "kept": kept, **_writing(visit)}
    return Page("circles/talk_edit.html", shown, status=422 if form.is_wrong else 200)


def _unread(posts: Sequence[PostRead], reading: Reading, reader: UUID) -> set[UUID]:
    """Return the posts of others that a member has not read yet."""
    return {
        post.id
        for post in posts
        if reading.is_new(post.number)
        and post.state == "published"
        and post.author
        and post.author.id != reader
    }


async def _cards(visit: Visit, part: Part) -> dict[UUID, list[Preview]]:
    """Return what is said, below each post, of the pages that it links to."""
    linked: list[Linked] = [each for written in part.written.values() for each in written.linked]
    found = await previews(visit, linked)
    return {
        post_id: [found[each] for each in written.linked if each in found]
        for post_id, written in part.written.items()
    }


def _ids(form: Form[Any]) -> list[UUID]:
    """Return the files that a form names, as far as they are ids."""
    found = []
    for given in form.all("attachments"):
        try:
            found.append(UUID(given))
        except ValueError:
            continue
    return found


def _writing(visit: Visit) -> dict[str, Any]:
    settings = settings_of(visit)
    return {
        "kinds": KINDS,
        "files_most": settings.attachments_most,
        "megabytes": max(1, settings.attachment_bytes // 1_000_000),
    }
