"""What admins do at the queue: take, give back and decide; never about what is their own (DOMAIN §5.3)."""

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from commonweal import FieldError, Principal, Refusal, UnitOfWork
from commonweal_identity import api as identity

from commonweal_review.deciding import HOLD
from commonweal_review.items import Item, find_item, lock_item, move
from commonweal_review.model import Decision
from commonweal_review.services import Review
from commonweal_review.states import ITEM

SHORTEST_NOTES, LONGEST_NOTES = 10, 2_000
Verdict = Literal["approved", "rejected"]
Notes = Annotated[str, msgspec.Meta(min_length=SHORTEST_NOTES, max_length=LONGEST_NOTES)]
_NEXT = """
SELECT id FROM review.item
WHERE status = 'flagged' AND (taken_until IS NULL OR taken_until <= now())
    AND ($1::text IS NULL OR kind = $1) AND ($2::int IS NULL OR priority = $2)
    AND ($3::text IS NULL OR locale = $3)
    AND NOT (author_kind IN ('human', 'agent') AND author_id = ANY($4))
    AND (organisation_id IS NULL OR organisation_id <> ALL($5))
ORDER BY priority, due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
"""
_TAKE = "UPDATE review.item SET taken_by = $2, taken_until = $3 WHERE id = $1"


class Interests(msgspec.Struct, frozen=True):
    """What an admin may not decide about: items of these authors and of these organisations."""

    authors: frozenset[str]
    organisations: frozenset[UUID]

    def concern(self, item: Item) -> bool:
        """Say whether an item is the admin's own, their agent's or their organisation's."""
        return item.author_id in self.authors or item.organisation_id in self.organisations


async def interests_of(work: UnitOfWork, admin: Principal) -> Interests:
    """Return what an admin has an interest in."""
    own = await identity.agents_of(work, admin.account_id)
    memberships = await identity.memberships_of(work, admin.account_id)
    authors = frozenset({admin.id, *map(str, own)})
    return Interests(authors, frozenset(membership.organisation_id for membership in memberships))


async def take(work: UnitOfWork, admin: Principal, review_id: UUID) -> Item:
    """Hold an item for 30 minutes; taking it again holds it longer.

    Raises ``Refusal``: ``not_found``, ``invalid_transition`` once it is decided, ``conflict`` while another
    holds it, ``forbidden`` for what is one's own.
    """
    now = datetime.now(UTC)
    item = await _lock_flagged(work, admin, review_id)
    if not item.is_free(now) and not item.held_by(admin.account_id, now):
        raise Refusal("conflict")
    await work.execute(_TAKE, review_id, admin.account_id, now + HOLD)
    return await find_item(work, review_id)


async def take_next(
    work: UnitOfWork,
    admin: Principal,
    *,
    kind: str | None = None,
    priority: int | None = None,
    locale: str | None = None,
) -> Item | None:
    """Hold the most urgent item that is free; admins who ask at once get different ones."""
    interests = await interests_of(work, admin)
    review_id = await work.fetch_value(
        _NEXT, kind, priority, locale, list(interests.authors), list(interests.organisations)
    )
    if review_id is None:
        return None
    await work.execute(_TAKE, review_id, admin.account_id, datetime.now(UTC) + HOLD)
    return await find_item(work, review_id)


async def give_back(work: UnitOfWork, admin: Principal, review_id: UUID) -> None:
    """Let others take an item that one holds; raises ``Refusal("conflict")`` when one does not."""
    item = await lock_item(work, review_id)
    if not item.held_by(admin.account_id, datetime.now(UTC)):
        raise Refusal("conflict")
    await work.execute("UPDATE review.item SET taken_by = NULL, taken_until = NULL WHERE id = $1", review_id)


async def decide(
    work: UnitOfWork,
    review: Review,
    admin: Principal,
    review_id: UUID,
    status: Verdict,
    notes: str,
    *,
    takes: bool = False,
) -> Decision:
    """Approve or reject an item that one holds, or with ``takes`` one that is free; its plugin acts on it.

    Raises ``Refusal``: ``validation_error`` for notes that are too short, ``not_found``,
    ``invalid_transition`` when it is decided already, ``conflict`` when one does not hold it (any longer),
    ``forbidden`` for what is one's own, or what its plugin refuses.
    """
    notes = notes.strip()
    if len(notes) < SHORTEST_NOTES:
        wrong = FieldError("/notes", "too_short", {"minimum": SHORTEST_NOTES})
        raise Refusal("validation_error", fields=[wrong])
    now = datetime.now(UTC)
    item = await _lock_flagged(work, admin, review_id)
    if not item.held_by(admin.account_id, now) and not (takes and item.is_free(now)):
        raise Refusal("conflict")
    decision = await move(
        work,
        item,
        status,
        source="admin",
        kind=review.kind(item.kind),
        decided_by=admin.account_id,
        notes=notes,
    )
    await identity.record_audit(
        work,
        admin,
        "review.approve" if status == "approved" else "review.reject",
        subject_kind=item.kind,
        subject_id=item.item_id,
        details={"review": str(item.id), "decision": str(decision.id)},
        reason=notes,
    )
    return decision


async def _lock_flagged(work: UnitOfWork, admin: Principal, review_id: UUID) -> Item:
    item = await lock_item(work, review_id)
    if (await interests_of(work, admin)).concern(item):
        raise Refusal("forbidden")
    if item.status != "flagged":
        ITEM.step(item.status, "approved" if item.status == "rejected" else "rejected")
    return item
