"""What a verified claim is to a circle."""

from datetime import datetime
from uuid import UUID

import msgspec


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """A verified claim of a member on a mission of the circle; its fields are the columns, in order."""

    claim_id: UUID
    mission_id: UUID
    human_id: UUID
    domain: str
    minutes: int
    earned_minor: int
    verified_at: datetime
