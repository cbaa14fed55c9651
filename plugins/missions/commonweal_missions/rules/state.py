"""The state of a mission, derived from stored facts by the table of DOMAIN §7.1 and never written."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from commonweal_missions.rules.vocabulary import MissionState


class MissionFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the state of a mission follows from.

    ``active``, ``submitted`` and ``verified`` count its claims in these states; ``started`` counts the active
    claims with progress above 0.
    """

    archived_at: datetime | None
    expires_at: datetime
    max_claims: int
    active: int = 0
    started: int = 0
    submitted: int = 0
    verified: int = 0

    @property
    def slots_left(self) -> int:
        """Count the slots that nobody holds."""
        return max(0, self.max_claims - self.active - self.submitted - self.verified)


def facts_of(row: Mapping[str, Any]) -> MissionFacts:
    """Read what the state follows from out of a row that names it so."""
    return MissionFacts(
        archived_at=row["archived_at"],
        expires_at=row["expires_at"],
        max_claims=row["max_claims"],
        active=row["active"],
        started=row["started"],
        submitted=row["submitted"],
        verified=row["verified"],
    )


# The first condition that holds names the state.
STATES: tuple[tuple[MissionState, Callable[[MissionFacts, datetime], bool]], ...] = (
    (MissionState.ARCHIVED, lambda facts, _: facts.archived_at is not None),
    (MissionState.VERIFIED, lambda facts, _: facts.verified >= facts.max_claims),
    (MissionState.EXPIRED, lambda facts, now: facts.expires_at <= now),
    (MissionState.OPEN, lambda facts, _: facts.slots_left > 0),
    (MissionState.SUBMITTED, lambda facts, _: facts.active == 0 and facts.submitted > 0),
    (MissionState.IN_PROGRESS, lambda facts, _: facts.started > 0),
    (MissionState.CLAIMED, lambda *_: True),
)


def state_of(facts: MissionFacts, now: datetime) -> MissionState:
    """Derive the state of a mission at a moment; ``now`` is aware, in UTC."""
    return next(state for state, holds in STATES if holds(facts, now))
