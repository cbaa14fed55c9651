"""Circles suggested to somebody: by their place, the domains they help in, and what they are good at."""

from collections.abc import Sequence
from typing import LiteralString
from uuid import UUID

import msgspec
from commonweal import UnitOfWork, Visit
from commonweal_identity import api as identity
from commonweal_missions import api as missions
from commonweal_vectors import api as vectors

from commonweal_circles.finding.filters import meeting
from commonweal_circles.finding.indexed import CIRCLES
from commonweal_circles.finding.reading import CircleSummary, read_circles
from commonweal_circles.rules.place import Box, Point, around
from commonweal_circles.rules.vocabulary import Domain
from commonweal_circles.services import settings_of

MOST = 50
SECONDS = 1.0
"""How long the index may take: suggestions are not what the page is for."""

# Whoever had to do with a circle in whatever way knows it already.
_STRANGE: LiteralString = """c.visibility = 'public' AND c.review_status = 'approved' AND c.state = 'active'
    AND NOT EXISTS (SELECT FROM circles.member AS known WHERE known.circle_id = c.id
        AND known.account_id = $1)"""
_ORDER: LiteralString = "ORDER BY c.active_at DESC, c.id DESC"


class Able(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody can be offered circles by; an agent has its specialisations as ``domains``."""

    domains: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    near: Box | None = None


class Suggestion(msgspec.Struct, frozen=True):
    """A circle and why it is suggested: a ``domain`` one helps in, a place ``near``, or one's ``skills``."""

    circle: CircleSummary
    domain: Domain | None
    near: bool
    skills: bool


class Suggested(msgspec.Struct, frozen=True):
    """Suggestions, the best first; with ``by_words`` the index of vectors did not answer."""

    items: list[Suggestion]
    by_words: bool = False


async def suggest(visit: Visit, limit: int) -> Suggested:
    """Suggest public circles that one has nothing to do with yet; call it outside of a unit of work."""
    account_id = visit.principal.account_id
    async with visit.web.database.read() as work:
        able = await able_of(work, visit)
    alike = await _like_skills(visit, able.skills)
    liked = vectors.near_best(alike.found)
    async with visit.web.database.read() as work:
        near = await _near(work, account_id, able.near) if able.near else []
        same = await _of_domains(work, account_id, able.domains) if able.domains else []
        strange = await _strange(work, account_id, liked) if liked else set()
        skilled = [each for each in liked if each in strange]
        best = vectors.fuse([near, same, skilled])[:limit]
        found = await read_circles(work, account_id, best)
    return Suggested(
        [
            Suggestion(
                each,
                each.domain if each.domain in able.domains else None,
                each.id in near,
                each.id in skilled,
            )
            for each in found
        ],
        alike.by_words,
    )


async def able_of(work: UnitOfWork, visit: Visit) -> Able:
    """Read what somebody helps in, is good at, and where they are."""
    account_id = visit.principal.account_id
    if visit.principal.kind == "agent":
        agent = await identity.find_agent(work, account_id)
        return Able(domains=tuple(agent.specializations) if agent else ())
    human = await identity.find_human(work, account_id)
    if human is None:
        return Able()
    verified = await missions.verified_by_domain(work, account_id)
    near = None
    if human.latitude is not None and human.longitude is not None:
        near = around(Point(human.latitude, human.longitude), human.service_radius_km)
    return Able(domains=tuple(sorted(map(str, verified))), skills=tuple(human.skills), near=near)


async def _like_skills(visit: Visit, skills: Sequence[str]) -> vectors.Alike:
    """Ask what is like the names of one's skills, in the reader's language."""
    if not skills:
        return vectors.Alike()
    names = dict.fromkeys(missions.skill_name(visit.translator, missions.suggested(each)) for each in skills)
    least = settings_of(visit).related_from
    return await vectors.find_alike(visit, CIRCLES, text=", ".join(names), least=least, seconds=SECONDS)


async def _near(work: UnitOfWork, account_id: UUID, box: Box) -> list[UUID]:
    """Return the strange place circles around somebody; the smallest are the nearest to them."""
    values: list[object] = [account_id]
    meets = meeting(box, values)
    rows = await work.fetch(
        f"SELECT c.id FROM circles.circle AS c WHERE {_STRANGE} AND {meets}"
        f" ORDER BY area(circles.box_of(c.west, c.south, c.east, c.north)), c.id LIMIT {MOST}",
        *values,
    )
    return [row["id"] for row in rows]


async def _of_domains(work: UnitOfWork, account_id: UUID, domains: Sequence[str]) -> list[UUID]:
    """Return the strange circles of some domains that are about no place, the newest activity first."""
    rows = await work.fetch(
        f"SELECT c.id FROM circles.circle AS c WHERE {_STRANGE} AND c.domain = ANY ($2::text[])"
        f" AND c.west IS NULL {_ORDER} LIMIT {MOST}",
        *(account_id, list(domains)),
    )
    return [row["id"] for row in rows]


async def _strange(work: UnitOfWork, account_id: UUID, ids: Sequence[UUID]) -> set[UUID]:
    rows = await work.fetch(
        f"SELECT c.id FROM circles.circle AS c WHERE {_STRANGE} AND c.id = ANY ($2::uuid[])",
        *(account_id, list(ids)),
    )
    return {row["id"] for row in rows}
