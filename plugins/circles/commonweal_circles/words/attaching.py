"""Files that stand by posts: given to a post when it is written, and read with many posts at once."""

import re
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal, UnitOfWork

_WORD = re.compile(r"[^\W\d_]+")
_NAMED = """
SELECT id FROM circles.attachment
WHERE id = ANY ($1) AND circle_id = $2 AND (post_id = $3 OR (post_id IS NULL AND uploaded_by = $4))
FOR UPDATE
"""
_GIVE = "UPDATE circles.attachment SET post_id = $2 WHERE id = ANY ($1) AND post_id IS NULL"
_TAKE = """
UPDATE circles.attachment SET post_id = NULL
WHERE post_id = $1 AND NOT id = ANY ($2)
"""
_WORDS = """
SELECT name, description FROM circles.attachment
WHERE id = ANY ($1) AND circle_id = $2 AND (post_id = $3 OR (post_id IS NULL AND uploaded_by = $4))
ORDER BY id
"""
_OF_POST = "SELECT id FROM circles.attachment WHERE post_id = $1"
_BY_POSTS = """
SELECT id, circle_id, post_id, name, media_type, size_bytes, width, height, description
FROM circles.attachment WHERE post_id = ANY ($1) ORDER BY post_id, id
"""


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A file by a post; ``url`` leads to it, and ``small_url`` to a small copy of a picture."""

    id: UUID
    name: str
    media_type: str
    size_bytes: int
    width: int | None
    height: int | None
    description: str
    url: str
    small_url: str

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown, and not only kept."""
        return self.width is not None


async def attach(
    work: UnitOfWork, *, circle_id: UUID, post_id: UUID, uploader_id: UUID, ids: Sequence[UUID], most: int
) -> None:
    """Let just these files stand by a post from now on, in the transaction that writes it.

    Those may be named that their uploader has not sent yet, and those that stand by the post already; what
    stood by it and is not named goes. Raises ``Refusal("validation_error")`` at ``/attachments`` for more
    than ``most``, and for any other file.
    """
    wanted = list(dict.fromkeys(ids))
    if len(wanted) > most:
        many = FieldError("/attachments", "too_many", {"most": most}, "circles-words-files-most")
        raise Refusal("validation_error", fields=[many])
    found = {row["id"] for row in await work.fetch(_NAMED, wanted, circle_id, post_id, uploader_id)}
    for place, attachment_id in enumerate(wanted):
        if attachment_id not in found:
            wrong = FieldError(f"/attachments/{place}", "invalid", {}, "circles-words-file-unknown")
            raise Refusal("validation_error", fields=[wrong])
    await work.execute(_TAKE, post_id, wanted)
    await work.execute(_GIVE, wanted, post_id)


async def words_of_files(
    work: UnitOfWork, circle_id: UUID, post_id: UUID, uploader_id: UUID, ids: Sequence[UUID] | None
) -> list[str]:
    """Return what review has to look at of files that may stand by a post: their names and descriptions.

    Without ``ids`` those that stand by it already.
    """
    if ids is None:
        ids = [row["id"] for row in await work.fetch(_OF_POST, post_id)]
    rows = await work.fetch(_WORDS, list(ids), circle_id, post_id, uploader_id) if ids else []
    return [words for row in rows for words in (_named(row["name"]), row["description"]) if words]


async def attachments_of(work: UnitOfWork, post_ids: Collection[UUID]) -> dict[UUID, list[Attachment]]:
    """Return the files by several posts, by post; posts without any are left out.

    Whoever may read a post may see its files: the caller has asked that.
    """
    found: dict[UUID, list[Attachment]] = {}
    rows = await work.fetch(_BY_POSTS, list(post_ids)) if post_ids else []
    for row in rows:
        found.setdefault(row["post_id"], []).append(as_attachment(row))
    return found


def as_attachment(row: Any) -> Attachment:
    """Return a row as readers see it."""
    url = f"/circles/{row['circle_id']}/files/{row['id']}"
    plain = ("id", "name", "media_type", "size_bytes", "width", "height", "description")
    return Attachment(
        **{name: row[name] for name in plain},
        url=url,
        small_url=f"{url}?size=small" if row["width"] is not None else "",
    )


def _named(name: str) -> str:
    """Return the words of a name: what cameras and programs write in it is no shouting."""
    return " ".join(_WORD.findall(name.rpartition(".")[0].casefold()))
