"""The default check: gathers what is known about evidence, and scores it (DOMAIN §8.2)."""

from collections.abc import Iterator
from typing import Any

from commonweal import Database, PluginContext, UnitOfWork

from commonweal_missions.checking.facts import CheckedEvidence, CheckedFile
from commonweal_missions.checking.likeness import nearest
from commonweal_missions.checking.scoring import Findings, Pair, Score, score
from commonweal_missions.evidence.images import hash_distance
from commonweal_missions.evidence.naming import unsigned
from commonweal_missions.rules.geography import Point, distance_m
from commonweal_missions.rules.vocabulary import EvidenceKind

_ASKED = """
SELECT c.claimed_at, m.latitude, m.longitude, m.gps_radius_m, m.evidence_kind, m.evidence_required
FROM missions.claim AS c JOIN missions.mission AS m ON m.id = c.mission_id WHERE c.id = $1
"""


async def check(context: PluginContext, evidence: CheckedEvidence) -> Score | None:
    """Score evidence by place, time and originality; None when its claim is gone."""
    async with context.services.get(Database).read() as work:
        findings = await find_out(work, evidence)
    return score(findings) if findings else None


async def find_out(work: UnitOfWork, evidence: CheckedEvidence) -> Findings | None:
    """Return what is known about evidence, beside what was asked for; None when its claim is gone."""
    asked: Any = await work.fetch_row(_ASKED, evidence.claim_id)
    if asked is None:
        return None
    hashes = [file.perceptual_hash for file in evidence.files if file.perceptual_hash is not None]
    return Findings(
        place_asked=asked["latitude"] is not None,
        metres=metres_between(Point(asked["latitude"], asked["longitude"]), evidence),
        radius_m=asked["gps_radius_m"],
        captured_at=evidence.captured_at,
        claimed_at=asked["claimed_at"],
        submitted_at=evidence.submitted_at,
        nearest=await nearest(work, hashes, claim_id=evidence.claim_id, submitted_at=evidence.submitted_at),
        items_missing=is_something_missing(evidence, asked["evidence_kind"], asked["evidence_required"]),
        pairs=tuple(pairs(evidence.files)),
    )


def metres_between(place: Point, shown: CheckedEvidence | CheckedFile) -> float | None:
    """Return how far off something was made; None when one of both places is not known."""
    if place.latitude is None or shown.latitude is None or shown.longitude is None:
        return None
    return distance_m(place, Point(shown.latitude, shown.longitude))


def is_something_missing(evidence: CheckedEvidence, kinds: list[str], required: list[bool]) -> bool:
    """Say whether a required item has neither a file nor, for a report, the text."""
    served = {file.item for file in evidence.files}
    served |= {at for at, kind in enumerate(kinds) if kind == EvidenceKind.TEXT_REPORT and evidence.text}
    return any(needed and at not in served for at, needed in enumerate(required))


def pairs(files: list[CheckedFile]) -> Iterator[Pair]:
    """Pair each file from before with each from after of the same item."""
    for before in (file for file in files if file.moment == "before"):
        for after in (file for file in files if file.moment == "after" and file.item == before.item):
            place = Point(before.latitude, before.longitude)  # type: ignore[arg-type]  # None is asked for
            yield Pair(metres=metres_between(place, after), hash_distance=_differ(before, after))


def _differ(before: CheckedFile, after: CheckedFile) -> int | None:
    if before.perceptual_hash is None or after.perceptual_hash is None:
        return None
    return hash_distance(unsigned(before.perceptual_hash), unsigned(after.perceptual_hash))
