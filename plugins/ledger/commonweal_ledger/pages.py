"""The statement of one's account, and its lines as a file."""

import csv
import io
from collections.abc import AsyncIterator

from commonweal import Fragment, Page, Visit, needs
from litestar import get
from litestar.params import FromQuery
from litestar.response import Stream

from commonweal_ledger.http import statement_of
from commonweal_ledger.permissions import READ
from commonweal_ledger.statement import Kind, read_lines, read_totals

STATEMENT, FILE = "/account/statement", "/account/statement.csv"
PAGE_SIZE, BATCH = 25, 500
KINDS: tuple[Kind | None, ...] = (None, "earned", "spent")


@get(STATEMENT, guards=[needs(READ)])
async def statement_page(
    request: Visit, kind: FromQuery[Kind | None] = None, cursor: FromQuery[str | None] = None
) -> Page:
    """Show totals, and the lines with the running balance."""
    listed = await statement_of(request, kind, cursor, PAGE_SIZE)
    async with request.web.database.read() as work:
        totals = await read_totals(work, request.principal.account_id)
    context = {
        "totals": totals,
        "lines": listed.items,
        "kinds": [(name, request.here(kind=name, cursor=None)) for name in KINDS],
        "kind": kind,
        "file_url": FILE,
        "next_url": request.here(cursor=listed.next_cursor) if listed.next_cursor else "",
        "first_url": request.here(cursor=None) if cursor else "",
    }
    return Page("ledger/statement.html", context)


@get(FILE, guards=[needs(READ)])
async def statement_file(request: Visit) -> Stream:
    """Give every line as CSV, in batches; amounts are minor units."""
    headers = {
        "content-disposition": 'attachment; filename="statement.csv"',
        "cache-control": "private, no-store",
    }
    return Stream(_written(request), media_type="text/csv; charset=utf-8", headers=headers)


async def _written(visit: Visit) -> AsyncIterator[str]:
    yield "number,posted_at,type,amount_minor,balance_after_minor,reference,transaction_id\r\n"
    before: int | None = None
    while True:
        async with visit.web.database.read() as work:
            lines = await read_lines(work, visit.principal.account_id, kind=None, before=before, limit=BATCH)
        if not lines:
            return
        page = io.StringIO()
        csv.writer(page).writerows(
            (
                line.number,
                line.posted_at.isoformat(),
                line.type,
                line.amount_minor,
                line.balance_after_minor,
                line.reference or "",
                line.transaction_id,
            )
            for line in lines
        )
        yield page.getvalue()
        before = lines[-1].number


async def header_balance(visit: Visit) -> Fragment | None:
    """Show a human's balance in the header of every page."""
    return await _balance(visit, "ledger/header.html")


async def account_card(visit: Visit, **_: object) -> Fragment | None:
    """Show the balance on the account page."""
    return await _balance(visit, "ledger/card.html")


async def _balance(visit: Visit, template: str) -> Fragment | None:
    if not READ.allows(visit.principal):
        return None
    async with visit.web.database.read() as work:
        totals = await read_totals(work, visit.principal.account_id)
    return Fragment(template, {"totals": totals, "statement_url": STATEMENT})


PAGES = [statement_page, statement_file]
