"""The claimer's part of a claim's page: uploading files, handing them in, what became of it, and appeals.

Everything works without JavaScript; with it, files upload one by one as they are chosen.
"""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from commonweal import Form, Page, Refusal, UnitOfWork, Visit, flash, needs, read_form
from litestar import post
from litestar.datastructures import UploadFile
from litestar.params import FromPath
from litestar.response import Redirect

from commonweal_missions.appeals.appealing import LEAST_WORDS, AppealDraft, appeal
from commonweal_missions.evidence.http import HAND_IN
from commonweal_missions.evidence.http_files import MOST_BODY, UPLOAD, keep
from commonweal_missions.evidence.naming import MOST_BYTES, Moment
from commonweal_missions.evidence.reading import EvidenceView, evidence_of_claim, with_links
from commonweal_missions.evidence.submitting import EvidenceDraft, submit_evidence
from commonweal_missions.evidence.uploading import MEGABYTE, NewFile, take_back
from commonweal_missions.evidence.viewing import claim_of
from commonweal_missions.evidence.waiting import waiting_files, with_own_links
from commonweal_missions.pages.zone import own_zone
from commonweal_missions.permissions import CLAIM
from commonweal_missions.queries.mission import MissionDetail
from commonweal_missions.settings import settings_of

MOST_AT_ONCE = 5
ACCEPTED = {
    "photo": "image/jpeg,image/png,image/heic,.heic",
    "video": "video/mp4,video/quicktime",
    "document": "application/pdf,image/jpeg,image/png,image/heic,.heic",
    "text_report": "application/pdf,image/jpeg,image/png,image/heic,.heic",
}
_PICKED = re.compile(r"(?:camera|files)-(\d{1,2})")


class HandInEntries(msgspec.Struct):
    """What the form sends beside the files; the moment is that of the human's time zone."""

    act: Literal["upload", "hand_in"] = "hand_in"
    text: Annotated[str, msgspec.Meta(max_length=10_000)] = ""
    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, msgspec.Meta(ge=-180, le=180)] | None = None
    captured_at: datetime | None = None


async def claimer_context(
    visit: Visit, work: UnitOfWork, claim_id: UUID, mission: MissionDetail | None
) -> dict[str, Any]:
    """Return what the template ``missions/evidence/claimer.html`` shows of one's own claim."""
    blobs, settings = visit.web.blobs, settings_of(visit)
    attempts = [await with_links(view, blobs, "human") for view in await evidence_of_claim(work, claim_id)]
    waiting = await with_own_links(await waiting_files(work, claim_id, visit.principal.account_id), blobs)
    items = mission.required_evidence if mission else []
    return {
        "attempts": attempts,
        "reasons_of": reasons_of,
        "waiting": [[file for file in waiting if file.item == number] for number in range(len(items))],
        "accepted": ACCEPTED,
        "only_text": all(item.kind == "text_report" for item in items if item.required),
        "most_files": settings.evidence_files,
        "most_bytes": MOST_BYTES,
        "most_megabytes": MOST_BYTES // MEGABYTE,
        "least_words": LEAST_WORDS,
    }


def reasons_of(words: Any, view: EvidenceView) -> list[str]:
    """Say in the reader's words what spoke against evidence; what a plugin's check found, in general."""
    known = [f"missions-attempt-reason-{reason.replace('_', '-')}" for reason in view.automatic_reasons]
    ids = [each if words.has(each) else "missions-attempt-reason-other" for each in known]
    return [words.text(each) for each in dict.fromkeys(ids)]


@post(
    "/claims/{claim_id:uuid}/evidence",
    guards=[needs(CLAIM), UPLOAD, HAND_IN],
    request_max_body_size=MOST_AT_ONCE * MOST_BODY,
)
async def hand_in_page(request: Visit, claim_id: FromPath[UUID]) -> Page | Redirect:
    """Keep the files that came with the form, and hand everything in unless only files were to be kept."""
    form = await read_form(request, HandInEntries)
    try:
        await _keep_files(request, claim_id, form)
        if form.value is not None and form.value.act == "hand_in" and not form.is_wrong:
            await _hand_in(request, claim_id, form.value)
    except Refusal as refusal:
        refuse(form, refusal)
    if form.is_wrong or form.value is None:
        return await _again(request, claim_id, form)
    handed_in = form.value.act == "hand_in"
    return back(claim_id, "missions-flash-handed-in" if handed_in else "missions-flash-uploaded")


@post("/claims/{claim_id:uuid}/files/{file_id:uuid}/remove", guards=[needs(CLAIM)])
async def remove_file_page(request: Visit, claim_id: FromPath[UUID], file_id: FromPath[UUID]) -> Redirect:
    """Take a file back."""
    async with request.web.database.write() as work:
        await take_back(work, claim_id, file_id, request.principal.account_id, datetime.now(UTC))
    return back(claim_id, "missions-flash-removed")


@post("/evidence/{evidence_id:uuid}/appeal", guards=[needs(CLAIM)])
async def appeal_page(request: Visit, evidence_id: FromPath[UUID]) -> Page | Redirect:
    """Appeal against a rejection."""
    human_id, settings = request.principal.account_id, settings_of(request)
    async with request.web.database.read() as work:
        claim_id = await claim_of(work, evidence_id, human_id)
    form = await read_form(request, AppealDraft)
    if form.value is not None:
        try:
            async with request.web.database.write() as work:
                await appeal(work, evidence_id, human_id, form.value, settings, datetime.now(UTC))
        except Refusal as refusal:
            messages = {"conflict": "missions-appeal-again", "invalid_transition": "missions-claim-not-now"}
            if refusal.code == "rate_limited":
                refusal.arguments["most"] = settings.appeals_per_day
                messages["rate_limited"] = "missions-appeal-later"
            form.refuse(refusal, messages.get(refusal.code, ""))
    if form.is_wrong:
        return await _again(request, claim_id, form)
    return back(claim_id, "missions-flash-appealed")


async def _keep_files(visit: Visit, claim_id: UUID, form: Form[HandInEntries]) -> None:
    """Keep each file that was sent; the first that is refused is named, those before it are kept."""
    sent = await visit.form()
    for field, value in sent.multi_items():
        picked = _PICKED.fullmatch(field)
        if not picked or not isinstance(value, UploadFile) or not value.filename:
            continue
        moment = form.text(f"moment-{picked[1]}")
        new = NewFile(
            content=await value.read(),
            name=value.filename,
            item=int(picked[1]),
            moment=_moment(moment),
        )
        try:
            await keep(visit, claim_id, new)
        except Refusal as refusal:
            for problem in refusal.fields:
                form.fail(f"files-{picked[1]}", problem.code, problem.message, **problem.arguments)
            if not refusal.fields:
                raise
            return


def _moment(given: str) -> Moment | None:
    return given if given in ("before", "after") else None  # type: ignore[return-value]  # they are the moments


async def _hand_in(visit: Visit, claim_id: UUID, entries: HandInEntries) -> None:
    async with visit.web.database.read() as work:
        zone = await own_zone(work, visit)
    moment = entries.captured_at
    draft = EvidenceDraft(
        text=entries.text,
        latitude=entries.latitude,
        longitude=entries.longitude,
        captured_at=moment.replace(tzinfo=zone) if moment and moment.tzinfo is None else moment,
    )
    async with visit.web.database.write() as work:
        await submit_evidence(work, claim_id, visit.principal.account_id, draft, datetime.now(UTC))


def refuse(form: Form[Any], refusal: Refusal) -> None:
    """Note in the form why evidence is refused; raises what is none of the form's faults."""
    if refusal.code == "not_found":
        raise refusal
    if any(field.pointer == "/files" for field in refusal.fields):
        form.fail("files-0", "required", "missions-hand-in-nothing")
    else:
        form.refuse(refusal, "missions-claim-not-now" if refusal.code == "invalid_transition" else "")


async def _again(visit: Visit, claim_id: UUID, form: Form[Any]) -> Page:
    from commonweal_missions.pages.claims import show_claim  # noqa: PLC0415 - that page shows this part

    return await show_claim(visit, claim_id, form, status=422)


def back(claim_id: UUID, message: str) -> Redirect:
    """Lead back to the claim, with a word about what happened."""
    answer = Redirect(f"/claims/{claim_id}", status_code=303)
    flash(answer, message)
    return answer


CLAIMER_PAGES = [hand_in_page, remove_file_page, appeal_page]
