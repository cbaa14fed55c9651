"""The forms of talk: begin a thread, reply, edit, delete, react, pin, lock, and mark as read."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import Form, Page, Refusal, Visit, flash, limited, needs, read_form
from litestar import post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from commonweal_circles.permissions import TAKE_PART
from commonweal_circles.rules.vocabulary import PostKind, Reaction
from commonweal_circles.talk.drafting import PostEdit, ReplyDraft, Text, ThreadDraft, Title
from commonweal_circles.talk.editing import delete_post, edit_post
from commonweal_circles.talk.http import EDITS, REACTIONS
from commonweal_circles.talk.marking import Marks, mark_thread
from commonweal_circles.talk.quotas import of_members
from commonweal_circles.talk.reacting import react
from commonweal_circles.talk.reading import PostRead, read_post
from commonweal_circles.talk.showing import show_edit, show_new, show_thread
from commonweal_circles.talk.unread import mark_read
from commonweal_circles.talk.writing import begin_thread, reply
from commonweal_circles.words.uploading import MOST_FORM, receive_files

MAY = needs(TAKE_PART)
READING = limited("circles-read", 60, 60)


class ThreadEntries(msgspec.Struct):
    """What the form that begins a thread sends."""

    title: Title
    text: Text
    kind: PostKind = "discussion"


class ReplyEntries(msgspec.Struct):
    """What the form of a reply sends; the text of a reply to a reply has the name ``answer-<id>``."""

    parent_id: UUID | None = None
    kind: PostKind = "discussion"


class EditEntries(msgspec.Struct):
    """What the form that writes a post anew sends."""

    version: int
    text: Text
    title: Title | None = None


class ReactionEntry(msgspec.Struct):
    """What a button of a reaction sends: the one that is given, or the one that is taken back."""

    reaction: Reaction | None = None
    taken: Reaction | None = None


class ReadForm(msgspec.Struct):
    """What the form that marks a circle as read sends."""

    number: Annotated[int, msgspec.Meta(ge=0, le=2**62)]
    thread_id: UUID | None = None


@post("/circles/{circle_id:uuid}/new", guards=[MAY, of_members], request_max_body_size=MOST_FORM)
async def begin_by_form(request: Visit, circle_id: FromPath[UUID]) -> Page | Redirect:
    """Begin a thread."""
    form = await read_form(request, ThreadEntries)
    files = await receive_files(request, circle_id, form)
    if form.value is not None and not form.is_wrong:
        given = form.value
        draft = ThreadDraft(title=given.title, text=given.text, kind=given.kind, attachments=files)
        try:
            return _written(await begin_thread(request, circle_id, draft))
        except Refusal as refusal:
            _refuse(form, refusal)
    return await show_new(request, circle_id, form)


@post(
    "/circles/{circle_id:uuid}/threads/{thread_id:uuid}",
    guards=[MAY, of_members],
    request_max_body_size=MOST_FORM,
)
async def reply_by_form(
    request: Visit,
    circle_id: FromPath[UUID],
    thread_id: FromPath[UUID],
    cursor: FromQuery[str | None] = None,
) -> Page | Redirect:
    """Reply to a post."""
    form = await read_form(request, ReplyEntries)
    files = await receive_files(request, circle_id, form)
    answered = form.value.parent_id if form.value else None
    name = f"answer-{answered}" if answered else "text"
    text = form.text(name)
    if not text:
        form.fail(name, "required")
    elif len(text) > 10_000:  # noqa: PLR2004 - as the bounds of Text say
        form.fail(name, "too_long", maximum=10_000)
    if form.value is not None and not form.is_wrong:
        draft = ReplyDraft(text=text, parent_id=answered, kind=form.value.kind, attachments=files)
        try:
            return _written(await reply(request, circle_id, thread_id, draft))
        except Refusal as refusal:
            _refuse(form, refusal, text=name)
    return await show_thread(request, circle_id, thread_id, cursor, form, answered)


# The key of the form stays unused: whoever goes back from here sends the form as it was.
@post("/circles/{circle_id:uuid}/threads/{thread_id:uuid}/files", guards=[MAY], opt={"idempotency": "never"})
async def ask_for_files_by_form(
    request: Visit,
    circle_id: FromPath[UUID],
    thread_id: FromPath[UUID],
    cursor: FromQuery[str | None] = None,
) -> Page:
    """Show a reply that is being written again, with fields for files; nothing is written yet."""
    form = await read_form(request, ReplyEntries)
    answered = form.value.parent_id if form.value else None
    return await show_thread(request, circle_id, thread_id, cursor, form, answered, with_files=True)


@post(
    "/circles/{circle_id:uuid}/posts/{post_id:uuid}/edit",
    guards=[MAY, EDITS],
    request_max_body_size=MOST_FORM,
)
async def edit_by_form(request: Visit, circle_id: FromPath[UUID], post_id: FromPath[UUID]) -> Page | Redirect:
    """Write one's post anew."""
    before = await require_own(request, circle_id, post_id)
    form = await read_form(request, EditEntries)
    files = await receive_files(request, circle_id, form)
    if form.value is not None and not form.is_wrong:
        given = form.value
        title = given.title if before.depth == 0 else None
        edit = PostEdit(version=given.version, text=given.text, title=title, attachments=files)
        try:
            return _written(await edit_post(request, circle_id, post_id, edit), "edited")
        except Refusal as refusal:
            _refuse(form, refusal)
    return await show_edit(request, before, form)


@post("/circles/{circle_id:uuid}/posts/{post_id:uuid}/delete", guards=[MAY])
async def delete_by_form(request: Visit, circle_id: FromPath[UUID], post_id: FromPath[UUID]) -> Redirect:
    """Take one's post back."""
    async with request.web.database.write() as work:
        before = await read_post(work, request.principal, circle_id, post_id)
        await delete_post(work, request.principal, circle_id, post_id)
    stays = before.depth > 0 or before.replies > 0
    thread = f"/threads/{before.thread_id}" if stays else ""
    return _told(f"/circles/{circle_id}{thread}", "deleted")


@post("/circles/{circle_id:uuid}/posts/{post_id:uuid}/react", guards=[MAY, REACTIONS])
async def react_by_form(request: Visit, circle_id: FromPath[UUID], post_id: FromPath[UUID]) -> Redirect:
    """Give a reaction, or take it back."""
    form = await read_form(request, ReactionEntry)
    chosen = (form.value.reaction or form.value.taken) if form.value is not None else None
    if chosen is not None:
        async with request.web.database.write() as work:
            is_given = form.value is not None and form.value.reaction is not None
            await react(work, request.principal, circle_id, post_id, chosen, on=is_given)
    return Redirect(f"/circles/posts/{post_id}", status_code=303)


@post("/circles/{circle_id:uuid}/threads/{thread_id:uuid}/marks", guards=[MAY])
async def mark_by_form(
    request: Visit, circle_id: FromPath[UUID], thread_id: FromPath[UUID]
) -> Page | Redirect:
    """Pin or lock a thread, or let it go."""
    form = await read_form(request, Marks)
    if form.value is not None:
        try:
            async with request.web.database.write() as work:
                await mark_thread(work, request.principal, circle_id, thread_id, form.value)
        except Refusal as refusal:
            _refuse(form, refusal)
            return await show_thread(request, circle_id, thread_id, None, form)
    return _told(f"/circles/{circle_id}/threads/{thread_id}", "marked")


@post("/circles/{circle_id:uuid}/read", guards=[MAY, READING])
async def read_by_form(request: Visit, circle_id: FromPath[UUID]) -> Redirect:
    """Take note of what was read."""
    form = await read_form(request, ReadForm)
    back = f"/circles/{circle_id}"
    if form.value is not None:
        if form.value.thread_id:
            back += f"/threads/{form.value.thread_id}"
        async with request.web.database.write() as work:
            await mark_read(work, request.principal, circle_id, form.value.number)
    return Redirect(back, status_code=303)


async def require_own(visit: Visit, circle_id: UUID, post_id: UUID) -> PostRead:
    """Return a post that its author is about to change; raises ``Refusal``."""
    async with visit.web.database.read() as work:
        found = await read_post(work, visit.principal, circle_id, post_id)
    if found.state == "deleted":
        raise Refusal("not_found")
    if found.author is None or found.author.id != visit.principal.account_id:
        raise Refusal("forbidden")
    return found


def _refuse(form: Form[Any], refusal: Refusal, *, text: str = "text") -> None:
    """Say at a form why it was refused, unless there is nothing left to show it on."""
    if refusal.code in {"not_found", "forbidden"}:
        raise refusal
    moved = [
        msgspec.structs.replace(field, pointer=f"/{text}") if field.pointer == "/text" else field
        for field in refusal.fields
    ]
    if refusal.code == "content_rejected":  # its fields name categories, and stand nowhere in the form
        form.refuse(Refusal(refusal.code))
    shown = Refusal(refusal.code, fields=moved, **refusal.arguments)
    own = refusal.code.startswith("circle_")
    form.refuse(shown, f"circles-problem-{refusal.code.replace('_', '-')}-detail" if own else "")


def _written(post: PostRead, done: str = "posted") -> Redirect:
    """Lead to a post that was written, and say whether others see it already."""
    word = {"in_review": "in-review", "held": "held"}.get(post.state, done)
    return _told(f"/circles/posts/{post.id}", word)


def _told(address: str, word: str) -> Redirect:
    answer = Redirect(address, status_code=303)
    flash(answer, f"circles-flash-{word}")
    return answer


ACTS: list[Any] = [
    begin_by_form,
    reply_by_form,
    ask_for_files_by_form,
    edit_by_form,
    delete_by_form,
    react_by_form,
    mark_by_form,
    read_by_form,
]
