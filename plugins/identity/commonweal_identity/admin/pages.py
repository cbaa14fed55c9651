"""The pages of the administration that are identity's own."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import Form, Page, Principal, Refusal, UnitOfWork, Visit, empty_form, flash, needs, read_form
from litestar import get, post
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Redirect

from commonweal_identity.admin.acts import Reason, force_password_reset, restore, suspend
from commonweal_identity.admin.http import SEARCH, Query, Word, accounts_for, audit_for
from commonweal_identity.admin.limits import agent_rate, list_penalties, penalty_of
from commonweal_identity.admin.permissions import ADMIN, ADMIN_ACCOUNTS, AUDIT_READ
from commonweal_identity.admin.reading import (
    AccountFilter,
    AuditFilter,
    Kind,
    State,
    audit_actions,
    list_audit,
    read_account,
    read_counts,
    read_human_facts,
)
from commonweal_identity.agents.owning import verify_by_admin

HOME, ACCOUNTS, AUDIT = "/admin", "/admin/accounts", "/admin/audit"
PAGE_SIZE, LATEST, MOST_COUNTED = 25, 10, 100
KINDS, STATES = ("human", "agent", "organisation"), ("active", "suspended", "deactivated")
Act = Callable[[UnitOfWork, Principal, UUID, str], Awaitable[None]]


class ReasonEntries(msgspec.Struct):
    """What the form of an act sends."""

    reason: Reason


@get(HOME, guards=[needs(ADMIN)])
async def home_page(request: Visit) -> Page:
    """Show how many there are of what, and where to go; other plugins add their cards."""
    async with request.web.database.read() as work:
        counts = await read_counts(work)
        penalties = await list_penalties(work, None, MOST_COUNTED)
    context = {
        "counts": counts,
        "stopped": sum(penalty.until is None for penalty in penalties),
    }
    return Page("identity/admin_home.html", context, slots={"identity.admin.cards": {}})


@get(ACCOUNTS, guards=[needs(ADMIN_ACCOUNTS), SEARCH])
async def accounts_page(
    request: Visit,
    q: Query = None,
    kind: FromQuery[Kind | None] = None,
    account_state: Annotated[State | None, QueryParameter(name="state")] = None,
    admins: FromQuery[bool] = False,  # noqa: FBT002 - a query parameter
    cursor: FromQuery[str | None] = None,
) -> Page:
    """Search accounts by name, address, username or id."""
    wanted = AccountFilter(q, kind, account_state, admins)
    listed = await accounts_for(request, wanted, cursor, PAGE_SIZE)
    context = {
        "accounts": listed.items,
        "wanted": wanted,
        "kinds": KINDS,
        "states": STATES,
        **_paging(request, cursor, listed.next_cursor),
    }
    return Page("identity/admin_accounts.html", context)


@get("/admin/accounts/{account_id:uuid}", guards=[needs(ADMIN_ACCOUNTS)])
async def account_page(request: Visit, account_id: FromPath[UUID]) -> Page:
    """Show an account, what may be done to it, and what was."""
    return await show_account(request, account_id, empty_form(request))


@post("/admin/accounts/{account_id:uuid}/suspend", guards=[needs(ADMIN_ACCOUNTS)])
async def suspend_page(request: Visit, account_id: FromPath[UUID]) -> Page | Redirect:
    """Suspend an account, with a reason."""
    return await _act(request, account_id, suspend, "suspended")


@post("/admin/accounts/{account_id:uuid}/restore", guards=[needs(ADMIN_ACCOUNTS)])
async def restore_page(request: Visit, account_id: FromPath[UUID]) -> Page | Redirect:
    """Restore an account, with a reason."""
    return await _act(request, account_id, restore, "restored")


@post("/admin/accounts/{account_id:uuid}/password-reset", guards=[needs(ADMIN_ACCOUNTS)])
async def reset_page(request: Visit, account_id: FromPath[UUID]) -> Page | Redirect:
    """Take a password away, with a reason."""
    return await _act(request, account_id, force_password_reset, "reset")


@post("/admin/accounts/{account_id:uuid}/verify", guards=[needs(ADMIN_ACCOUNTS)])
async def verify_page(request: Visit, account_id: FromPath[UUID]) -> Page | Redirect:
    """Verify an agent by hand, with a reason."""
    return await _act(request, account_id, verify_by_admin, "verified")


@get(AUDIT, guards=[needs(AUDIT_READ)])
async def audit_page(
    request: Visit,
    action: Word = None,
    actor: Word = None,
    subject: Word = None,
    since: Word = None,
    until: Word = None,
    cursor: FromQuery[str | None] = None,
) -> Page:
    """Show privileged acts, the newest first; entries of the filter that mean nothing are told."""
    form = empty_form(request, action=action, actor=actor, subject=subject, since=since, until=until)
    wanted = AuditFilter(
        action=action or None,
        actor=actor or None,
        subject=_read(form, "subject", "not_an_id", UUID),
        since=_read(form, "since", "not_a_date", _midnight),
        until=_read(form, "until", "not_a_date", _next_midnight),
    )
    async with request.web.database.read() as work:
        actions = await audit_actions(work)
    listed = None if form.is_wrong else await audit_for(request, wanted, cursor, PAGE_SIZE)
    context = {
        "entries": listed.items if listed else [],
        "form": form,
        "actions": actions,
        **_paging(request, cursor, listed.next_cursor if listed else None),
    }
    return Page("identity/admin_audit.html", context, status=422 if form.is_wrong else 200)


async def _act(request: Visit, account_id: UUID, act: Act, told: str) -> Page | Redirect:
    form = await read_form(request, ReasonEntries)
    if form.value is not None:
        try:
            async with request.web.database.write() as work:
                await act(work, request.principal, account_id, form.value.reason)
        except Refusal as refusal:
            if refusal.code == "not_found":
                raise
            form.refuse(refusal, "identity-admin-not-yourself" if refusal.code == "forbidden" else "")
        else:
            answered = Redirect(f"{ACCOUNTS}/{account_id}", status_code=303)
            flash(answered, f"identity-flash-admin-{told}")
            return answered
    return await show_account(request, account_id, form, 422)


async def show_account(
    request: Visit,
    account_id: UUID,
    form: Form[Any],
    status: int = 200,
    *,
    rate_form: Form[Any] | None = None,
) -> Page:
    """Return the page of an account; each of its forms may say what to correct."""
    async with request.web.database.read() as work:
        found = await read_account(work, account_id)
        facts = await read_human_facts(work, account_id) if found.kind == "human" else {}
        entries = await list_audit(work, AuditFilter(subject=account_id), None, LATEST)
        penalty = await penalty_of(work, found.kind, account_id)
        rate = await agent_rate(work, account_id) if found.kind == "agent" else None
    own = request.principal.kind == "human" and request.principal.account_id == account_id
    context = {
        "account": found,
        "facts": facts,
        "entries": entries,
        "form": form,
        "own": own,
        "penalty": penalty,
        "rate": rate,
        "rate_form": rate_form or empty_form(request, per_minute=rate),
    }
    slots = {"identity.admin.account": {"account": found}}
    return Page("identity/admin_account.html", context, status=status, slots=slots)


def _paging(request: Visit, cursor: str | None, next_cursor: str | None) -> dict[str, str]:
    return {
        "next_url": request.here(cursor=next_cursor) if next_cursor else "",
        "first_url": request.here(cursor=None) if cursor else "",
    }


def _read(form: Form[Any], name: str, code: str, read: Callable[[str], Any]) -> Any:
    text = form.text(name).strip()
    if not text:
        return None
    try:
        return read(text)
    except (ValueError, OverflowError):
        form.fail(name, code)
        return None


def _midnight(text: str) -> datetime:
    return datetime.combine(date.fromisoformat(text), time(), UTC)


def _next_midnight(text: str) -> datetime:
    return _midnight(text) + timedelta(days=1)


PAGES = [
    home_page,
    accounts_page,
    account_page,
    suspend_page,
    restore_page,
    reset_page,
    verify_page,
    audit_page,
]
