"""The books as admins see them: issuance week by week beside the soft cap, and the last audit."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec
from commonweal import Page, Visit, flash, needs
from litestar import get, post
from litestar.response import Redirect

from commonweal_ledger.audit import last_audit
from commonweal_ledger.http import ask_for_audit
from commonweal_ledger.issuance import ALERTS, WeekOfIssuance, issuance
from commonweal_ledger.permissions import ADMIN_LEDGER
from commonweal_ledger.prices import settings_of
from commonweal_ledger.settings import LedgerSettings

ADMIN, AUDITS = "/admin/ledger", "/admin/ledger/audits"
WEEKS = 9


class Bar(msgspec.Struct, frozen=True):
    """One week of the chart, and how much of the cap it used, in percent."""

    week: WeekOfIssuance
    percent: int


def every_week(weeks: Sequence[WeekOfIssuance], now: datetime) -> list[WeekOfIssuance]:
    """Add the weeks in which nothing was credited."""
    today = now.date()
    monday = today - timedelta(days=today.weekday())
    credited = {week.week: week.credited_minor for week in weeks}
    days = [monday - timedelta(weeks=number) for number in range(WEEKS)]
    return [WeekOfIssuance(day, credited.get(day, 0)) for day in days]


@get(ADMIN, guards=[needs(ADMIN_LEDGER)])
async def ledger_page(request: Visit) -> Page:
    """Show issuance against the cap, and what the last audit found."""
    settings = settings_of(request)
    now = datetime.now(UTC)
    async with request.web.database.read() as work:
        weeks = every_week(await issuance(work, weeks=WEEKS - 1), now)
        found = await last_audit(work)
    shown = {
        "bars": [Bar(week, _share(week, settings)) for week in weeks],
        "cap_minor": settings.weekly_cap * 100,
        "alert": next((part for part in reversed(ALERTS) if _share(weeks[0], settings) >= part), None),
        "found": found,
    }
    return Page("ledger/admin.html", shown)


@post(AUDITS, guards=[needs(ADMIN_LEDGER)])
async def audit_form(request: Visit) -> Redirect:
    """Have the books recomputed now."""
    await ask_for_audit(request)
    answer = Redirect(ADMIN, status_code=303)
    flash(answer, "ledger-flash-audit-asked")
    return answer


def _share(week: WeekOfIssuance, settings: LedgerSettings) -> int:
    """Return how much of the cap a week has used, in percent."""
    return week.credited_minor // settings.weekly_cap


PAGES = [ledger_page, audit_form]
