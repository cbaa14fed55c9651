"""What other plugins may import of missions: the events, and what a human has done (DOMAIN §7)."""

from collections.abc import Iterable
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

from commonweal_missions.checking.facts import CheckedEvidence, CheckedFile
from commonweal_missions.checking.scoring import Score
from commonweal_missions.claims.events import (
    ClaimAbandoned,
    ClaimMade,
    ClaimProgressed,
    ClaimReleased,
    ClaimReturned,
    ClaimSubmitted,
    ClaimVerified,
    MissionArchived,
    MissionClaimed,
    MissionCompleted,
    MissionExpired,
    MissionInProgress,
    MissionOpened,
    MissionSubmitted,
)
from commonweal_missions.claims.together import (
    Claimer,
    Hindrance,
    TogetherRefused,
    claim_together,
    hindrances_of,
)
from commonweal_missions.evidence.events import (
    AppealDecided,
    ClaimPaid,
    EvidenceOverdue,
    EvidenceStateChanged,
    EvidenceSubmitted,
    ReviewAsked,
    ReviewGiven,
    ReviewOpened,
    ReviewTimedOut,
    ReviewWithdrawn,
)
from commonweal_missions.evidence.lists import count_waiting as count_waiting_evidence
from commonweal_missions.evidence.lost import take_lost_bytes
from commonweal_missions.maps.boxes import BoxDrawing, draw_box, view_of
from commonweal_missions.maps.view import View
from commonweal_missions.missions.events import MissionCreated, MissionEdited, MissionReviewed, SampleLoaded
from commonweal_missions.queries.inside import (
    VerifiedInside,
    count_verified_inside,
    list_inside,
    overview_inside,
    places_inside,
)
from commonweal_missions.queries.overview import COUNT_MOST, Spot
from commonweal_missions.queries.places import Named, find_place
from commonweal_missions.queries.shown import Bounds, newest_open_missions, show_missions
from commonweal_missions.queries.standing import (
    MissionStanding,
    OpenClaim,
    mission_standings,
    open_claims_of,
)
from commonweal_missions.queries.summary import MissionSummary
from commonweal_missions.queries.telling import (
    ClaimRead,
    CreatorCounts,
    EvidenceRead,
    MissionRead,
    ReviewRead,
    VerifiedRead,
    claims_near_deadline,
    count_for_creators,
    find_claims,
    find_evidence,
    find_missions,
    find_reviews,
    find_verified,
    working_on,
)
from commonweal_missions.reading import may_read
from commonweal_missions.rules.geography import Point
from commonweal_missions.rules.vocabulary import Domain
from commonweal_missions.skills import skill_name, suggested
from commonweal_missions.translations.events import TranslationReviewed, TranslationWritten

__all__ = [
    "COUNT_MOST",
    "AppealDecided",
    "Bounds",
    "BoxDrawing",
    "CheckedEvidence",
    "CheckedFile",
    "ClaimAbandoned",
    "ClaimMade",
    "ClaimPaid",
    "ClaimProgressed",
    "ClaimRead",
    "ClaimReleased",
    "ClaimReturned",
    "ClaimSubmitted",
    "ClaimVerified",
    "Claimer",
    "CreatorCounts",
    "Domain",
    "EvidenceOverdue",
    "EvidenceRead",
    "EvidenceStateChanged",
    "EvidenceSubmitted",
    "Hindrance",
    "MissionArchived",
    "MissionClaimed",
    "MissionCompleted",
    "MissionCreated",
    "MissionEdited",
    "MissionExpired",
    "MissionInProgress",
    "MissionOpened",
    "MissionRead",
    "MissionReviewed",
    "MissionStanding",
    "MissionSubmitted",
    "MissionSummary",
    "Named",
    "OpenClaim",
    "OpenCounts",
    "Point",
    "ReviewAsked",
    "ReviewGiven",
    "ReviewOpened",
    "ReviewRead",
    "ReviewTimedOut",
    "ReviewWithdrawn",
    "SampleLoaded",
    "Score",
    "Spot",
    "TogetherRefused",
    "TranslationReviewed",
    "TranslationWritten",
    "VerifiedInside",
    "VerifiedRead",
    "View",
    "claim_together",
    "claims_near_deadline",
    "count_for_creators",
    "count_verified_inside",
    "count_waiting_evidence",
    "draw_box",
    "find_claims",
    "find_evidence",
    "find_missions",
    "find_place",
    "find_reviews",
    "find_verified",
    "hindrances_of",
    "list_inside",
    "may_read",
    "mission_standings",
    "newest_open_missions",
    "open_claims",
    "open_claims_of",
    "overview_inside",
    "places_inside",
    "show_missions",
    "skill_name",
    "suggested",
    "take_lost_bytes",
    "verified_by_domain",
    "view_of",
    "working_on",
]


class OpenCounts(msgspec.Struct, frozen=True):
    """How many claims of a human are active, and how many wait for a verdict."""

    active: int = 0
    submitted: int = 0


async def open_claims(work: UnitOfWork, human_ids: Iterable[UUID]) -> dict[UUID, OpenCounts]:
    """Count the open claims of several humans."""
    asked = list(human_ids)
    rows = await work.fetch(
        "SELECT human_id, count(*) FILTER (WHERE state = 'active') AS active,"
        " count(*) FILTER (WHERE state = 'submitted') AS submitted"
        " FROM missions.claim WHERE human_id = ANY ($1) AND state IN ('active', 'submitted')"
        " GROUP BY human_id",
        asked,
    )
    known = {row["human_id"]: OpenCounts(row["active"], row["submitted"]) for row in rows}
    return {human_id: known.get(human_id, OpenCounts()) for human_id in asked}


async def verified_by_domain(work: UnitOfWork, human_id: UUID) -> dict[Domain, int]:
    """Count the verified missions of a human in each domain that has any."""
    rows = await work.fetch(
        "SELECT m.domain, count(*) AS missions FROM missions.claim AS c"
        " JOIN missions.mission AS m ON m.id = c.mission_id"
        " WHERE c.human_id = $1 AND c.state = 'verified' GROUP BY m.domain",
        human_id,
    )
    return {Domain(row["domain"]): row["missions"] for row in rows}
