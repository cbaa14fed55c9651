"""Reading and changing profiles, and the orientation, in units of work."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork, emit

from commonweal_identity.events import OrientationFinished, ProfileChanged
from commonweal_identity.hooks import OrientationFinished as AfterOrientation
from commonweal_identity.profiles.rules import ProfileChange, checked, completeness

STEPS = 5
_READ = """
SELECT h.id, h.email, h.email_confirmed_at IS NOT NULL AS email_confirmed, h.display_name, h.bio, h.skills,
    h.city, h.country, h.latitude, h.longitude, h.service_radius_km, h.languages, h.availability, h.time_zone,
    h.locale, h.portfolio, h.accepts_reviews, h.orientation_step, h.orientation_finished_at,
    h.profile_version AS version, a.created_at AS joined_at
FROM identity.human h JOIN identity.account a ON a.id = h.id WHERE h.id = $1
"""
_PERSON = """
SELECT h.id, h.display_name, h.bio, h.skills, h.city, h.country, h.languages, h.portfolio,
    a.created_at AS joined_at
FROM identity.human h JOIN identity.account a ON a.id = h.id WHERE h.id = $1 AND a.state <> 'deactivated'
"""
_COLUMNS = (
    *("display_name", "bio", "skills", "city", "country", "latitude", "longitude", "service_radius_km"),
    *("languages", "availability", "time_zone", "locale", "portfolio", "accepts_reviews"),
)
_WRITE = f"""
UPDATE identity.human SET profile_version = profile_version + 1,
    {", ".join(f"{name} = ${number}" for number, name in enumerate(_COLUMNS, start=2))}
WHERE id = $1
"""
_STEP = """
UPDATE identity.human SET orientation_step = $2,
    orientation_finished_at = CASE WHEN $2 = 5 THEN $3::timestamptz END
WHERE id = $1 AND orientation_step = $2 - 1 RETURNING id
"""


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A person's own profile, whole."""

    id: UUID
    email: str
    email_confirmed: bool
    display_name: str
    bio: str
    skills: list[str]
    city: str
    country: str
    latitude: float | None
    longitude: float | None
    service_radius_km: int
    languages: list[str]
    availability: list[str]
    time_zone: str
    locale: str
    portfolio: Literal["public", "private"]
    accepts_reviews: bool
    orientation_step: int
    orientation_finished_at: datetime | None
    version: int
    joined_at: datetime
    completeness: int = 0
    missing: dict[str, int] = {}


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A person as everybody may read: never the address or the exact place."""

    id: UUID
    display_name: str
    bio: str
    skills: list[str]
    city: str
    country: str
    languages: list[str]
    portfolio: Literal["public", "private"]
    joined_at: datetime


class OrientationState(msgspec.Struct, frozen=True):
    """How far the orientation has come: steps done of five."""

    done: int
    steps: int
    finished: bool


async def read_profile(work: UnitOfWork, human_id: UUID) -> Profile:
    """Return one's own profile; raises ``Refusal("not_found")`` for whoever has none."""
    row = await work.fetch_row(_READ, human_id)
    if row is None:
        raise Refusal("not_found")
    profile = Profile(**dict(row))
    percent, missing = completeness(profile)
    return msgspec.structs.replace(profile, completeness=percent, missing=missing)


async def change_profile(
    work: UnitOfWork, human_id: UUID, change: ProfileChange, locales: Collection[str]
) -> Profile:
    """Change a profile as read at ``change.version``; an older one: ``Refusal("version_mismatch")``."""
    values = checked(change, locales)
    await work.fetch_value("SELECT 1 FROM identity.human WHERE id = $1 FOR UPDATE", human_id)
    kept = await read_profile(work, human_id)
    if kept.version != change.version:
        raise Refusal("version_mismatch")
    merged = [values.get(name, getattr(kept, name)) for name in _COLUMNS]
    await work.execute(_WRITE, human_id, *merged)
    await emit(work, ProfileChanged(human_id=human_id), subject=human_id)
    return await read_profile(work, human_id)


async def read_person(work: UnitOfWork, human_id: UUID, reader: UUID | None, *, is_admin: bool) -> Person:
    """Return a person for a reader; private ones are ``not_found`` for all but themselves and admins."""
    row = await work.fetch_row(_PERSON, human_id)
    if row is None or (row["portfolio"] == "private" and reader != human_id and not is_admin):
        raise Refusal("not_found")
    return Person(**dict(row))


async def finish_step(
    work: UnitOfWork, human_id: UUID, step: int, afterwards: Sequence[AfterOrientation]
) -> OrientationState:
    """Note that a step was understood; steps come in order, a repeated one changes nothing.

    With the last one the orientation is finished, and what other plugins do then happens in this work.
    """
    now = datetime.now(UTC)
    if await work.fetch_value(_STEP, human_id, step, now):
        if step == STEPS:
            for act in afterwards:
                await act(work, human_id)
            await emit(work, OrientationFinished(human_id=human_id), subject=human_id)
        return await read_orientation(work, human_id)
    state = await read_orientation(work, human_id)
    if step > state.done:
        raise Refusal("invalid_transition", source=str(state.done), target=str(step))
    return state


async def read_orientation(work: UnitOfWork, human_id: UUID) -> OrientationState:
    """Return how far a person has come; raises ``Refusal("not_found")``."""
    done = await work.fetch_value("SELECT orientation_step FROM identity.human WHERE id = $1", human_id)
    if done is None:
        raise Refusal("not_found")
    return OrientationState(done, STEPS, done == STEPS)
