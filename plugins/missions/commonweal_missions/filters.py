"""What a reader asks the marketplace for: the filters and the order, read from query parameters and checked.

The API and the pages share these names and rules (DOMAIN §7.3); what differs between them stands with them.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeVar

import msgspec
from commonweal import FieldError

from commonweal_missions.rules.geography import Point
from commonweal_missions.rules.vocabulary import ContentLocale, Difficulty, Domain, MissionType, Risk, Sort

RADIUS_KM_DEFAULT: Final = 25
RADIUS_KM_PRESETS: Final = (10, 25, 50, 100, 200)
RADIUS_KM_HIGHEST: Final = 200
REWARD_HIGHEST: Final = 1_000_000_00
WORDS_LONGEST: Final = 200
SKILL_LONGEST: Final = 100
SKILLS_MOST: Final = 20

Choice = TypeVar("Choice", bound=StrEnum)
Number = TypeVar("Number", int, float)


class Near(msgspec.Struct, frozen=True):
    """Within a radius of a point."""

    point: Point
    radius_km: int


class ListingFilters(msgspec.Struct, frozen=True, kw_only=True):
    """Which open missions are listed, and in which order.

    Several values of one kind mean any of them, but a mission must ask for all ``skills``. Rewards are in
    minor units; ``language`` keeps the missions whose text exists in it; ``words`` are sought in the reader's
    language.
    """

    domains: tuple[Domain, ...] = ()
    types: tuple[MissionType, ...] = ()
    difficulties: tuple[Difficulty, ...] = ()
    risks: tuple[Risk, ...] = ()
    skills: tuple[str, ...] = ()
    reward_min_minor: int | None = None
    reward_max_minor: int | None = None
    words: str = ""
    language: ContentLocale | None = None
    near: Near | None = None
    sort: Sort = Sort.NEWEST


Values = Mapping[str, Sequence[str]]


class FilterReader:
    """Reads filters from query parameters and gathers every mistake, so that all are told at once."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.errors: list[FieldError] = []

    def refuse(self, name: str, code: str, **arguments: object) -> None:
        """Remember one mistake."""
        self.errors.append(FieldError(name, code, arguments))

    def read(self) -> ListingFilters:
        """Read all filters; what is wrong is left out and remembered in ``errors``."""
        lowest = self.number("reward_min_minor", int, 0, REWARD_HIGHEST)
        highest = self.number("reward_max_minor", int, lowest or 0, REWARD_HIGHEST)
        near = self.near()
        sort = self.one("sort", Sort) or Sort.NEWEST
        if sort is Sort.DISTANCE and near is None and not {"lat", "lng"} & self.values.keys():
            self.refuse("lat", "required_with", other="sort=distance")
        return ListingFilters(
            domains=self.many("domain", Domain),
            types=self.many("type", MissionType),
            difficulties=self.many("difficulty", Difficulty),
            risks=self.many("risk", Risk),
            skills=self.skills(),
            reward_min_minor=lowest,
            reward_max_minor=highest,
            words=self.words(),
            language=self.one("language", ContentLocale),
            near=near,
            sort=sort,
        )

    def many(self, name: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """Read the distinct values of a repeatable choice."""
        found = (self.choice(name, kind, value) for value in dict.fromkeys(self.values.get(name, ())))
        return tuple(sorted(value for value in found if value is not None))

    def one(self, name: str, kind: type[Choice]) -> Choice | None:
        """Read a choice that may be given once."""
        value = self.single(name)
        return None if value is None else self.choice(name, kind, value)

    def choice(self, name: str, kind: type[Choice], value: str) -> Choice | None:
        """Read one value of a closed list."""
        try:
            return kind(value)
        except ValueError:
            self.refuse(name, "not_a_choice", choices=", ".join(kind))
            return None

    def single(self, name: str) -> str | None:
        """Read the value of a parameter that may be given once."""
        values = self.values.get(name, ())
        if len(values) > 1:
            self.refuse(name, "too_many", maximum=1)
        return values[0] if len(values) == 1 else None

    def number(self, name: str, kind: type[Number], lowest: Number, highest: Number) -> Number | None:
        """Read a number within bounds."""
        value = self.single(name)
        if value is None:
            return None
        try:
            number = kind(value) if value.isascii() and "_" not in value else None
        except ValueError:
            number = None
        if number is None or number != number:  # noqa: PLR0124 - NaN is no number to search with
            self.refuse(name, "wrong_type", expected=kind.__name__)
        elif number < lowest:
            self.refuse(name, "too_small", minimum=lowest)
        elif number > highest:
            self.refuse(name, "too_large", maximum=highest)
        else:
            return number
        return None

    def near(self) -> Near | None:
        """Read the point and the radius around it."""
        wrong_before = len(self.errors)
        latitude = self.number("lat", float, -90.0, 90.0)
        longitude = self.number("lng", float, -180.0, 180.0)
        radius_km = self.number("radius_km", int, 1, RADIUS_KM_HIGHEST)
        for name, other in (("lat", "lng"), ("lng", "lat"), ("lat", "radius_km")):
            if other in self.values and name not in self.values:
                self.refuse(name, "required_with", other=other)
                return None
        if latitude is None or longitude is None or len(self.errors) > wrong_before:
            return None
        return Near(Point(latitude, longitude), RADIUS_KM_DEFAULT if radius_km is None else radius_km)

    def words(self) -> str:
        """Read the text to look for."""
        return self.text("q", self.single("q") or "", WORDS_LONGEST)

    def skills(self) -> tuple[str, ...]:
        """Read the skills a mission must ask for."""
        given = dict.fromkeys(self.values.get("skill", ()))
        if len(given) > SKILLS_MOST:
            self.refuse("skill", "too_many", maximum=SKILLS_MOST)
            return ()
        return tuple(sorted(filter(None, (self.text("skill", skill, SKILL_LONGEST) for skill in given))))

    def text(self, name: str, value: str, longest: int) -> str:
        """Read free text of one line."""
        value = " ".join(value.split())
        if len(value) > longest:
            self.refuse(name, "too_long", maximum=longest)
        elif value.isprintable():
            return value
        else:
            self.refuse(name, "malformed")
        return ""
