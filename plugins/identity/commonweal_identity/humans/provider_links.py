"""Which providers a person has connected, and the keeping of those connections."""

from uuid import UUID

from commonweal import Refusal, UnitOfWork, emit

from commonweal_identity.events import ProviderChanged

_CONNECT = """
INSERT INTO identity.provider_identity (provider, subject, human_id) VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING RETURNING true
"""
_DISCONNECT = """
DELETE FROM identity.provider_identity WHERE human_id = $1 AND provider = $2 RETURNING true
"""
_OTHER_WAYS = """
SELECT h.password_hash IS NOT NULL OR EXISTS (
    SELECT 1 FROM identity.provider_identity p WHERE p.human_id = h.id AND p.provider <> $2)
FROM identity.human h WHERE h.id = $1 FOR UPDATE
"""


async def connections_of(work: UnitOfWork, human_id: UUID) -> list[str]:
    """List the providers a person can sign in with."""
    rows = await work.fetch(
        "SELECT provider FROM identity.provider_identity WHERE human_id = $1 ORDER BY provider", human_id
    )
    return [row["provider"] for row in rows]


async def human_of(work: UnitOfWork, provider: str, subject: str) -> UUID | None:
    """Return whose account a provider's identity is connected to."""
    found: UUID | None = await work.fetch_value(
        "SELECT human_id FROM identity.provider_identity WHERE provider = $1 AND subject = $2",
        *(provider, subject),
    )
    return found


async def connect(work: UnitOfWork, human_id: UUID, provider: str, subject: str) -> None:
    """Connect a provider's identity; raises ``Refusal("conflict")`` when it, or its place, is taken."""
    if await human_of(work, provider, subject) == human_id:
        return
    if not await work.fetch_value(_CONNECT, provider, subject, human_id):
        raise Refusal("conflict")
    await emit(
        work, ProviderChanged(human_id=human_id, provider=provider, is_connected=True), subject=human_id
    )


async def disconnect(work: UnitOfWork, human_id: UUID, provider: str) -> None:
    """Disconnect a provider; raises ``Refusal``: ``conflict`` for the only way in, ``not_found`` for none."""
    if not await work.fetch_value(_OTHER_WAYS, human_id, provider):
        raise Refusal("conflict")
    if not await work.fetch_value(_DISCONNECT, human_id, provider):
        raise Refusal("not_found")
    await emit(
        work, ProviderChanged(human_id=human_id, provider=provider, is_connected=False), subject=human_id
    )
