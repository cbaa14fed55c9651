"""The pages of admins: every plugin, one plugin with what is going on in it, and switching it."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import (
    FieldError,
    Form,
    Fragment,
    HookFigures,
    Offer,
    Page,
    Refusal,
    Visit,
    empty_form,
    flash,
    needs,
    read_form,
)
from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from commonweal_switchboard.http import AT_ONCE, known, meant
from commonweal_switchboard.permissions import READ, SWITCH
from commonweal_switchboard.reading import all_plugins, offering_of
from commonweal_switchboard.switching import named, offer, plan, switch, switches_in

PLUGINS = "/admin/plugins"
NO_ORGANISATION = FieldError("organisation", "unknown", message="switchboard-no-organisation")


class PositionEntries(msgspec.Struct):
    """What the form that switches a plugin sends; without a slug it is for the whole deployment."""

    on: bool = False
    organisation: Annotated[str, msgspec.Meta(max_length=100)] = ""


class OfferEntries(msgspec.Struct):
    """What the form that offers a plugin sends; without a slug it is to every organisation."""

    offered: bool = False
    organisation: Annotated[str, msgspec.Meta(max_length=100)] = ""


async def attention(visit: Visit) -> Fragment | None:
    """Tell admins on their first page how many plugins do not run though they should."""
    broken = [each for each in all_plugins(visit.web.host) if each.is_broken]
    if not (broken and READ.allows(visit.principal)):
        return None
    return Fragment("switchboard/attention.html", {"count": len(broken)})


@get(PLUGINS, guards=[needs(READ)], sync_to_thread=False)
def plugins_page(request: Visit) -> Page:
    """Show every plugin with its state, and why where it does not run."""
    found = all_plugins(request.web.host)
    groups = {
        "attention": [each for each in found if each.is_broken],
        "off": [each for each in found if each.state == "disabled"],
        "running": [each for each in found if each.state == "running"],
    }
    return Page("switchboard/plugins.html", {"groups": groups, "total": len(found)})


@get(f"{PLUGINS}/{{plugin_id:str}}", guards=[needs(READ)])
async def plugin_page(request: Visit, plugin_id: FromPath[str]) -> Page:
    """Show one plugin: what it is, how it stands, and how far its last switch has come."""
    return await _show(request, plugin_id, empty_form(request))


@get(f"{PLUGINS}/{{plugin_id:str}}/switch", guards=[needs(SWITCH)])
async def confirm_page(
    request: Visit, plugin_id: FromPath[str], on: FromQuery[bool], organisation: FromQuery[str] = ""
) -> Page:
    """Say what a switch would do, before it is made."""
    async with request.web.database.read() as work:
        organisation_id = await meant(work, organisation)
    planned = plan(request, plugin_id, on=on, organisation_id=organisation_id)
    context = {
        "plugin": known(request, plugin_id),
        "on": on,
        "organisation": organisation,
        "follow": named(request.web.host, planned.follow),
        "count": len(planned.follow),
    }
    return Page("switchboard/confirm.html", context)


@post(f"{PLUGINS}/{{plugin_id:str}}/switch", guards=[needs(SWITCH)], opt=AT_ONCE)
async def switch_page(request: Visit, plugin_id: FromPath[str]) -> Page | Redirect:
    """Switch a plugin, with those that follow: the page before this one named them."""
    form = await read_form(request, PositionEntries)
    if form.value is not None:
        try:
            async with request.web.database.read() as work:
                organisation_id = await meant(work, form.value.organisation)
            await _switch(request, plugin_id, organisation_id, on=form.value.on)
        except Refusal as refusal:
            _refuse(form, refusal)
        else:
            return _told(plugin_id, "on" if form.value.on else "off")
    return await _show(request, plugin_id, form, 422)


@post(f"{PLUGINS}/{{plugin_id:str}}/offer", guards=[needs(SWITCH)])
async def offer_page(request: Visit, plugin_id: FromPath[str]) -> Page | Redirect:
    """Offer a plugin to one organisation or to all, or withdraw that."""
    form = await read_form(request, OfferEntries)
    if form.value is not None:
        try:
            async with request.web.database.read() as work:
                organisation_id = await meant(work, form.value.organisation)
            await offer(request, Offer(plugin_id, organisation_id), withdraw=not form.value.offered)
        except Refusal as refusal:
            _refuse(form, refusal)
        else:
            return _told(plugin_id, "offered" if form.value.offered else "withdrawn")
    return await _show(request, plugin_id, form, 422)


async def _switch(request: Visit, plugin_id: str, organisation_id: UUID | None, *, on: bool) -> None:
    await switch(request, plan(request, plugin_id, on=on, organisation_id=organisation_id))


async def _show(request: Visit, plugin_id: str, form: Form[Any], status: int = 200) -> Page:
    context: dict[str, Any] = {
        "plugin": known(request, plugin_id),
        "form": form,
        "offering": None,
        "drain": await switches_in(request).state(plugin_id),
        "uses": await _at_work(request, plugin_id),
    }
    if request.web.host.plugins[plugin_id].manifest.scope == "organisation":
        async with request.web.database.read() as work:
            context["offering"] = await offering_of(request, work, plugin_id)
    slots = {"switchboard.plugin": {"plugin_id": plugin_id}}
    return Page("switchboard/plugin.html", context, status=status, slots=slots)


async def _at_work(request: Visit, plugin_id: str) -> list[HookFigures]:
    """Return how a plugin's code fares that is called while the app runs, not only at its start."""
    at_start = {hook.name for hook in request.web.host.hooks() if hook.per_call is None}
    figures = await switches_in(request).figures()
    return [each for each in figures if each.plugin_id == plugin_id and each.hook not in at_start]


def _refuse(form: Form[Any], refusal: Refusal) -> None:
    """Say in the form why something was not done."""
    if refusal.code == "not_found":
        form.refuse(Refusal("validation_error", fields=[NO_ORGANISATION]))
    else:
        form.refuse(refusal, f"switchboard-problem-{refusal.code.replace('_', '-')}-detail")


def _told(plugin_id: str, told: str) -> Redirect:
    response = Redirect(f"{PLUGINS}/{plugin_id}", status_code=303)
    flash(response, f"switchboard-flash-{told}")
    return response


PAGES = [plugins_page, plugin_page, confirm_page, switch_page, offer_page]
