"""How plugins that stand above have people told of exports and terms: in words that are here already."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from commonweal import UnitOfWork, emit

from commonweal_notifications.kinds.events import ExportMade, TermsPublished


async def tell_export_ready(work: UnitOfWork, *, account_id: UUID, path: str, expires_at: datetime) -> None:
    """Have somebody told, in this unit of work, that an export can be fetched at a path of this site.

    Raises ValueError for a path that leads elsewhere.
    """
    event = ExportMade(account_id=account_id, path=_own(path), expires_at=expires_at)
    await emit(work, event, subject=account_id)


async def tell_terms_changed(
    work: UnitOfWork,
    *,
    document: Literal["terms", "privacy", "acceptable_use"],
    version: str,
    effective_on: date,
    path: str,
) -> None:
    """Have everybody told, in this unit of work, that a legal document changes on a day.

    Raises ValueError for a path that leads elsewhere.
    """
    await emit(
        work,
        TermsPublished(document=document, version=version, effective_on=effective_on, path=_own(path)),
    )


def _own(path: str) -> str:
    if not path.startswith("/") or path.startswith("//") or "\\" in path:
        raise ValueError(f"{path!r} is no path of this site: write one that begins with a single slash")
    return path
