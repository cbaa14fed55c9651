"""What other plugins learn of organisations and memberships."""

from collections.abc import Collection
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

from commonweal_identity.organisations.members import Membership

_FIND = """
SELECT id, slug, name, state FROM identity.organisation JOIN identity.account USING (id) WHERE id = ANY($1)
"""
_MEMBERSHIPS = """
SELECT organisation_id, human_id, role, state FROM identity.membership
WHERE human_id = $1 AND state = 'active' AND ($2::text[] IS NULL OR role = ANY($2)) ORDER BY organisation_id
"""


class Organisation(msgspec.Struct, frozen=True):
    """A group account."""

    id: UUID
    slug: str
    name: str
    state: str


async def find_organisations(work: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, Organisation]:
    """Return the organisations that exist among ``ids``."""
    rows = await work.fetch(_FIND, list(ids))
    return {row["id"]: Organisation(**dict(row)) for row in rows}


async def find_organisation(work: UnitOfWork, organisation_id: UUID) -> Organisation | None:
    """Return one organisation."""
    return (await find_organisations(work, [organisation_id])).get(organisation_id)


async def memberships_of(
    work: UnitOfWork, human_id: UUID, *, roles: Collection[str] | None = None
) -> list[Membership]:
    """Return the active memberships of a human."""
    rows = await work.fetch(_MEMBERSHIPS, human_id, None if roles is None else list(roles))
    return [Membership(**dict(row)) for row in rows]
