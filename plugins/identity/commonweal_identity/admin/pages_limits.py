"""The administration's page of rate limits, and the form of an agent's own rate."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import Form, Page, Refusal, Visit, empty_form, flash, needs, read_form
from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from commonweal_identity.admin.acts import Reason
from commonweal_identity.admin.http_limits import penalties_for
from commonweal_identity.admin.limits import PerMinute, lift_penalty, set_agent_rate
from commonweal_identity.admin.pages import ACCOUNTS, PAGE_SIZE, show_account
from commonweal_identity.admin.permissions import ADMIN_ACCOUNTS

LIMITS = "/admin/limits"


class LiftEntries(msgspec.Struct):
    """Which penalty is to end, and why."""

    principal: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    reason: Reason


class RateEntries(msgspec.Struct):
    """The rate of an agent, empty for the usual one, and why."""

    rate_reason: Reason
    per_minute: PerMinute | None = None


@get(LIMITS, guards=[needs(ADMIN_ACCOUNTS)])
async def limits_page(request: Visit, cursor: FromQuery[str | None] = None) -> Page:
    """Show whose allowances are cut after repeated breaches, the suspended first."""
    return await _show(request, empty_form(request), cursor)


@post(LIMITS, guards=[needs(ADMIN_ACCOUNTS)])
async def lift_page(request: Visit) -> Page | Redirect:
    """Lift a penalty, with a reason."""
    form = await read_form(request, LiftEntries)
    if form.value is not None:
        try:
            async with request.web.database.write() as work:
                await lift_penalty(work, request.principal, form.value.principal, form.value.reason)
        except Refusal as refusal:
            messages = {"forbidden": "identity-admin-not-yourself", "not_found": "identity-limits-over"}
            form.refuse(refusal, messages.get(refusal.code, ""))
        else:
            return _told(LIMITS, "penalty-lifted")
    return await _show(request, form, None)


@post("/admin/accounts/{account_id:uuid}/rate", guards=[needs(ADMIN_ACCOUNTS)])
async def rate_page(request: Visit, account_id: FromPath[UUID]) -> Page | Redirect:
    """Give an agent a rate of its own, with a reason."""
    form = await read_form(request, RateEntries)
    if form.value is not None:
        entered = form.value
        try:
            async with request.web.database.write() as work:
                rate, reason = entered.per_minute, entered.rate_reason
                await set_agent_rate(work, request.principal, account_id, rate, reason)
        except Refusal as refusal:
            if refusal.code == "not_found":
                raise
            form.refuse(refusal, "identity-admin-not-yourself" if refusal.code == "forbidden" else "")
        else:
            return _told(f"{ACCOUNTS}/{account_id}", "rate")
    return await show_account(request, account_id, empty_form(request), 422, rate_form=form)


async def _show(request: Visit, form: Form[Any], cursor: str | None) -> Page:
    listed = await penalties_for(request, cursor, PAGE_SIZE)
    context = {
        "penalties": listed.items,
        "form": form,
        "next_url": request.here(cursor=listed.next_cursor) if listed.next_cursor else "",
        "first_url": request.here(cursor=None) if cursor else "",
    }
    return Page("identity/admin_limits.html", context, status=422 if form.is_wrong else 200)


def _told(url: str, told: str) -> Redirect:
    answered = Redirect(url, status_code=303)
    flash(answered, f"identity-flash-admin-{told}")
    return answered


PAGES = [limits_page, lift_page, rate_page]
