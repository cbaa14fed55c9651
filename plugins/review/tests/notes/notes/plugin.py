"""The notes: written through the API, judged by review and by moods of their own."""

import asyncio
from uuid import UUID

import msgspec
from commonweal import Fragment, Refusal, Visit, hookimpl, new_id
from commonweal_review import api as review
from litestar import post, put
from litestar.params import FromPath, JSONBody

MOODS = {"half-hearted": 0.5, "gloomy": 0.2, "exactly-seventy": 0.7, "exactly-forty": 0.4}


class Text(msgspec.Struct, forbid_unknown_fields=True):
    """What a note says."""

    text: str
    locale: str = "en"
    organisation_id: UUID | None = None


class Note(msgspec.Struct):
    """A note that was written."""

    id: UUID
    review_status: str


@post("/")
async def write(request: Visit, data: JSONBody[Text]) -> Note:
    """Write a note."""
    found = await review.assess(
        request,
        author=request.principal,
        kind="notes.note",
        texts=[data.text],
        locale=data.locale,
        domain=None,
        organisation_id=data.organisation_id,
        brief=data.organisation_id is not None,
    )
    note_id = new_id()
    async with request.web.database.write() as work:
        await work.execute("INSERT INTO notes.note VALUES ($1, $2, $3)", note_id, data.text, found.status)
        status = await review.record(work, found, item_id=note_id, summary=data.text)
    return Note(note_id, status)


@put("/{note_id:uuid}")
async def rewrite(request: Visit, note_id: FromPath[UUID], data: JSONBody[Text]) -> Note:
    """Write a note anew."""
    found = await review.assess(
        request, author=request.principal, kind="notes.note", texts=[data.text], locale="en", domain=None
    )
    async with request.web.database.write() as work:
        await work.execute("UPDATE notes.note SET text = $2 WHERE id = $1", note_id, data.text)
        status = await review.record(work, found, item_id=note_id, summary=data.text)
    return Note(note_id, status)


async def decided(work, item_id, status, decision):
    """Take a decision over, unless the note is about to break."""
    text = await work.fetch_value(
        "UPDATE notes.note SET review_status = $2 WHERE id = $1 RETURNING text", item_id, status
    )
    await work.execute("INSERT INTO notes.told (note_id, status) VALUES ($1, $2)", item_id, status)
    if "stubborn" in (text or "") and status == "approved":
        raise Refusal("insufficient_tokens")


async def show(visit, item_id):
    """Show a note."""
    async with visit.web.database.read() as work:
        text = await work.fetch_value("SELECT text FROM notes.note WHERE id = $1", item_id)
    return Fragment("notes/note.html", {"text_of_note": text})


async def find(work, item_id):
    """Find a note that review has not seen."""
    text = await work.fetch_value(
        "SELECT text FROM notes.note WHERE id = $1 AND review_status = 'approved'", item_id
    )
    return text and review.Written(author=review.Author("service", "sample"), summary=text, locale="en")


@hookimpl
def commonweal_content_kinds():
    """Add notes."""
    return [
        review.ContentKind(
            name="notes.note",
            label="notes-kind-note",
            decided=decided,
            show=show,
            find=find,
            address=lambda note_id: f"/notes/{note_id}",
        )
    ]


@hookimpl
async def commonweal_review_content(text):
    """Judge by mood."""
    if "slow" in text:
        await asyncio.sleep(30)
    if "raise" in text:
        raise RuntimeError("the check is ill")
    if "exit" in text:
        raise SystemExit(1)
    if "nonsense" in text:
        return 0.9
    if "made-up" in text:
        return review.ContentReview(0.9, ["bad_manners"])
    if "spy" in text:
        return review.ContentReview(0.9, ["surveillance"], ["a reason of mine"])
    mood = next((score for word, score in MOODS.items() if word in text), 0.95)
    return review.ContentReview(mood)


@hookimpl
def commonweal_routes():
    """Add the API."""
    return [write, rewrite]
