"""Reads a portfolio: totals, domains and the verified missions of one human."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Principal, Refusal, UnitOfWork

from commonweal_missions.permissions import ADMIN_MISSIONS
from commonweal_missions.rules.vocabulary import ContentLocale, Domain

NEWEST = 12
_DOMAINS = """
SELECT m.domain, count(*) AS missions, sum(m.duration_min)::bigint AS minutes,
       sum(coalesce(c.paid_minor, 0))::bigint AS earned_minor, max(c.finished_at) AS last_at
FROM missions.claim AS c JOIN missions.mission AS m ON m.id = c.mission_id
WHERE c.human_id = $1 AND c.state = 'verified'
GROUP BY m.domain ORDER BY missions DESC, minutes DESC, m.domain
"""
_MISSIONS = """
SELECT c.mission_id, m.domain, m.duration_min, c.paid_minor, c.finished_at,
       coalesce(translated.title, original.title) AS title,
       coalesce(translated.locale, original.locale) AS locale
FROM missions.claim AS c
JOIN missions.mission AS m ON m.id = c.mission_id
JOIN missions.mission_translation AS original
    ON original.mission_id = m.id AND original.locale = m.source_locale
LEFT JOIN missions.mission_translation AS translated
    ON translated.mission_id = m.id AND translated.locale = $2 AND translated.provenance <> 'author'
   AND translated.review_status = 'approved'
WHERE c.human_id = $1 AND c.state = 'verified' AND m.review_status = 'approved'
ORDER BY c.finished_at DESC, c.id DESC LIMIT $3
"""


class DomainImpact(msgspec.Struct, frozen=True, kw_only=True):
    """What a human has done in one domain."""

    domain: Domain
    missions: int
    minutes: int
    earned_minor: int


class VerifiedMission(msgspec.Struct, frozen=True, kw_only=True):
    """One verified mission; ``locale`` is the language of its title."""

    mission_id: UUID
    title: str
    locale: ContentLocale
    domain: Domain
    verified_at: datetime
    duration_min: int
    paid_minor: int | None


class Portfolio(msgspec.Struct, frozen=True, kw_only=True):
    """The impact of a human: totals over all verified missions, by domain, and the newest missions."""

    human_id: UUID
    missions: int
    minutes: int
    earned_minor: int
    domains: list[DomainImpact]
    newest: list[VerifiedMission]


async def read_portfolio(work: UnitOfWork, human_id: UUID, reader: ContentLocale) -> Portfolio:
    """Read a portfolio with titles in the reader's language; whether they may see it is asked before."""
    domains = [_impact(row) for row in await work.fetch(_DOMAINS, human_id)]
    rows = await work.fetch(_MISSIONS, human_id, str(reader), NEWEST) if domains else []
    return Portfolio(
        human_id=human_id,
        missions=sum(each.missions for each in domains),
        minutes=sum(each.minutes for each in domains),
        earned_minor=sum(each.earned_minor for each in domains),
        domains=domains,
        newest=[_verified(row) for row in rows],
    )


async def require_visible(work: UnitOfWork, principal: Principal, human_id: UUID) -> None:
    """Raise ``Refusal("not_found")`` unless the portfolio is public, one's own, or an admin asks."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    own = principal.kind == "human" and principal.account_id == human_id
    human = await identity.find_human(work, human_id)
    public = human is not None and human.state == "active" and human.portfolio == "public"
    if human is None or not (public or own or ADMIN_MISSIONS.allows(principal)):
        raise Refusal("not_found")


def _impact(row: Any) -> DomainImpact:
    return DomainImpact(
        domain=Domain(row["domain"]),
        missions=row["missions"],
        minutes=row["minutes"],
        earned_minor=row["earned_minor"],
    )


def _verified(row: Any) -> VerifiedMission:
    return VerifiedMission(
        mission_id=row["mission_id"],
        title=row["title"],
        locale=ContentLocale(row["locale"]),
        domain=Domain(row["domain"]),
        verified_at=row["finished_at"],
        duration_min=row["duration_min"],
        paid_minor=row["paid_minor"],
    )
