"""What other plugins and pages learn of organisations and memberships."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork

from commonweal_identity.organisations.members import Membership

_FIND = """
SELECT id, slug, name, state FROM identity.organisation JOIN identity.account USING (id) WHERE id = ANY($1)
"""
_PROFILE = """
SELECT o.id, o.slug, o.name, a.state, o.about, o.website, a.created_at, (
        SELECT count(*) FROM identity.membership m WHERE m.organisation_id = o.id AND m.state = 'active'
    ) AS members
FROM identity.organisation o JOIN identity.account a ON a.id = o.id WHERE o.slug = $1
"""
_MEMBERSHIPS = """
SELECT organisation_id, human_id, role, state FROM identity.membership
WHERE human_id = $1 AND state = 'active' AND ($2::text[] IS NULL OR role = ANY($2)) ORDER BY organisation_id
"""
_MEMBERS = """
SELECT m.id, m.human_id, CASE WHEN m.human_id IS NULL THEN m.email ELSE h.display_name END AS name, m.role,
    m.state, m.invited_at, m.joined_at
FROM identity.membership m LEFT JOIN identity.human h ON h.id = m.human_id
WHERE m.organisation_id = $1 AND m.state <> 'ended' AND ($2 OR m.state = 'active')
ORDER BY m.state, array_position(ARRAY['owner', 'manager', 'verifier', 'viewer'], m.role), m.id
"""
_MINE = """
SELECT o.id, o.slug, o.name, a.state, m.role FROM identity.membership m
JOIN identity.organisation o ON o.id = m.organisation_id JOIN identity.account a ON a.id = o.id
WHERE m.human_id = $1 AND m.state = 'active' ORDER BY lower(o.name), o.id
"""
# Two people share an organisation when the times of their memberships within the last 90 days overlap.
_COLLEAGUES = """
WITH held AS (
    SELECT organisation_id, human_id,
        greatest(coalesce(joined_at, invited_at), now() - interval '90 days') AS begun,
        coalesce(ended_at, now()) AS ended
    FROM identity.membership
    WHERE human_id IS NOT NULL AND (joined_at IS NOT NULL OR state = 'active')
        AND (state = 'active' OR ended_at > now() - interval '90 days')
)
SELECT DISTINCT other.human_id
FROM held one JOIN held other USING (organisation_id)
WHERE one.human_id = ANY($1) AND other.human_id <> ALL($1)
    AND one.begun <= other.ended AND other.begun <= one.ended
"""


class Organisation(msgspec.Struct, frozen=True):
    """A group account."""

    id: UUID
    slug: str
    name: str
    state: str


class OrganisationProfile(msgspec.Struct, frozen=True):
    """An organisation as everybody may read it."""

    id: UUID
    slug: str
    name: str
    state: str
    about: str
    website: str
    created_at: datetime
    members: int


class OwnOrganisation(msgspec.Struct, frozen=True):
    """An organisation one is a member of, with one's own role."""

    id: UUID
    slug: str
    name: str
    state: str
    role: str


class Member(msgspec.Struct, frozen=True):
    """A member or an invited person; ``name`` is the address as long as nobody has accepted."""

    id: UUID
    human_id: UUID | None
    name: str
    role: str
    state: str
    invited_at: datetime
    joined_at: datetime | None


async def find_organisations(work: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, Organisation]:
    """Return the organisations that exist among ``ids``."""
    rows = await work.fetch(_FIND, list(ids))
    return {row["id"]: Organisation(**dict(row)) for row in rows}


async def find_organisation(work: UnitOfWork, organisation_id: UUID) -> Organisation | None:
    """Return one organisation."""
    return (await find_organisations(work, [organisation_id])).get(organisation_id)


async def find_organisation_named(work: UnitOfWork, slug: str) -> Organisation | None:
    """Return the organisation of a name in addresses."""
    organisation_id = await work.fetch_value("SELECT id FROM identity.organisation WHERE slug = $1", slug)
    return None if organisation_id is None else await find_organisation(work, organisation_id)


async def find_open_organisation(work: UnitOfWork, named: str) -> UUID | None:
    """Return the id of the organisation of a slug or an id in addresses; None for one that was closed."""
    found: UUID | None = await work.fetch_value(
        """SELECT id FROM identity.organisation JOIN identity.account USING (id)
        WHERE (slug = $1 OR id::text = $1) AND account.state <> 'deactivated'""",
        named,
    )
    return found


async def read_organisation(work: UnitOfWork, slug: str) -> OrganisationProfile:
    """Return an organisation by the name in its address; raises ``Refusal("not_found")``."""
    row = await work.fetch_row(_PROFILE, slug)
    if row is None or row["state"] == "deactivated":
        raise Refusal("not_found")
    return OrganisationProfile(**dict(row))


async def memberships_of(
    work: UnitOfWork, human_id: UUID, *, roles: Collection[str] | None = None
) -> list[Membership]:
    """Return the active memberships of a human."""
    rows = await work.fetch(_MEMBERSHIPS, human_id, None if roles is None else list(roles))
    return [Membership(**dict(row)) for row in rows]


async def organisations_of(work: UnitOfWork, human_id: UUID) -> list[OwnOrganisation]:
    """Return the organisations of a human, with the role there."""
    return [OwnOrganisation(**dict(row)) for row in await work.fetch(_MINE, human_id)]


async def members_of(work: UnitOfWork, organisation_id: UUID, *, with_invited: bool = False) -> list[Member]:
    """Return the members, owners first, and those invited for whoever may see them."""
    return [Member(**dict(row)) for row in await work.fetch(_MEMBERS, organisation_id, with_invited)]


async def colleagues_of(work: UnitOfWork, human_ids: Collection[UUID]) -> set[UUID]:
    """Return everybody else who shared an organisation with one of these people within the last 90 days."""
    return {row["human_id"] for row in await work.fetch(_COLLEAGUES, list(human_ids))}
