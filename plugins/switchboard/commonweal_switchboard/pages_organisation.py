"""What owners see: a panel on their organisation's page, and a page to switch what is offered to it."""

import msgspec
from commonweal import Fragment, Page, Refusal, UnitOfWork, Visit, flash, needs, read_form
from commonweal_identity.api import Organisation, find_organisation_named, require_member
from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect

from commonweal_switchboard.http import AT_ONCE
from commonweal_switchboard.permissions import OWN
from commonweal_switchboard.reading import own_plugins
from commonweal_switchboard.switching import plan, require_offered, switch


class OwnEntries(msgspec.Struct):
    """Which button beside a plugin was pressed."""

    on: bool = False


async def beside_organisation(visit: Visit, organisation: Organisation) -> Fragment | None:
    """Tell an owner what their organisation can switch; nothing to anybody else."""
    if not OWN.allows(visit.principal):
        return None
    async with visit.web.database.read() as work:
        try:
            await require_member(work, visit.principal, organisation.id, "owner")
        except Refusal:
            return None
        plugins = await own_plugins(visit, work, organisation.id)
    return Fragment("switchboard/beside_organisation.html", {"plugins": plugins, "slug": organisation.slug})


@get("/organisations/{slug:str}/plugins", guards=[needs(OWN)])
async def own_page(request: Visit, slug: FromPath[str]) -> Page:
    """Show an owner what is offered to their organisation, and what it has on."""
    async with request.web.database.read() as work:
        organisation = await _owned(request, work, slug)
        plugins = await own_plugins(request, work, organisation.id)
    return Page("switchboard/own.html", {"organisation": organisation, "plugins": plugins})


@post("/organisations/{slug:str}/plugins/{plugin_id:str}", guards=[needs(OWN)], opt=AT_ONCE)
async def switch_own_page(request: Visit, slug: FromPath[str], plugin_id: FromPath[str]) -> Redirect:
    """Switch a plugin for one's organisation."""
    form = await read_form(request, OwnEntries)
    if form.value is None:
        raise Refusal("validation_error", fields=list(form.errors.values()))
    async with request.web.database.read() as work:
        organisation = await _owned(request, work, slug)
        await require_offered(request, work, plugin_id, organisation.id)
    await switch(request, plan(request, plugin_id, on=form.value.on, organisation_id=organisation.id))
    response = Redirect(f"/organisations/{slug}/plugins", status_code=303)
    flash(response, f"switchboard-flash-{'on' if form.value.on else 'off'}")
    return response


async def _owned(request: Visit, work: UnitOfWork, slug: str) -> Organisation:
    """Return the organisation one owns; raises ``Refusal``."""
    organisation = await find_organisation_named(work, slug)
    if organisation is None:
        raise Refusal("not_found")
    await require_member(work, request.principal, organisation.id, "owner")
    return organisation


PAGES = [own_page, switch_own_page]
