"""Rate limits as admins change them: penalties after breaches, an agent's own rate (DOMAIN §2.6)."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from commonweal import (
    LimitPenalty,
    Principal,
    Refusal,
    UnitOfWork,
    lift_limit_penalty,
    limit_penalties,
    limit_penalty_of,
)

from commonweal_identity.admin.acts import checked, take_turn
from commonweal_identity.audit import record_audit

PerMinute = Annotated[int, msgspec.Meta(ge=1, le=10_000)]
PrincipalKind = Literal["guest", "agent", "human", "service"]
_NAMES = """
SELECT a.id, coalesce(h.display_name, g.display_name, t.name, '') AS name
FROM identity.account a
LEFT JOIN identity.human h ON h.id = a.id
LEFT JOIN identity.agent g ON g.id = a.id
LEFT JOIN identity.service_token t ON t.id = a.id
WHERE a.id = ANY($1)
"""
_OWNER = "SELECT owner_id FROM identity.agent WHERE id = $1"
_RATE = "UPDATE identity.agent SET per_minute = $2 WHERE id = $1"


class Penalty(msgspec.Struct, frozen=True):
    """Whose allowances are cut, to how many percent, and until when; null means until an admin lifts it.

    A guest is a keyed hash of the network address and has no account.
    """

    principal: str
    kind: PrincipalKind
    account_id: UUID | None
    name: str
    kept: int
    until: datetime | None


async def list_penalties(work: UnitOfWork, after: tuple[str, int] | None, limit: int) -> list[Penalty]:
    """List whose allowances are cut now, the hardest first."""
    place = LimitPenalty(*after, None) if after else None
    found = await limit_penalties(work, limit, place)
    ids = [account_id for each in found if (account_id := _account_of(each.principal)) is not None]
    names = {row["id"]: row["name"] for row in await work.fetch(_NAMES, ids)}
    return [_shown(each, names) for each in found]


async def penalty_of(work: UnitOfWork, kind: str, account_id: UUID) -> LimitPenalty | None:
    """Return what breaches cost an account at present."""
    return await limit_penalty_of(work, f"{kind}:{account_id}")


async def agent_rate(work: UnitOfWork, agent_id: UUID) -> int | None:
    """Return the requests a minute that were chosen for an agent; None for those of its verification."""
    found: int | None = await work.fetch_value(
        "SELECT per_minute FROM identity.agent WHERE id = $1", agent_id
    )
    return found


async def lift_penalty(work: UnitOfWork, principal: Principal, of: str, reason: str) -> None:
    """Let a principal have its whole allowances again, with a reason.

    Raises ``Refusal``: ``not_found`` for one without a penalty, ``forbidden`` for oneself and one's agents.
    """
    checked(reason)
    await take_turn(work, principal)
    account_id = _account_of(of)
    if of == principal.key or await work.fetch_value(_OWNER, account_id) == principal.account_id:
        raise Refusal("forbidden")
    await lift_as(work, principal, of, reason)


async def lift_as(work: UnitOfWork, principal: Principal, of: str, reason: str) -> None:
    """Lift a penalty on behalf of whoever was allowed to already: an admin, or the operator."""
    if await limit_penalty_of(work, of) is None:
        raise Refusal("not_found")
    await lift_limit_penalty(work, of)
    await record_audit(
        work,
        principal,
        "identity.lift_penalty",
        subject_kind=of.partition(":")[0],
        subject_id=_account_of(of),
        details={} if _account_of(of) else {"principal": of},
        reason=reason.strip(),
    )


async def set_agent_rate(
    work: UnitOfWork, principal: Principal, agent_id: UUID, per_minute: int | None, reason: str
) -> None:
    """Give an agent a rate of its own, or with None again that of its verification; never one's own agent."""
    checked(reason)
    await take_turn(work, principal)
    row = await work.fetch_row(f"{_OWNER} FOR UPDATE", agent_id)
    if row is None:
        raise Refusal("not_found")
    if row["owner_id"] == principal.account_id:
        raise Refusal("forbidden")
    await work.execute(_RATE, agent_id, per_minute)
    await record_audit(
        work,
        principal,
        "identity.agent_rate",
        subject_kind="agent",
        subject_id=agent_id,
        details={"per_minute": "default" if per_minute is None else per_minute},
        reason=reason.strip(),
    )


def _shown(penalty: LimitPenalty, names: dict[UUID, str]) -> Penalty:
    kind, account_id = penalty.principal.partition(":")[0], _account_of(penalty.principal)
    name = "" if account_id is None else names.get(account_id, "")
    return Penalty(
        principal=penalty.principal,
        kind=msgspec.convert(kind, PrincipalKind),
        account_id=account_id,
        name=name,
        kept=penalty.kept,
        until=penalty.until,
    )


def _account_of(principal: str) -> UUID | None:
    """Return the account that a principal's key names; a guest has none."""
    kind, _, name = principal.partition(":")
    try:
        return None if kind == "guest" else UUID(name)
    except ValueError:
        return None
