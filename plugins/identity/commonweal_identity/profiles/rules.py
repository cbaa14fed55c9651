"""The rules of profiles and their completeness (DOMAIN §2.3): values in, wrong fields or a percentage out."""

from collections.abc import Collection, Iterator
from typing import Annotated, Literal, NamedTuple, Protocol

import msgspec
from commonweal import FieldError, Refusal

from commonweal_identity.profiles.vocabulary import TIMES, countries, languages, time_zones

Skill = Annotated[str, msgspec.Meta(min_length=1, max_length=50, pattern=r"^[^\s<>,][^<>,\n]*$(?!\n)")]
DisplayName = Annotated[str, msgspec.Meta(min_length=2, max_length=200)]
SHORTEST_NAME = 2


class ProfileChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a profile is to say; what is left out stays, and null takes the location away.

    ``version`` is the one that was read: if the profile has changed since, nothing is changed.
    """

    version: int
    display_name: DisplayName | msgspec.UnsetType = msgspec.UNSET
    bio: Annotated[str, msgspec.Meta(max_length=500)] | msgspec.UnsetType = msgspec.UNSET
    skills: Annotated[list[Skill], msgspec.Meta(min_length=1, max_length=50)] | msgspec.UnsetType = (
        msgspec.UNSET
    )
    city: Annotated[str, msgspec.Meta(max_length=100)] | msgspec.UnsetType = msgspec.UNSET
    country: str | msgspec.UnsetType = msgspec.UNSET
    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)] | msgspec.UnsetType | None = msgspec.UNSET
    longitude: Annotated[float, msgspec.Meta(ge=-180, le=180)] | msgspec.UnsetType | None = msgspec.UNSET
    service_radius_km: Annotated[int, msgspec.Meta(ge=5, le=50)] | msgspec.UnsetType = msgspec.UNSET
    languages: Annotated[list[str], msgspec.Meta(min_length=1, max_length=20)] | msgspec.UnsetType = (
        msgspec.UNSET
    )
    availability: Annotated[list[str], msgspec.Meta(max_length=21)] | msgspec.UnsetType = msgspec.UNSET
    time_zone: Annotated[str, msgspec.Meta(max_length=64)] | msgspec.UnsetType = msgspec.UNSET
    locale: str | msgspec.UnsetType = msgspec.UNSET
    portfolio: Literal["public", "private"] | msgspec.UnsetType = msgspec.UNSET
    accepts_reviews: bool | msgspec.UnsetType = msgspec.UNSET


class Described(Protocol):
    """What completeness looks at."""

    @property
    def skills(self) -> list[str]: ...  # noqa: D102 - as the profile has them
    @property
    def languages(self) -> list[str]: ...  # noqa: D102
    @property
    def city(self) -> str: ...  # noqa: D102
    @property
    def country(self) -> str: ...  # noqa: D102
    @property
    def latitude(self) -> float | None: ...  # noqa: D102
    @property
    def availability(self) -> list[str]: ...  # noqa: D102
    @property
    def email_confirmed(self) -> bool: ...  # noqa: D102
    @property
    def bio(self) -> str: ...  # noqa: D102
    @property
    def time_zone(self) -> str: ...  # noqa: D102


class Completeness(NamedTuple):
    """How complete a profile is in percent, and what would complete it with how much each adds."""

    percent: int
    missing: dict[str, int]


def completeness(profile: Described) -> Completeness:
    """Weigh a profile: 50 core, 20 availability, 15 identity, 15 optional.

    The core is a name (always there), skills, languages, city with country, and a location, 10 each.
    """
    weights = {
        "skills": (10, bool(profile.skills)),
        "languages": (10, bool(profile.languages)),
        "city": (10, bool(profile.city and profile.country)),
        "location": (10, profile.latitude is not None),
        "availability": (20, bool(profile.availability)),
        "email": (15, profile.email_confirmed),
        "bio": (10, bool(profile.bio)),
        "time_zone": (5, bool(profile.time_zone)),
    }
    missing = {name: weight for name, (weight, there) in weights.items() if not there}
    return Completeness(100 - sum(missing.values()), missing)


def checked(change: ProfileChange, locales: Collection[str]) -> dict[str, object]:
    """Return the columns to write; raises ``Refusal("validation_error")`` that names every wrong field."""
    values = {
        name: value for name, value in msgspec.structs.asdict(change).items() if value is not msgspec.UNSET
    }
    del values["version"]
    for name in ("display_name", "bio", "city"):
        if name in values:
            values[name] = values[name].strip()
    if wrong := list(_wrong(values, locales)):
        raise Refusal("validation_error", fields=wrong)
    return values


def _wrong(values: dict[str, object], locales: Collection[str]) -> Iterator[FieldError]:
    if len(str(values.get("display_name", "long enough"))) < SHORTEST_NAME:
        yield FieldError("/display_name", "too_short", {"minimum": SHORTEST_NAME})
    if ("latitude" in values) != ("longitude" in values) or (
        (values.get("latitude") is None) != (values.get("longitude") is None)
    ):
        yield FieldError("/latitude", "needs", {"other": "longitude"})
    yield from _not_known(values, "country", countries() | {""})
    yield from _not_known(values, "time_zone", frozenset(time_zones()) | {""})
    yield from _not_known(values, "locale", locales)
    for name, known in (("languages", languages()), ("availability", TIMES), ("skills", None)):
        given = values.get(name, [])
        assert isinstance(given, list)  # noqa: S101 - the struct says so; told to the type checker
        for number, each in enumerate(given):
            if known is not None and each not in known:
                yield FieldError(f"/{name}/{number}", "invalid")
        if len(set(given)) < len(given):
            yield FieldError(f"/{name}", "not_unique")


def _not_known(values: dict[str, object], name: str, known: Collection[str]) -> Iterator[FieldError]:
    if name in values and values[name] not in known:
        yield FieldError(f"/{name}", "invalid")
