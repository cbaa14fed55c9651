"""Opening a circle: the fee, the circle, its owner and the event are one transaction (DOMAIN §12)."""

from decimal import Decimal
from uuid import UUID, uuid5

import msgspec
from commonweal import FieldError, Refusal, UnitOfWork, Visit, emit, new_id
from commonweal_identity import api as identity
from commonweal_ledger import api as ledger
from commonweal_review import api as review

from commonweal_circles.events import CircleOpened, MembershipChanged
from commonweal_circles.opening.drafting import CircleDraft, checked
from commonweal_circles.opening.living import KIND

MANAGING = ("owner", "manager")
"""The roles in an organisation that may open a circle for it."""
_NAMES = UUID("5c0a5f0e-6a3a-5b7e-9d0c-5d1f3f6f2b52")
_COLUMNS = """id, name, description, domain, topic, visibility, joining, place_name, west, south, east, north,
    welcome, locale, review_status, opener_id, organisation_id, fee_id, fee_minor, members"""
_INSERT = f"""
INSERT INTO circles.circle ({_COLUMNS})
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 1)
"""
_OWNER = """
INSERT INTO circles.member (circle_id, account_id, kind, state, role, joined_at, level)
VALUES ($1, $2, 'human', 'active', 'owner', now(), 'all')
"""
_MADE = "SELECT id, review_status, version, fee_minor FROM circles.circle WHERE id = $1"


class MadeCircle(msgspec.Struct, frozen=True):
    """A circle that was opened, whether review approved it yet, and what it cost in minor units."""

    id: UUID
    review_status: str
    version: int
    paid_minor: int


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that opening a circle needs, once it was checked and assessed.

    The id is known before: whoever opens it again under the same id gets the circle that is there.
    """

    circle_id: UUID
    draft: CircleDraft
    opener_id: UUID
    organisation_id: UUID | None
    fee_minor: int
    assessment: review.Assessment

    @property
    def payer_id(self) -> UUID:
        """Whose tokens pay."""
        return self.organisation_id or self.opener_id


async def open_circle(
    visit: Visit, draft: CircleDraft, organisation_id: UUID | None = None, key: str = ""
) -> MadeCircle:
    """Open a circle as the human who asks, or for an organisation that they manage.

    Under the same ``key`` one human opens one circle, however often it is tried. Raises ``Refusal``:
    ``validation_error``, ``content_rejected``, ``insufficient_tokens`` with the balance and what is missing,
    ``not_found`` or ``forbidden`` for an organisation that is not theirs to act for.
    """
    draft = checked(draft)
    assessment = await review.assess(
        visit,
        author=visit.principal,
        kind=KIND,
        texts=draft.texts,
        locale=draft.locale,
        domain=draft.domain,
        organisation_id=organisation_id,
    )
    opening = Opening(
        circle_id=uuid5(_NAMES, f"{visit.principal.key}\n{key}") if key else new_id(),
        draft=draft,
        opener_id=visit.principal.account_id,
        organisation_id=organisation_id,
        fee_minor=ledger.price_minor(visit, "circle"),
        assessment=assessment,
    )
    async with visit.web.database.write() as work:
        if organisation_id is not None:
            await identity.require_member(work, visit.principal, organisation_id, *MANAGING)
        return await put_circle(work, opening)


async def put_circle(work: UnitOfWork, opening: Opening) -> MadeCircle:
    """Pay the fee and put the circle with its owner into the tables, all in the caller's transaction.

    Raises ``Refusal("insufficient_tokens")``. An opening that was done before changes nothing.
    """
    receipt = await _pay(work, opening)
    if receipt.replayed:
        row = await work.fetch_row(_MADE, opening.circle_id)
        return MadeCircle(row["id"], row["review_status"], row["version"], row["fee_minor"])
    summary = summary_of(opening.draft)
    status = await review.record(work, opening.assessment, item_id=opening.circle_id, summary=summary)
    await work.execute(_INSERT, *_values(opening, status, receipt.transaction_id))
    await work.execute(_OWNER, opening.circle_id, opening.opener_id)
    await _tell(work, opening)
    return MadeCircle(opening.circle_id, status, 1, opening.fee_minor)


def summary_of(draft: CircleDraft) -> str:
    """Return what lists of review call a circle; nothing of a private one, for readers may see it there."""
    return draft.name if draft.visibility == "public" else "…"


async def _pay(work: UnitOfWork, opening: Opening) -> ledger.Receipt:
    is_pool = opening.organisation_id is not None
    await ledger.open_account(work, opening.payer_id, "pool" if is_pool else "human")
    try:
        return await ledger.charge(
            work,
            key=f"circle:{opening.circle_id}",
            type="spend_circle",
            account_id=opening.payer_id,
            amount_minor=opening.fee_minor,
            reference=opening.circle_id,
        )
    except Refusal as refusal:
        raise _too_little(refusal, opening) if refusal.code == "insufficient_tokens" else refusal from refusal


def _too_little(refusal: Refusal, opening: Opening) -> Refusal:
    """Say how much there is and how much is missing, and how to earn it."""
    known: dict[str, object] = {
        name: Decimal(str(minor)) / 100
        for name, minor in (
            ("balance", refusal.arguments["balance_minor"]),
            ("missing", refusal.arguments["shortfall_minor"]),
            ("fee", opening.fee_minor),
        )
    }
    whose = "circles-field-pool-short" if opening.organisation_id else "circles-field-short"
    where = "/organisation_id" if opening.organisation_id else ""
    error = FieldError(where, "insufficient_tokens", known, whose)
    return Refusal(refusal.code, fields=[error], **refusal.arguments)


async def _tell(work: UnitOfWork, opening: Opening) -> None:
    opened = CircleOpened(
        circle_id=opening.circle_id,
        opener_id=opening.opener_id,
        organisation_id=opening.organisation_id,
        visibility=opening.draft.visibility,
    )
    joined = MembershipChanged(
        circle_id=opening.circle_id,
        account_id=opening.opener_id,
        kind="human",
        before="",
        after="active",
        role_before="member",
        role="owner",
        cause="opened",
        by=opening.opener_id,
        members=1,
    )
    await emit(work, opened, subject=opening.circle_id)
    await emit(work, joined, subject=opening.circle_id)


def _values(opening: Opening, status: str, fee_id: UUID) -> list[object]:
    draft = opening.draft
    return [
        *(opening.circle_id, draft.name, draft.description, draft.domain, draft.topic, draft.visibility),
        *(draft.joined_by, draft.place_name, draft.west, draft.south, draft.east, draft.north),
        *(draft.welcome, draft.locale, status, opening.opener_id, opening.organisation_id),
        *(fee_id, opening.fee_minor),
    ]
