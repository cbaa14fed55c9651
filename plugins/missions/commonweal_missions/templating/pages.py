"""The admins' page of mission templates."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import Form, Page, Refusal, Visit, empty_form, flash, needs, read_form
from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect

from commonweal_missions.pages.drafting import items_of
from commonweal_missions.permissions import ADMIN_MISSIONS
from commonweal_missions.queries.templates import NewTemplate, list_templates
from commonweal_missions.rules.vocabulary import Difficulty, EvidenceKind
from commonweal_missions.templating.http import drop, keep

ADDRESS = "/admin/mission-templates"


class TemplateEntries(msgspec.Struct):
    """What the form sends beside its rows of evidence."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    difficulty: Difficulty
    duration_min: Annotated[int, msgspec.Meta(ge=15, le=10_080)]
    radius_km: Annotated[int, msgspec.Meta(ge=1, le=200)] = 5


@get(ADDRESS, guards=[needs(ADMIN_MISSIONS)])
async def templates_page(request: Visit) -> Page:
    """Show the templates and the form of a new one."""
    return await _show(request, empty_form(request))


@post(ADDRESS, guards=[needs(ADMIN_MISSIONS)])
async def add_template_page(request: Visit) -> Page | Redirect:
    """Add a template, or say what to correct."""
    form = await read_form(request, TemplateEntries)
    items = items_of(form)
    if form.value is None or form.is_wrong:
        return await _show(request, form, status=422)
    entries = form.value
    template = NewTemplate(
        name=entries.name,
        evidence=items,
        difficulty=entries.difficulty,
        duration_min=entries.duration_min,
        radius_km=entries.radius_km,
    )
    try:
        async with request.web.database.write() as work:
            await keep(work, request, template)
    except Refusal as refusal:
        form.refuse(refusal, "missions-templates-taken" if refusal.code == "conflict" else "")
        return await _show(request, form, status=422)
    return _back("missions-flash-saved")


@post(ADDRESS + "/{template_id:uuid}/remove", guards=[needs(ADMIN_MISSIONS)])
async def remove_template_page(request: Visit, template_id: FromPath[UUID]) -> Redirect:
    """Remove a template."""
    async with request.web.database.write() as work:
        await drop(work, request, template_id)
    return _back("missions-flash-saved")


async def _show(visit: Visit, form: Form[Any], *, status: int = 200) -> Page:
    async with visit.web.database.read() as work:
        templates = await list_templates(work)
    words = visit.translator
    context = {
        "templates": templates,
        "form": form,
        "difficulties": [(str(each), words.text(f"missions-difficulty-{each}")) for each in Difficulty],
        "kinds": [
            (str(each), words.text(f"missions-evidence-{each.replace('_', '-')}")) for each in EvidenceKind
        ],
    }
    return Page("missions/templates.html", context, status=status)


def _back(message: str) -> Redirect:
    answer = Redirect(ADDRESS, status_code=303)
    flash(answer, message)
    return answer


TEMPLATE_PAGES = [templates_page, add_template_page, remove_template_page]
