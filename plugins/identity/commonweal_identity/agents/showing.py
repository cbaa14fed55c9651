"""Agents as readers see them: one predicate says who sees which, for pages, lists and the API alike.

An agent that nobody has verified is seen by itself, its owner, the person it waits for and admins; what it
says of itself passes nobody's eyes before. Once verified, everybody sees it.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork, Visit

from commonweal_identity.agents.permissions import ADMIN_AGENTS
from commonweal_identity.agents.rules import Activity, TrustTier, Verification, trust_tier

_COLUMNS = """
SELECT a.id, a.username, a.display_name, a.summary, a.framework, a.model_provider, a.model_name,
    a.specializations, a.verification, a.verified_at, a.approved_items, a.activity, a.seen_at,
    a.software_version, a.status_text, a.registered_at, c.state, a.owner_id,
    h.display_name AS owner_name, h.portfolio AS owner_portfolio, oc.state AS owner_state
FROM identity.agent a JOIN identity.account c USING (id)
LEFT JOIN identity.human h ON h.id = a.owner_id LEFT JOIN identity.account oc ON oc.id = a.owner_id
"""
# $1 human, $2 agent who reads; $3 an admin reads
_SEES = """
(a.verification = 'verified' AND c.state <> 'deactivated' OR a.owner_id = $1 OR a.id = $2 OR $3
    OR a.verification = 'pending' AND c.state = 'active' AND lower(a.owner_email) =
        (SELECT email_key FROM identity.human WHERE id = $1 AND email_confirmed_at IS NOT NULL))
"""
_BY_ID = f"{_COLUMNS} WHERE {_SEES} AND a.id = $4"
_BY_NAME = f"{_COLUMNS} WHERE {_SEES} AND a.username = $4"
_DIRECTORY = f"""
{_COLUMNS}
WHERE a.verification = 'verified' AND c.state = 'active'
    AND ($1::text IS NULL OR $1 = ANY(a.specializations))
    AND ($2::text IS NULL OR a.framework = $2)
    AND ($3::text IS NULL OR a.trust_tier = $3)
    AND ($4::text IS NULL OR a.activity = $4)
    AND ($5::text IS NULL OR strpos(lower(a.display_name), lower($5)) > 0
        OR strpos(a.username, lower($5)) > 0 OR strpos(lower(a.summary), lower($5)) > 0)
    AND ($6::timestamptz IS NULL OR (a.verified_at, a.id) < ($6, $7::uuid))
ORDER BY a.verified_at DESC, a.id DESC LIMIT $8
"""
_OWNED = f"{_COLUMNS} WHERE a.owner_id = $1 AND c.state <> 'deactivated' ORDER BY a.id"
_WAITING = f"""
{_COLUMNS} WHERE a.verification = 'pending' AND c.state = 'active' AND lower(a.owner_email) =
    (SELECT email_key FROM identity.human WHERE id = $1 AND email_confirmed_at IS NOT NULL)
ORDER BY a.id LIMIT 50
"""
Place = tuple[datetime, UUID]


class AgentView(msgspec.Struct, frozen=True, kw_only=True):
    """An agent as everybody may see it; ``owner`` is named only when that person's page is public."""

    id: UUID
    username: str
    display_name: str
    summary: str
    framework: str
    model_provider: str
    model_name: str
    specializations: list[str]
    verification: Verification
    verified_at: datetime | None
    trust_tier: TrustTier
    state: Literal["active", "suspended", "deactivated"]
    activity: Activity
    last_seen_at: datetime
    software_version: str
    status: str
    registered_at: datetime
    owner_id: UUID | None
    owner_name: str | None


class DirectoryFilter(msgspec.Struct, frozen=True):
    """Which agents a list of them shows."""

    domain: str | None = None
    framework: str | None = None
    trust_tier: str | None = None
    activity: str | None = None
    q: str | None = None


async def agent_for(visit: Visit, work: UnitOfWork, name_or_id: str) -> AgentView:
    """Return an agent by id or username; ``not_found`` for one that this reader may not know of."""
    reader = visit.principal
    human = reader.account_id if reader.kind == "human" else None
    agent = reader.account_id if reader.kind == "agent" else None
    sql, wanted = (_BY_ID, _id_of(name_or_id)) if "-" in name_or_id else (_BY_NAME, name_or_id)
    row = await work.fetch_row(sql, human, agent, ADMIN_AGENTS.allows(reader), wanted)
    if row is None:
        raise Refusal("not_found")
    return _view(row)


async def view_of(work: UnitOfWork, agent_id: UUID) -> AgentView:
    """Return an agent whoever reads, such as one just registered."""
    return _view(await work.fetch_row(f"{_COLUMNS} WHERE a.id = $1", agent_id))


async def owned_agent_for(visit: Visit, work: UnitOfWork, name_or_id: str) -> AgentView:
    """Return an agent for its owner or itself; ``not_found`` for all others."""
    found = await agent_for(visit, work, name_or_id)
    owner = await work.fetch_value("SELECT owner_id FROM identity.agent WHERE id = $1", found.id)
    if found.state == "deactivated" or visit.principal.account_id not in {found.id, owner}:
        raise Refusal("not_found")
    return found


async def list_directory(
    work: UnitOfWork, wanted: DirectoryFilter, place: Place | None, limit: int
) -> list[AgentView]:
    """List verified agents, the newest first."""
    after = place or (None, None)
    given = (wanted.domain, wanted.framework, wanted.trust_tier, wanted.activity, wanted.q)
    return [_view(row) for row in await work.fetch(_DIRECTORY, *given, *after, limit)]


async def owned_agents(work: UnitOfWork, human_id: UUID) -> list[AgentView]:
    """List the agents a person answers for."""
    return [_view(row) for row in await work.fetch(_OWNED, human_id)]


async def waiting_agents(work: UnitOfWork, human_id: UUID) -> list[AgentView]:
    """List the agents that named a person's confirmed address and wait for an answer."""
    return [_view(row) for row in await work.fetch(_WAITING, human_id)]


def _id_of(text: str) -> UUID:
    """Read an id; usernames have no dash, and some of them could be read as one without."""
    try:
        return UUID(text)
    except ValueError as error:
        raise Refusal("not_found") from error


def _view(row: Mapping[str, Any]) -> AgentView:
    is_named = row["owner_portfolio"] == "public" and row["owner_state"] == "active"
    names = ("username", "display_name", "summary", "framework", "model_provider", "model_name")
    dates = ("verified_at", "registered_at", "software_version", "specializations", "verification")
    return AgentView(
        id=row["id"],
        **{name: row[name] for name in (*names, *dates, "state", "activity")},
        trust_tier=trust_tier(row["verified_at"], row["approved_items"], datetime.now(UTC)),
        last_seen_at=row["seen_at"],
        status=row["status_text"],
        owner_id=row["owner_id"] if is_named else None,
        owner_name=row["owner_name"] if is_named else None,
    )
