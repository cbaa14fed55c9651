"""The JSON API of the ledger: ``/api/v1/ledger``."""

from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import Items, Refusal, Visit, enqueue, needs
from litestar import get, post
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.status_codes import HTTP_202_ACCEPTED

from commonweal_ledger.audit import Audit, last_audit
from commonweal_ledger.issuance import WeekOfIssuance, issuance
from commonweal_ledger.model import StatementLine
from commonweal_ledger.permissions import ADMIN_LEDGER, READ
from commonweal_ledger.statement import Kind, Totals, read_line, read_lines, read_totals
from commonweal_ledger.tasks import look_at_books


class AuditAsked(msgspec.Struct, frozen=True):
    """An audit that a worker will do."""

    id: UUID


@get("/balance", guards=[needs(READ)], operation_id="readBalance", summary="Read one's own balance")
async def balance(request: Visit) -> Totals:
    """Give one's balance, what of it is held, and all that was ever earned and spent, in minor units."""
    async with request.web.database.read() as work:
        return await read_totals(work, request.principal.account_id)


@get("/statement", guards=[needs(READ)], operation_id="readStatement", summary="Read one's own statement")
async def statement(
    request: Visit,
    kind: FromQuery[Kind | None] = None,
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
) -> Items[StatementLine]:
    """List one's postings with the balance after each, the newest first: all, ``earned`` or ``spent``."""
    return await statement_of(request, kind, cursor, limit)


@get(
    "/transactions/{transaction_id:uuid}",
    guards=[needs(READ)],
    operation_id="readTransaction",
    summary="Read one of one's own transactions",
)
async def transaction(request: Visit, transaction_id: FromPath[UUID]) -> StatementLine:
    """Give what one transaction did to one's own account."""
    async with request.web.database.read() as work:
        line = await read_line(work, request.principal.account_id, transaction_id)
    if line is None:
        raise Refusal("not_found")
    return line


@get("/issuance", guards=[needs(ADMIN_LEDGER)], operation_id="readIssuance", summary="Read weekly issuance")
async def weekly_issuance(request: Visit) -> Items[WeekOfIssuance]:
    """List what was credited to humans in the last ISO weeks, the newest first."""
    async with request.web.database.read() as work:
        return Items(await issuance(work))


@get("/verify", guards=[needs(ADMIN_LEDGER)], operation_id="readAudit", summary="Read the last audit")
async def read_audit(request: Visit) -> Audit:
    """Give what the last look at the books found; there is one every hour."""
    async with request.web.database.read() as work:
        found = await last_audit(work)
    if found is None:
        raise Refusal("not_found")
    return found


@post(
    "/verify",
    guards=[needs(ADMIN_LEDGER)],
    status_code=HTTP_202_ACCEPTED,
    operation_id="verifyLedger",
    summary="Verify the books",
)
async def verify(request: Visit) -> AuditAsked:
    """Ask for the books to be recomputed now, by a worker; the answer is then the last audit."""
    return AuditAsked(await ask_for_audit(request))


async def ask_for_audit(visit: Visit) -> UUID:
    """Have a worker look at the books, and return the id that its audit will have."""
    async with visit.web.database.write() as work:
        return await enqueue(work, look_at_books)


async def statement_of(
    visit: Visit, kind: Kind | None, cursor: str | None, limit: int
) -> Items[StatementLine]:
    """Return a part of the statement of whoever makes the request."""
    bound = {"list": "statement", "kind": kind, "account": visit.principal.id}
    before = visit.web.cursors.read(cursor, bound, tuple[int])[0] if cursor else None
    async with visit.web.database.read() as work:
        found = await read_lines(work, visit.principal.account_id, kind=kind, before=before, limit=limit + 1)
    more = visit.web.cursors.write((found[limit - 1].number,), bound) if len(found) > limit else None
    return Items(found[:limit], more)


ROUTES = [balance, statement, transaction, weekly_issuance, read_audit, verify]
