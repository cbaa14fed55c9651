"""The JSON API of the administration: accounts, audit log, and the deployment's service tokens."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import FieldError, Items, Refusal, Visit, limited, needs
from litestar import delete, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from commonweal_identity.admin.acts import Reason, force_password_reset, restore, suspend
from commonweal_identity.admin.permissions import ADMIN_ACCOUNTS, ADMIN_TOKENS, AUDIT_READ
from commonweal_identity.admin.reading import (
    Account,
    AccountFilter,
    AuditEntry,
    AuditFilter,
    Kind,
    State,
    list_accounts,
    list_audit,
    read_account,
)
from commonweal_identity.agents.owning import verify_by_admin
from commonweal_identity.organisations.tokens import (
    MadeToken,
    NewToken,
    ServiceToken,
    list_tokens,
    make_token,
    revoke_token,
)
from commonweal_identity.services import identity_in

SEARCH = limited("search", 30, 60, parameter="q")
Limit = Annotated[int, QueryParameter(ge=1, le=100)]
Query = Annotated[str | None, QueryParameter(max_length=200)]
Word = Annotated[str | None, QueryParameter(max_length=100)]
Moment = Annotated[str | None, QueryParameter(max_length=40, schema_extra={"format": "date-time"})]


class WithReason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why an act is done; it stays in the audit log."""

    reason: Reason


@get(
    "/accounts", guards=[needs(ADMIN_ACCOUNTS), SEARCH], operation_id="listAccounts", summary="List accounts"
)
async def accounts(
    request: Visit,
    q: Query = None,
    kind: FromQuery[Kind | None] = None,
    account_state: Annotated[State | None, QueryParameter(name="state")] = None,
    admins: FromQuery[bool] = False,  # noqa: FBT002 - a query parameter
    cursor: FromQuery[str | None] = None,
    limit: Limit = 20,
) -> Items[Account]:
    """List humans, agents and organisations, the newest first; ``q`` is part of a name, address or id."""
    return await accounts_for(request, AccountFilter(q, kind, account_state, admins), cursor, limit)


@get(
    "/accounts/{account_id:uuid}",
    guards=[needs(ADMIN_ACCOUNTS)],
    operation_id="readAccount",
    summary="Read an account",
)
async def account(request: Visit, account_id: FromPath[UUID]) -> Account:
    """Give one account of any kind."""
    async with request.web.database.read() as work:
        return await read_account(work, account_id)


@post(
    "/accounts/{account_id:uuid}/suspension",
    status_code=200,
    guards=[needs(ADMIN_ACCOUNTS)],
    operation_id="suspendAccount",
    summary="Suspend an account",
)
async def suspend_account(request: Visit, account_id: FromPath[UUID], data: JSONBody[WithReason]) -> Account:
    """Suspend a human, an agent or an organisation; a human's sessions end at once. Audited."""
    async with request.web.database.write() as work:
        await suspend(work, request.principal, account_id, data.reason)
        return await read_account(work, account_id)


@post(
    "/accounts/{account_id:uuid}/restoration",
    status_code=200,
    guards=[needs(ADMIN_ACCOUNTS)],
    operation_id="restoreAccount",
    summary="Restore an account",
)
async def restore_account(request: Visit, account_id: FromPath[UUID], data: JSONBody[WithReason]) -> Account:
    """Let a suspended account act again. Audited."""
    async with request.web.database.write() as work:
        await restore(work, request.principal, account_id, data.reason)
        return await read_account(work, account_id)


@post(
    "/accounts/{account_id:uuid}/password-reset",
    status_code=200,
    guards=[needs(ADMIN_ACCOUNTS)],
    operation_id="forcePasswordReset",
    summary="Force a password reset",
)
async def reset_password(request: Visit, account_id: FromPath[UUID], data: JSONBody[WithReason]) -> Account:
    """Take a human's password away and end the sessions; they choose another by mail. Audited."""
    async with request.web.database.write() as work:
        await force_password_reset(work, request.principal, account_id, data.reason)
        return await read_account(work, account_id)


@post(
    "/accounts/{account_id:uuid}/verification",
    status_code=200,
    guards=[needs(ADMIN_ACCOUNTS)],
    operation_id="verifyAgentByHand",
    summary="Verify an agent by hand",
)
async def verify_account(request: Visit, account_id: FromPath[UUID], data: JSONBody[WithReason]) -> Account:
    """Verify an agent that its owner has claimed. Audited."""
    async with request.web.database.write() as work:
        await verify_by_admin(work, request.principal, account_id, data.reason)
        return await read_account(work, account_id)


@get("/audit", guards=[needs(AUDIT_READ)], operation_id="listAudit", summary="Read the audit log")
async def audit(
    request: Visit,
    action: Word = None,
    actor: Word = None,
    subject: FromQuery[UUID | None] = None,
    since: Moment = None,
    until: Moment = None,
    cursor: FromQuery[str | None] = None,
    limit: Limit = 20,
) -> Items[AuditEntry]:
    """List privileged acts, the newest first, by exact action, actor's id, subject's id and time."""
    begin, end = _moment("since", since), _moment("until", until)
    return await audit_for(request, AuditFilter(action, actor, subject, begin, end), cursor, limit)


@get(
    "/service-tokens",
    guards=[needs(ADMIN_TOKENS)],
    operation_id="listServiceTokens",
    summary="List the deployment's service tokens",
)
async def service_tokens(request: Visit) -> Items[ServiceToken]:
    """List them with their prefixes, never the tokens themselves."""
    async with request.web.database.read() as work:
        return Items(await list_tokens(work, None))


@post(
    "/service-tokens",
    guards=[needs(ADMIN_TOKENS)],
    opt={"idempotency": "never"},
    operation_id="makeServiceToken",
    summary="Make a service token of the deployment",
)
async def make_service_token(request: Visit, data: JSONBody[NewToken]) -> MadeToken:
    """Make a token, shown in this answer only. Audited."""
    async with request.web.database.write() as work:
        return await make_token(work, identity_in(request).keys, request.principal, None, data)


@delete(
    "/service-tokens/{token_id:uuid}",
    guards=[needs(ADMIN_TOKENS)],
    operation_id="revokeServiceToken",
    summary="Revoke a service token of the deployment",
)
async def revoke_service_token(request: Visit, token_id: FromPath[UUID]) -> None:
    """End a token at once. Audited."""
    async with request.web.database.write() as work:
        await revoke_token(work, request.principal, None, token_id)


async def accounts_for(
    request: Visit, wanted: AccountFilter, cursor: str | None, limit: int
) -> Items[Account]:
    """Return a part of the list of accounts."""
    bound = {"list": "accounts", **msgspec.structs.asdict(wanted)}
    after = request.web.cursors.read(cursor, bound, tuple[datetime, UUID]) if cursor else None
    async with request.web.database.read() as work:
        found = await list_accounts(work, wanted, after, limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    more = request.web.cursors.write((last.created_at, last.id), bound) if last else None
    return Items(found[:limit], more)


async def audit_for(request: Visit, wanted: AuditFilter, cursor: str | None, limit: int) -> Items[AuditEntry]:
    """Return a part of the audit log."""
    bound = {"list": "audit", **msgspec.structs.asdict(wanted)}
    after = request.web.cursors.read(cursor, bound, tuple[datetime, UUID]) if cursor else None
    async with request.web.database.read() as work:
        found = await list_audit(work, wanted, after, limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    more = request.web.cursors.write((last.happened_at, last.id), bound) if last else None
    return Items(found[:limit], more)


def _moment(name: str, given: str | None) -> datetime | None:
    """Return a time in UTC, also one without an offset; raises ``Refusal`` for what is none of the calendar.

    A number is no time here, though the framework would take it for seconds since 1970.
    """
    if given is None:
        return None
    try:
        moment = msgspec.convert(given, datetime)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (msgspec.ValidationError, OverflowError) as error:
        raise Refusal("validation_error", fields=[FieldError(name, "not_a_time")]) from error


ROUTES = [
    accounts,
    account,
    suspend_account,
    restore_account,
    reset_password,
    verify_account,
    audit,
    service_tokens,
    make_service_token,
    revoke_service_token,
]
