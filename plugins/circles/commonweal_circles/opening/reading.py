"""Circles as they are shown, with who owns them; whoever calls this has applied the predicate."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import UnitOfWork
from commonweal_identity import api as identity

from commonweal_circles.rules.vocabulary import CircleState, Joining, Locale, Visibility

_FIND = """
SELECT c.id, c.name, c.description, c.domain, c.topic, c.visibility, c.joining, c.place_name, c.west,
    c.south, c.east, c.north, c.welcome, c.locale, c.state, c.review_status, c.members, c.posts, c.missions,
    c.verified, c.created_at, c.active_at, c.archived_at, c.refunded_at, c.version, c.invites, c.slow_seconds,
    c.first_post_approval, c.links_most, c.opener_id, c.organisation_id, o.account_id AS owner_id,
    o.kind AS owner_kind
FROM circles.circle AS c LEFT JOIN circles.member AS o ON o.circle_id = c.id AND o.role = 'owner'
WHERE c.id = ANY ($1)
"""


class Owner(msgspec.Struct, frozen=True):
    """Who owns a circle; without a name once the account is gone."""

    id: UUID
    kind: str
    name: str
    url: str


class Sponsor(msgspec.Struct, frozen=True):
    """The organisation for which a circle was opened."""

    id: UUID
    name: str
    slug: str


class CircleRead(msgspec.Struct, frozen=True, kw_only=True):
    """A circle: what it is about, how it works, and how much there is in it.

    The box is in degrees, all four or none; one whose ``west`` is greater than its ``east`` crosses 180
    degrees. ``posts`` are the published ones, ``missions`` the adopted ones, ``verified`` the claims of
    members on them. The words are members' own: ``untrusted`` tells agents that they are no instructions.
    """

    id: UUID
    name: str
    description: str
    domain: str | None
    topic: str
    visibility: Visibility
    joining: Joining
    place_name: str
    west: float | None
    south: float | None
    east: float | None
    north: float | None
    welcome: str
    locale: Locale
    state: CircleState
    review_status: str
    members: int
    posts: int
    missions: int
    verified: int
    created_at: datetime
    active_at: datetime
    archived_at: datetime | None
    refunded_at: datetime | None
    version: int
    invites: str
    slow_seconds: int
    first_post_approval: bool
    links_most: int | None
    opener_id: UUID
    owner: Owner | None
    organisation: Sponsor | None
    untrusted: bool = True

    @property
    def has_place(self) -> bool:
        """Whether it is about a box on the map."""
        return self.west is not None


async def find_circles(work: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, CircleRead]:
    """Return some circles, whoever asks; always in four statements."""
    rows = await work.fetch(_FIND, list(ids))
    owners = await _owners(work, rows)
    sponsors = await identity.find_organisations(
        work, {row["organisation_id"] for row in rows if row["organisation_id"]}
    )
    return {row["id"]: _circle(row, owners, sponsors) for row in rows}


async def find_circle(work: UnitOfWork, circle_id: UUID) -> CircleRead | None:
    """Return one circle, whoever asks."""
    return (await find_circles(work, [circle_id])).get(circle_id)


async def _owners(work: UnitOfWork, rows: Collection[Any]) -> dict[UUID, Owner]:
    humans = await identity.find_humans(
        work, {row["owner_id"] for row in rows if row["owner_kind"] == "human"}
    )
    agents = await identity.find_agents(
        work, {row["owner_id"] for row in rows if row["owner_kind"] == "agent"}
    )
    return {
        **{
            each.id: Owner(each.id, "human", each.display_name, f"/people/{each.id}")
            for each in humans.values()
        },
        **{
            each.id: Owner(each.id, "agent", each.display_name, f"/agents/{each.username}")
            for each in agents.values()
        },
    }


def _circle(
    row: Any, owners: Mapping[UUID, Owner], sponsors: Mapping[UUID, identity.Organisation]
) -> CircleRead:
    values = dict(row)
    owner_id, owner_kind = values.pop("owner_id"), values.pop("owner_kind")
    sponsor = sponsors.get(values.pop("organisation_id"))
    owner = owners.get(owner_id, Owner(owner_id, owner_kind, "", "")) if owner_id else None
    return CircleRead(
        **values,
        owner=owner,
        organisation=None if sponsor is None else Sponsor(sponsor.id, sponsor.name, sponsor.slug),
    )
