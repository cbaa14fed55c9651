"""The JSON API of talk: threads, posts, versions, reactions and unread marks, under ``/api/v1/circles``."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import Items, Visit, limited, needs
from litestar import delete, get, patch, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from commonweal_circles.permissions import READ_OWN, TAKE_PART
from commonweal_circles.rules.vocabulary import Reaction
from commonweal_circles.seeing import require_inside
from commonweal_circles.talk.drafting import PostEdit, ReplyDraft, ThreadDraft
from commonweal_circles.talk.editing import PostVersion, delete_post, edit_post, read_versions
from commonweal_circles.talk.marking import Marks, mark_thread
from commonweal_circles.talk.own import OwnPost, own_posts
from commonweal_circles.talk.posts import PAGE, read_part
from commonweal_circles.talk.quotas import of_members
from commonweal_circles.talk.reacting import Reacted, react
from commonweal_circles.talk.reading import PostRead, read_post
from commonweal_circles.talk.threads import Position, ThreadRead, list_threads, pinned_threads
from commonweal_circles.talk.unread import ReadTo, mark_read, reading_of
from commonweal_circles.talk.writing import begin_thread, reply

EDITS = limited("circles-edits", 60, 3_600)
REACTIONS = limited("circles-reactions", 60, 60)
Size = Annotated[int, QueryParameter(ge=1, le=100)]


class ThreadPart(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a thread: its beginning, posts in the order of the thread, and the cursor that leads on."""

    thread: PostRead
    items: list[PostRead]
    next_cursor: str | None = None


class ReadEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The number of the newest post that was read."""

    number: Annotated[int, msgspec.Meta(ge=0, le=2**62)]


@get("/{circle_id:uuid}/threads", operation_id="listThreads", summary="List the threads of a circle")
async def list_of_threads(
    request: Visit,
    circle_id: FromPath[UUID],
    cursor: FromQuery[str | None] = None,
    limit: Size = 20,
    *,
    pinned: FromQuery[bool] = False,
) -> Items[ThreadRead]:
    """List threads, those with the newest activity first; with ``pinned`` the few that stand at the top."""
    cursors, bound = request.web.cursors, {"list": "circles.threads", "circle": str(circle_id)}
    shape: Any = Position
    after = cursors.read(cursor, bound, shape) if cursor else None
    async with request.web.database.read() as work:
        place = await require_inside(work, request.principal, circle_id)
        reading = await reading_of(work, place)
        if pinned:
            return Items(await pinned_threads(work, place, reading))
        found, position = await list_threads(work, place, reading, limit, after)
    return Items(found, cursors.write(position, bound) if position else None)


@post(
    "/{circle_id:uuid}/threads",
    guards=[needs(TAKE_PART), of_members],
    operation_id="beginThread",
    summary="Begin a thread",
)
async def create_thread(request: Visit, circle_id: FromPath[UUID], data: JSONBody[ThreadDraft]) -> PostRead:
    """Begin a thread as a member; its ``state`` says whether everybody sees it yet."""
    return await begin_thread(request, circle_id, data)


@get(
    "/{circle_id:uuid}/threads/{thread_id:uuid}",
    operation_id="readThread",
    summary="Read a thread",
)
async def read_thread(
    request: Visit,
    circle_id: FromPath[UUID],
    thread_id: FromPath[UUID],
    cursor: FromQuery[str | None] = None,
    limit: Size = PAGE,
) -> ThreadPart:
    """Give the beginning of a thread and a part of its posts; answers follow what they answer."""
    cursors, bound = request.web.cursors, {"list": "circles.thread", "thread": str(thread_id)}
    after = cursors.read(cursor, bound, list[int]) if cursor else None
    async with request.web.database.read() as work:
        place = await require_inside(work, request.principal, circle_id)
        part = await read_part(work, place, thread_id, limit, after)
    following = cursors.write(tuple(part.position), bound) if part.position else None
    return ThreadPart(thread=part.thread, items=part.posts, next_cursor=following)


@patch(
    "/{circle_id:uuid}/threads/{thread_id:uuid}",
    guards=[needs(TAKE_PART)],
    operation_id="markThread",
    summary="Pin or lock a thread",
)
async def change_marks(
    request: Visit, circle_id: FromPath[UUID], thread_id: FromPath[UUID], data: JSONBody[Marks]
) -> Marks:
    """Pin a thread to the top of its circle or lock it, as a moderator; at most 3 are pinned."""
    async with request.web.database.write() as work:
        return await mark_thread(work, request.principal, circle_id, thread_id, data)


@post(
    "/{circle_id:uuid}/threads/{thread_id:uuid}/posts",
    guards=[needs(TAKE_PART), of_members],
    operation_id="replyInThread",
    summary="Reply in a thread",
)
async def create_reply(
    request: Visit, circle_id: FromPath[UUID], thread_id: FromPath[UUID], data: JSONBody[ReplyDraft]
) -> PostRead:
    """Answer the beginning of a thread, or a post in it down to the fifth level, as a member."""
    return await reply(request, circle_id, thread_id, data)


@get("/{circle_id:uuid}/posts/{post_id:uuid}", operation_id="readPost", summary="Read a post")
async def read_one(request: Visit, circle_id: FromPath[UUID], post_id: FromPath[UUID]) -> PostRead:
    """Give a post; its author and moderators see it before everybody does, too."""
    async with request.web.database.read() as work:
        return await read_post(work, request.principal, circle_id, post_id)


@patch(
    "/{circle_id:uuid}/posts/{post_id:uuid}",
    guards=[needs(TAKE_PART), EDITS],
    operation_id="editPost",
    summary="Edit a post",
)
async def change_post(
    request: Visit, circle_id: FromPath[UUID], post_id: FromPath[UUID], data: JSONBody[PostEdit]
) -> PostRead:
    """Write one's post anew; what stood there before can be read by whoever reads the post."""
    return await edit_post(request, circle_id, post_id, data)


@delete(
    "/{circle_id:uuid}/posts/{post_id:uuid}",
    guards=[needs(TAKE_PART)],
    operation_id="deletePost",
    summary="Delete a post",
)
async def remove_post(request: Visit, circle_id: FromPath[UUID], post_id: FromPath[UUID]) -> None:
    """Take one's post back, also after leaving: its words and files go for good, its place stays."""
    async with request.web.database.write() as work:
        await delete_post(work, request.principal, circle_id, post_id)


@get(
    "/{circle_id:uuid}/me/posts",
    guards=[needs(READ_OWN)],
    operation_id="listOwnPosts",
    summary="List one's own posts in a circle",
)
async def list_own(
    request: Visit, circle_id: FromPath[UUID], cursor: FromQuery[str | None] = None, limit: Size = 20
) -> Items[OwnPost]:
    """List what one wrote in a circle and did not take back, the newest first, also after leaving it."""
    return await own_posts(request, circle_id, limit, cursor)


@get(
    "/{circle_id:uuid}/posts/{post_id:uuid}/versions",
    operation_id="listPostVersions",
    summary="List the versions of a post",
)
async def list_versions(
    request: Visit, circle_id: FromPath[UUID], post_id: FromPath[UUID]
) -> Items[PostVersion]:
    """List what a post said, the newest first, at most 200 versions."""
    async with request.web.database.read() as work:
        return Items(await read_versions(work, request.principal, circle_id, post_id))


@put(
    "/{circle_id:uuid}/posts/{post_id:uuid}/reactions/{reaction:str}",
    guards=[needs(TAKE_PART), REACTIONS],
    operation_id="reactToPost",
    summary="React to a post",
)
async def give_reaction(
    request: Visit, circle_id: FromPath[UUID], post_id: FromPath[UUID], reaction: FromPath[Reaction]
) -> Reacted:
    """Give a reaction to a post, once."""
    async with request.web.database.write() as work:
        return await react(work, request.principal, circle_id, post_id, reaction, on=True)


@delete(
    "/{circle_id:uuid}/posts/{post_id:uuid}/reactions/{reaction:str}",
    guards=[needs(TAKE_PART), REACTIONS],
    operation_id="withdrawReaction",
    summary="Take a reaction back",
    status_code=200,
)
async def take_reaction(
    request: Visit, circle_id: FromPath[UUID], post_id: FromPath[UUID], reaction: FromPath[Reaction]
) -> Reacted:
    """Take one's reaction to a post back."""
    async with request.web.database.write() as work:
        return await react(work, request.principal, circle_id, post_id, reaction, on=False)


@put(
    "/{circle_id:uuid}/read",
    guards=[needs(TAKE_PART)],
    operation_id="markCircleRead",
    summary="Say what one has read",
)
async def put_read(request: Visit, circle_id: FromPath[UUID], data: JSONBody[ReadEntry]) -> ReadTo:
    """Take note that one has read the posts up to a number; what is newer is counted as unread."""
    async with request.web.database.write() as work:
        return await mark_read(work, request.principal, circle_id, data.number)


ROUTES = [
    list_of_threads,
    create_thread,
    read_thread,
    change_marks,
    create_reply,
    read_one,
    change_post,
    remove_post,
    list_own,
    list_versions,
    give_reaction,
    take_reaction,
    put_read,
]
