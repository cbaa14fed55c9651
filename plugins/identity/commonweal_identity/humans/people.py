"""Who people are, as other plugins and pages read it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

_FIND = """
SELECT h.id, h.display_name, h.locale, h.time_zone, h.latitude, h.longitude, h.service_radius_km, h.languages,
       h.skills, h.city, h.country, h.portfolio, a.state, h.email_confirmed_at IS NOT NULL AS email_confirmed,
       a.created_at AS joined_at, h.accepts_reviews, h.invited_by, h.is_admin, h.bio, h.availability,
       h.orientation_step
FROM identity.human h JOIN identity.account a ON a.id = h.id
WHERE h.id = ANY($1)
"""

# Rows are chosen by a band of latitudes, a little too wide, and then by the distance itself.
_AROUND = """
WITH near AS (
    SELECT h.id, 12742017.6 * asin(least(1, sqrt(
            sin(radians(h.latitude - $1) / 2) ^ 2
            + cos(radians($1)) * cos(radians(h.latitude)) * sin(radians(h.longitude - $2) / 2) ^ 2
        ))) AS metres
    FROM identity.human h JOIN identity.account a ON a.id = h.id
    WHERE h.id = ANY($4) AND a.state = 'active'
        AND h.latitude BETWEEN $1 - $3 / 111000.0 AND $1 + $3 / 111000.0
)
SELECT id, metres FROM near WHERE metres <= $3
"""
_ADDRESSES = "SELECT id, email FROM identity.human WHERE id = ANY($1) AND email_confirmed_at IS NOT NULL"
_EVERYBODY = """
SELECT h.id FROM identity.human h JOIN identity.account a ON a.id = h.id
WHERE a.state = 'active' AND ($1 OR h.is_admin) ORDER BY h.id
"""
_INVITED = "SELECT count(*) FROM identity.human WHERE invited_by = $1"


class Human(msgspec.Struct, frozen=True, kw_only=True):
    """A person with an account, as other plugins know them; never the address."""

    id: UUID
    display_name: str
    locale: str
    time_zone: str
    latitude: float | None
    longitude: float | None
    service_radius_km: int
    languages: list[str]
    skills: list[str]
    city: str
    country: str
    portfolio: Literal["public", "private"]
    state: Literal["active", "suspended", "deactivated"]
    email_confirmed: bool
    joined_at: datetime
    accepts_reviews: bool
    invited_by: UUID | None
    is_admin: bool
    bio: str
    availability: list[str]
    orientation_step: int


async def find_humans(work: UnitOfWork, ids: Iterable[UUID]) -> dict[UUID, Human]:
    """Return the people with these ids, by id; ids of nobody are left out."""
    rows = await work.fetch(_FIND, list(ids))
    return {row["id"]: Human(**dict(row)) for row in rows}


async def find_addresses(work: UnitOfWork, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the addresses that mail to these people goes to: those they have shown to be theirs."""
    rows = await work.fetch(_ADDRESSES, list(ids))
    return {row["id"]: row["email"] for row in rows}


async def humans_around(
    work: UnitOfWork, ids: Iterable[UUID], latitude: float, longitude: float, metres: float
) -> dict[UUID, float]:
    """Return which of these people have their point within a distance of another, and how far it is."""
    rows = await work.fetch(_AROUND, latitude, longitude, metres, list(ids))
    return {row["id"]: row["metres"] for row in rows}


async def active_humans(work: UnitOfWork) -> list[UUID]:
    """Return everybody whose account works."""
    return [row["id"] for row in await work.fetch(_EVERYBODY, True)]  # noqa: FBT003 - a value of the statement


async def active_admins(work: UnitOfWork) -> list[UUID]:
    """Return the admins whose accounts work."""
    return [row["id"] for row in await work.fetch(_EVERYBODY, False)]  # noqa: FBT003


async def count_accounts(work: UnitOfWork) -> dict[str, int]:
    """Return how many accounts there are of each kind, without those that were given up."""
    rows = await work.fetch(
        "SELECT kind, count(*) AS many FROM identity.account WHERE state <> 'deactivated' GROUP BY kind"
    )
    return {row["kind"]: row["many"] for row in rows}


async def count_invited(work: UnitOfWork, human_id: UUID) -> int:
    """Return how many people have an account because this one invited them."""
    counted: int = await work.fetch_value(_INVITED, human_id)
    return counted


async def find_human(work: UnitOfWork, human_id: UUID) -> Human | None:
    """Return one person, or None."""
    return (await find_humans(work, [human_id])).get(human_id)
