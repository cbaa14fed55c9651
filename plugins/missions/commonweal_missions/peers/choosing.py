"""Which peers are asked: strangers of the right tier; same domain and least load first (DOMAIN §8.3)."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from commonweal import UnitOfWork

from commonweal_missions.evidence.living import LockedEvidence
from commonweal_missions.peers.links import no_strangers
from commonweal_missions.settings import MissionsSettings

TIER: Final = "contributor"
_CANDIDATES: Final = 300
_DAY: Final = timedelta(days=1)
_LOAD = """
SELECT reviewer_id, count(*) AS asked FROM missions.peer_review
WHERE reviewer_id = ANY ($1) AND (state IN ('asked', 'opened') OR given_at > $2) GROUP BY reviewer_id
"""
# Who is asked about other evidence of the same human will be linked with them before they get to this.
_ASKED_ALREADY = """
SELECT r.reviewer_id FROM missions.peer_review AS r JOIN missions.evidence AS e ON e.id = r.evidence_id
WHERE e.human_id = $1 AND r.state IN ('asked', 'opened')
"""
_DOMAIN = """
SELECT DISTINCT c.human_id FROM missions.claim AS c JOIN missions.mission AS m ON m.id = c.mission_id
WHERE c.human_id = ANY ($1) AND c.state = 'verified' AND m.domain = $2
"""


async def strangers(
    work: UnitOfWork,
    evidence: LockedEvidence,
    exclude: Collection[UUID],
    settings: MissionsSettings,
    at: datetime,
) -> list[UUID]:
    """Return who may be asked, the best first: who knows the domain, who has least to do, Trusted ones."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it
    from commonweal_reputation import api as reputation  # noqa: PLC0415

    excluded = {*exclude, *await no_strangers(work, evidence.human_id, at), *await makers(work, evidence)}
    excluded |= {row["reviewer_id"] for row in await work.fetch(_ASKED_ALREADY, evidence.human_id)}
    candidates = await reputation.humans_at_least(work, TIER, limit=_CANDIDATES, exclude=excluded)
    people = await identity.find_humans(work, candidates)
    willing = [
        each
        for each in candidates
        if (person := people.get(each)) and person.accepts_reviews and person.state == "active"
    ]
    load = {row["reviewer_id"]: row["asked"] for row in await work.fetch(_LOAD, willing, at - _DAY)}
    domain = str(evidence.claim.mission.domain)
    known = {row["human_id"] for row in await work.fetch(_DOMAIN, willing, domain)}
    free = [each for each in willing if load.get(each, 0) < settings.reviews_per_day]
    place = {each: number for number, each in enumerate(candidates)}
    return sorted(free, key=lambda each: (each not in known, load.get(each, 0), place[each]))


async def makers(work: UnitOfWork, evidence: LockedEvidence) -> set[UUID]:
    """Return the people behind the mission: the agent's owner, the organisation's members."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    mission = evidence.claim.mission
    if mission.creator_kind == "agent":
        agent = await identity.find_agent(work, mission.creator_id)
        return {agent.owner_id} if agent and agent.owner_id else set()
    members = await identity.members_of(work, mission.creator_id)
    return {member.human_id for member in members if member.human_id is not None}
