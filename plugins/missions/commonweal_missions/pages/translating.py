"""The page of a translation: the original beside the text to write or to vouch for (DOMAIN §7.4)."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import FieldError, Form, Page, Refusal, Visit, empty_form, flash, needs, read_form
from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect

from commonweal_missions.pages.drafting import LINE
from commonweal_missions.permissions import CLAIM
from commonweal_missions.rules.drafting import Description, Title
from commonweal_missions.rules.vocabulary import ContentLocale, Provenance
from commonweal_missions.translations.http import save_translation
from commonweal_missions.translations.writing import (
    TranslationText,
    check_machine_text,
    may_replace,
    read_source,
    read_text,
)

ADDRESS = "/missions/{mission_id:uuid}/translations/{locale:str}"


class TranslationEntries(msgspec.Struct):
    """What the form sends beside its rows."""

    title: Title
    description: Description


@get(ADDRESS, guards=[needs(CLAIM)])
async def translation_page(
    request: Visit, mission_id: FromPath[UUID], locale: FromPath[ContentLocale]
) -> Page:
    """Show the original, and the translation to write or improve."""
    return await _show(request, mission_id, locale, None)


@post(ADDRESS, guards=[needs(CLAIM)])
async def write_page(
    request: Visit, mission_id: FromPath[UUID], locale: FromPath[ContentLocale]
) -> Page | Redirect:
    """Keep the translation, or say what to correct."""
    form = await read_form(request, TranslationEntries)
    async with request.web.database.read() as work:
        source = await read_source(work, mission_id, locale)
    steps = _rows(form, "step", len(source["steps"]))
    evidence = _rows(form, "item", len(source["evidence"]))
    if form.value is None or form.is_wrong:
        return await _show(request, mission_id, locale, form, status=422)
    text = TranslationText(
        title=form.value.title, description=form.value.description, steps=steps, evidence=evidence
    )
    try:
        saved = await save_translation(request, mission_id, locale, text)
    except Refusal as refusal:
        form.refuse(refusal, "missions-translate-taken" if refusal.code == "conflict" else "")
        return await _show(request, mission_id, locale, form, status=422)
    return _back(mission_id, f"missions-flash-translated-{saved.review_status}")


@post(ADDRESS + "/check", guards=[needs(CLAIM)])
async def check_page(
    request: Visit, mission_id: FromPath[UUID], locale: FromPath[ContentLocale]
) -> Page | Redirect:
    """Vouch for a machine's text as it is."""
    form = empty_form(request)
    try:
        async with request.web.database.write() as work:
            await check_machine_text(
                work, mission_id, locale, request.principal.account_id, datetime.now(UTC)
            )
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        form.refuse(refusal, "missions-translate-not-now")
        return await _show(request, mission_id, locale, form, status=422)
    return _back(mission_id, "missions-flash-translation-checked")


async def _show(
    visit: Visit, mission_id: UUID, locale: ContentLocale, form: Form[Any] | None, *, status: int = 200
) -> Page:
    async with visit.web.database.read() as work:
        source = await read_source(work, mission_id, locale)
        known = await read_text(work, mission_id, locale)
    if (
        known is not None
        and known["review_status"] != "approved"
        and known["translator"] != visit.principal.id
    ):
        known = None  # nobody but its author reads what review has not approved
    filled: dict[str, object] = {}
    if known is not None:
        filled = {"title": known["title"], "description": known["description"]}
        filled |= {f"step_{number}": text for number, text in enumerate(known["steps"] or [], start=1)}
        filled |= {f"item_{number}": text for number, text in enumerate(known["evidence"] or [], start=1)}
    context = {
        "mission_id": mission_id,
        "source": dict(source),
        "locale": locale,
        "known": known and dict(known),
        "may_write": known is None
        or may_replace(known, Provenance.HUMAN, visit.principal.id, source["source_hash"]),
        "stale": known is not None and known["source_hash"] != source["source_hash"],
        "form": form if form is not None and form.entries else _with(form, visit, filled),
    }
    return Page("missions/translate.html", context, status=status)


def _with(form: Form[Any] | None, visit: Visit, filled: dict[str, object]) -> Form[Any]:
    """Fill a form in, keeping what is wrong with it."""
    fresh = empty_form(visit, **filled)
    if form is not None:
        fresh.problem = form.problem
    return fresh


def _rows(form: Form[Any], name: str, count: int) -> list[str]:
    texts = [form.text(f"{name}_{number}") for number in range(1, count + 1)]
    for number, text in enumerate(texts, start=1):
        if not text:
            form.fail(f"{name}_{number}", "required")
        elif len(text) > LINE:
            form.errors.setdefault(
                f"{name}_{number}", FieldError(f"{name}_{number}", "too_long", {"maximum": LINE})
            )
    return texts


def _back(mission_id: UUID, message: str) -> Redirect:
    answer = Redirect(f"/missions/{mission_id}", status_code=303)
    flash(answer, message)
    return answer


TRANSLATING_PAGES = [translation_page, write_page, check_page]
