"""What members send to the board, and what the board says is wrong with a mission."""

import re
from datetime import UTC, datetime
from typing import Annotated, Final
from uuid import UUID

import msgspec
from commonweal import FieldError, Principal, Refusal, UnitOfWork
from commonweal_missions import api as missions

from commonweal_circles.rules.reasons import LEAST_REASON
from commonweal_circles.rules.vocabulary import Locale

OVER: Final = frozenset({"verified", "expired", "archived"})
"""States of a mission in which nobody can claim it any more, whatever happens."""

_ID: Final = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_ADDRESS: Final = re.compile(rf"(?:\S*/missions/)?({_ID})(?:[/?#]\S*)?")

Reason = Annotated[str, msgspec.Meta(max_length=1_000, description="Why the circle should adopt it.")]


class ProposalDraft(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mission that is proposed, and why; the words are in ``locale``, the reader's own when left out."""

    mission_id: UUID
    reason: Reason = ""
    locale: Locale | None = None


class Declined(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a moderator declines a proposed mission; members read it."""

    reason: Annotated[str, msgspec.Meta(min_length=LEAST_REASON, max_length=1_000)]


class PartyDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The adopted mission of a new party; ``acknowledged``: I read its risk and accept it."""

    mission_id: UUID
    acknowledged: bool = False


class Joined(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What joining a party says: claim a slot for me, and ``acknowledged``, I read the mission's risk."""

    acknowledged: bool = False


def mission_named(text: str) -> UUID | None:
    """Read the id of a mission from its id or the address of its page; None from anything else."""
    found = _ADDRESS.fullmatch(text.strip())
    return UUID(found.group(1)) if found else None


async def live_mission(work: UnitOfWork, principal: Principal, mission_id: UUID) -> missions.MissionSummary:
    """Return a mission that somebody may read and that is not over.

    Raises ``Refusal("validation_error")`` at ``/mission_id``; of missions that they may not read, the same
    is said as of those that never were.
    """
    now = datetime.now(UTC)
    found = (await missions.show_missions(work, principal, [mission_id], "en", now)).get(mission_id)
    if found is None or found.state in OVER:
        message = "circles-board-mission-over" if found else "circles-board-mission-unknown"
        raise Refusal("validation_error", fields=[FieldError("/mission_id", "invalid", message=message)])
    return found
