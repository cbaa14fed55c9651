"""Missions for the lists of other plugins: some by their ids, and open ones of a domain."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from commonweal import Principal, UnitOfWork

from commonweal_missions.queries.listing import SHOWN
from commonweal_missions.queries.matching import OPEN
from commonweal_missions.queries.statement import Arguments
from commonweal_missions.queries.summary import MissionSummary, summary
from commonweal_missions.reading import readable_singly, rights_of
from commonweal_missions.rules.vocabulary import ContentLocale

_KNOWN = {str(locale): locale for locale in ContentLocale}


class Bounds(NamedTuple):
    """A box of degrees; it crosses the 180th meridian where ``west`` is greater than ``east``."""

    west: float
    south: float
    east: float
    north: float


async def show_missions(
    work: UnitOfWork, principal: Principal, ids: Collection[UUID], locale: str, now: datetime
) -> dict[UUID, MissionSummary]:
    """Return those among some missions that somebody may open, whatever their state, in a language.

    It asks what ``may_read`` asks, for all of them at once.
    """
    if not ids:
        return {}
    arguments = Arguments()
    asked = arguments.add(list(ids))
    may = readable_singly(await rights_of(work, principal), arguments)
    page = (
        "SELECT m.id, m.published_at AS key, NULL::float8 AS square FROM missions.mission AS m"
        f" WHERE m.id = ANY ({asked}::uuid[]) AND {may}"
    )
    return {each.id: each for each in await _show(work, page, arguments, locale, now)}


async def newest_open_missions(
    work: UnitOfWork,
    locale: str,
    now: datetime,
    *,
    domain: str,
    leave_out: Sequence[UUID] = (),
    limit: int = 6,
) -> list[MissionSummary]:
    """Return open missions of a domain, the newest first, but for some."""
    arguments = Arguments()
    page = (
        "SELECT m.id, m.published_at AS key, NULL::float8 AS square FROM missions.mission AS m"
        f" WHERE {OPEN.format(now=arguments.add(now))} AND m.domain = {arguments.add(domain)}"
        f" AND m.id <> ALL ({arguments.add(list(leave_out))}::uuid[])"
        f" ORDER BY m.published_at DESC, m.id DESC LIMIT {arguments.add(limit)}"
    )
    return await _show(work, page, arguments, locale, now)


async def _show(
    work: UnitOfWork, page: str, arguments: Arguments, locale: str, now: datetime
) -> list[MissionSummary]:
    """Read what lists show of the missions that a statement finds."""
    tongue, excerpt = arguments.add(str(_KNOWN.get(locale, ContentLocale.ENGLISH))), arguments.add(280)
    statement = SHOWN.format(page=page, locale=tongue, excerpt=excerpt, direction="DESC")
    return [summary(row, now) for row in await work.fetch(statement, *arguments.values)]
