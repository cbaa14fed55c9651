"""A member uploads files before the post they will stand by is written.

The bytes are stored before the row: a row always has its file. Bytes that are left without a row, by a crash
or because the transaction around the whole request was taken back, go with ``keeping.sweep_bytes`` within two
days. A task for each upload would look within the hour, but it would be asked for in that same transaction,
and be taken back with it; nobody is given an address of such bytes meanwhile.
"""

import asyncio
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from commonweal import FieldError, Form, Principal, Refusal, UnitOfWork, Visit, enqueue, new_id
from commonweal_review import api as review
from litestar.datastructures import UploadFile

from commonweal_circles.rules.vocabulary import POST
from commonweal_circles.seeing import require_inside, require_member
from commonweal_circles.services import settings_of
from commonweal_circles.words.attaching import Attachment, as_attachment
from commonweal_circles.words.files import Opened, open_file, safe_name
from commonweal_circles.words.keeping import delete_bytes, file_key, small_key
from commonweal_circles.words.refusing import refused
from commonweal_circles.words.viewing import find_file

MOST_WAITING: Final = 20
"""How many files of one member may wait in one circle to be sent."""
MOST_BODY: Final = 25_200_000
"""The largest file that may be set, and the rest of its form."""
MOST_FORM: Final = 64_000_000
"""What a form with several files may hold: the ``request_max_body_size`` of pages that take them."""
MEGABYTE: Final = 1_000_000
Description = Annotated[str, msgspec.Meta(max_length=500)]
_WAITING = """
SELECT count(*) FROM circles.attachment WHERE circle_id = $1 AND uploaded_by = $2 AND post_id IS NULL
"""
_KEEP = """
INSERT INTO circles.attachment (id, circle_id, uploaded_by, name, media_type, size_bytes, width, height,
    blob_key, thumbnail_key, description)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""
_DESCRIBE = "UPDATE circles.attachment SET description = $2 WHERE id = $1"
_FORGET = """
DELETE FROM circles.attachment WHERE id = $1 AND uploaded_by = $2 AND post_id IS NULL RETURNING id
"""
_UNSENT = """
SELECT id, circle_id, name, media_type, size_bytes, width, height, description FROM circles.attachment
WHERE circle_id = $1 AND uploaded_by = $2 AND post_id IS NULL AND id = ANY ($3) ORDER BY id
"""


async def upload(visit: Visit, circle_id: UUID, file: UploadFile, description: str = "") -> UUID:
    """Keep a file that a member sent, and return its id; it waits for its post for a day.

    Raises ``Refusal``: ``not_found``, ``forbidden`` for whoever is no member, ``circle_archived``,
    ``file_too_large``, ``unsupported_media_type`` as ``open_file`` does, ``validation_error`` when too many
    wait already.
    """
    database, blobs, uploader = visit.web.database, visit.web.blobs, visit.principal
    async with database.read() as work:
        place = await require_inside(work, uploader, circle_id)
        if not place.is_member:
            raise Refusal("forbidden")
        await _require_room(work, circle_id, uploader.account_id)
    content = await _read(file, settings_of(visit).attachment_bytes)
    opened = await asyncio.to_thread(open_file, content, file.filename)
    file_id = new_id()
    await blobs.put(file_key(file_id), opened.content, opened.media_type)
    if opened.small is not None:
        await blobs.put(small_key(file_id), opened.small, "image/jpeg")
    try:
        async with database.write() as work:
            await require_member(work, uploader, circle_id)
            await _require_room(work, circle_id, uploader.account_id)
            name = safe_name(file.filename, opened.media_type)
            await _keep(work, file_id, circle_id, uploader.account_id, name, opened, description)
    except Refusal:
        await delete_bytes(blobs, file_id)
        raise
    return file_id


async def redescribe(visit: Visit, circle_id: UUID, file_id: UUID, description: str) -> None:
    """Say in other words what one's own file shows; what waits for its post is reviewed with that.

    Raises ``Refusal``: ``not_found``, ``forbidden``, ``circle_archived``, ``content_rejected``, and
    ``validation_error`` for words by a post that review does not approve at once.
    """
    words = description.strip()
    found = await _assess(visit, words) if words else None
    async with visit.web.database.write() as work:
        await require_member(work, visit.principal, circle_id)
        row = await find_file(work, visit.principal, circle_id, file_id)
        if row["uploaded_by"] != visit.principal.account_id:
            raise Refusal("forbidden")
        if found is not None and found.status != "approved" and row["post_id"] is not None:
            doubt = FieldError("/description", "not_approved", message="circles-field-title-not-approved")
            raise Refusal("validation_error", fields=[doubt])
        await work.execute(_DESCRIBE, file_id, words)


async def forget(work: UnitOfWork, principal: Principal, circle_id: UUID, file_id: UUID) -> None:
    """Forget one's own file that is not sent yet; raises ``Refusal("not_found")`` for any other."""
    from commonweal_circles.words.tasks import forget_file  # noqa: PLC0415 - the task needs this package

    await find_file(work, principal, circle_id, file_id)
    if await work.fetch_value(_FORGET, file_id, principal.account_id) is None:
        raise Refusal("not_found")
    await enqueue(work, forget_file, file_id=file_id)


async def receive_files(visit: Visit, circle_id: UUID, form: Form[Any]) -> list[UUID]:
    """Keep the files that came with a form, and return the ids of all it names, those before too.

    The form has the fields of the macro ``files`` in ``circles/words_parts.html``: ``files`` for new ones,
    ``files_description`` for what they show, ``attachments`` for those that were kept before. The first file
    that is refused is told of at ``files``; those before it are kept.
    """
    sent = await visit.form()
    kept = _ids(form.all("attachments"))
    description = form.text("files_description").strip()
    for field, value in sent.multi_items():
        if field != "files" or not isinstance(value, UploadFile) or not value.filename:
            continue
        try:
            kept.append(await upload(visit, circle_id, value, description[:500]))
        except Refusal as refusal:
            if not refusal.fields:
                raise
            for problem in refusal.fields:
                form.fail("files", problem.code, problem.message, **problem.arguments)
            break
    form.entries["attachments"] = [str(each) for each in kept]
    return kept


async def unsent(work: UnitOfWork, circle_id: UUID, uploader_id: UUID, ids: list[UUID]) -> list[Attachment]:
    """Return somebody's files among some that wait for their post: what a form shows again."""
    return [as_attachment(row) for row in await work.fetch(_UNSENT, circle_id, uploader_id, ids)]


async def _assess(visit: Visit, words: str) -> review.Assessment:
    author = visit.principal
    return await review.assess(
        visit, author=author, kind=POST, texts=[words], locale=visit.locale, domain=None
    )


async def _read(file: UploadFile, most: int) -> bytes:
    """Read a file up to the byte that would be too many."""
    content = await file.read(most + 1)
    if len(content) > most:
        raise refused("large", most=max(1, most // MEGABYTE))
    return content


async def _require_room(work: UnitOfWork, circle_id: UUID, uploader_id: UUID) -> None:
    if await work.fetch_value(_WAITING, circle_id, uploader_id) >= MOST_WAITING:
        raise refused("waiting", most=MOST_WAITING)


async def _keep(
    work: UnitOfWork,
    file_id: UUID,
    circle_id: UUID,
    uploader_id: UUID,
    name: str,
    opened: Opened,
    description: str,
) -> None:
    await work.execute(
        _KEEP,
        *(file_id, circle_id, uploader_id, name, opened.media_type, len(opened.content)),
        *(opened.width, opened.height, file_key(file_id)),
        *(small_key(file_id) if opened.small is not None else None, description),
    )


def _ids(given: list[str]) -> list[UUID]:
    try:
        return list(dict.fromkeys(UUID(each) for each in given))
    except ValueError as error:
        raise Refusal("validation_error", fields=[FieldError("/attachments", "invalid")]) from error
