"""What a reader asks the marketplace for: the filters and the order, read from query parameters and checked.

The API and the pages share these names and rules (DOMAIN §7.3); what differs between them stands with them.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeVar
from uuid import UUID

import msgspec
from commonweal import FieldError

from commonweal_missions.rules.geography import Box, Point
from commonweal_missions.rules.vocabulary import ContentLocale, Difficulty, Domain, MissionType, Risk, Sort

RADIUS_KM_DEFAULT: Final = 25
RADIUS_KM_HIGHEST: Final = 200
REWARD_HIGHEST: Final = 1_000_000_00
WORDS_LONGEST: Final = 200
SKILL_LONGEST: Final = 100
SKILLS_MOST: Final = 20

Choice = TypeVar("Choice", bound=StrEnum)
Number = TypeVar("Number", int, float)
Values = Mapping[str, Sequence[str]]


class Near(msgspec.Struct, frozen=True):
    """Within a radius of a point."""

    point: Point
    radius_km: int


class ListingFilters(msgspec.Struct, frozen=True, kw_only=True):
    """Which open missions are listed, and in which order.

    Several values of one kind mean any of them, but a mission must ask for all ``skills``. Rewards are in
    minor units; ``languages`` keep the missions whose text exists in one of them; ``words`` are sought in the
    reader's language. With ``or_anywhere`` also those are near that can be done anywhere; ``inside`` keeps
    those in one of some boxes. With ``creators``
    the missions of these are listed, whatever their state and review; ``not_by`` and ``not_held_by`` leave
    out those of certain creators, and those whose slot a human holds or has been paid for.
    """

    domains: tuple[Domain, ...] = ()
    types: tuple[MissionType, ...] = ()
    difficulties: tuple[Difficulty, ...] = ()
    risks: tuple[Risk, ...] = ()
    skills: tuple[str, ...] = ()
    reward_min_minor: int | None = None
    reward_max_minor: int | None = None
    words: str = ""
    languages: tuple[ContentLocale, ...] = ()
    near: Near | None = None
    or_anywhere: bool = False
    inside: tuple[Box, ...] = ()
    creators: tuple[UUID, ...] | None = None
    not_by: tuple[UUID, ...] = ()
    not_held_by: UUID | None = None
    sort: Sort = Sort.NEWEST


def without_kinds(filters: ListingFilters) -> ListingFilters:
    """Return the filters without those by what each mission has one of, from a short closed list."""
    return msgspec.structs.replace(filters, domains=(), types=(), difficulties=(), risks=())


class FilterReader:
    """Reads filters from query parameters and gathers every mistake, so that all are told at once.

    ``reward`` names the pair of reward parameters, and ``minor_per_unit`` says what they count in: minor
    units in the API, whole tokens on pages.
    """

    def __init__(
        self,
        values: Values,
        *,
        reward: tuple[str, str] = ("reward_min_minor", "reward_max_minor"),
        minor_per_unit: int = 1,
    ) -> None:
        self.values = values
        self.errors: list[FieldError] = []
        self.near_me = values.get("near") == ["me"]
        self.mine = values.get("mine") == ["true"]
        self.radius_km: int | None = None
        self._reward = reward
        self._minor_per_unit = minor_per_unit

    def read(self) -> ListingFilters:
        """Read all filters; what is wrong is left out and remembered in ``errors``."""
        lowest, highest = self._rewards()
        near = self._near()
        words = self._text("q", self.single("q") or "", WORDS_LONGEST)
        sort = self._one("sort", Sort) or usual_sort(words)
        if self.values.get("near") and not self.near_me:
            self._refuse("near", "not_a_choice", choices="me")
        if self.values.get("mine") and not self.mine and self.values.get("mine") != ["false"]:
            self._refuse("mine", "not_a_choice", choices="true, false")
        if self.near_me and {"lat", "lng"} & self.values.keys():
            self._refuse("near", "invalid")
        if sort is Sort.DISTANCE and near is None and not {"lat", "lng", "near"} & self.values.keys():
            self._refuse("sort", "needs", other="lat, lng")
        if sort is Sort.RELEVANCE and not "".join(self.values.get("q", ())).strip():
            self._refuse("sort", "needs", other="q")
        return ListingFilters(
            domains=self._many("domain", Domain),
            types=self._many("type", MissionType),
            difficulties=self._many("difficulty", Difficulty),
            risks=self._many("risk", Risk),
            skills=self._skills(),
            reward_min_minor=lowest,
            reward_max_minor=highest,
            words=words,
            languages=tuple(filter(None, [self._one("language", ContentLocale)])),
            near=near,
            sort=sort,
        )

    def number(self, name: str, kind: type[Number], lowest: Number, highest: Number) -> Number | None:
        """Read a number within bounds."""
        value = self.single(name)
        if value is None:
            return None
        number = _parse(kind, value)
        if number is None:
            self._refuse(name, "not_a_whole_number" if kind is int else "not_a_number")
        elif number < lowest:
            self._refuse(name, "too_small", minimum=lowest)
        elif number > highest:
            self._refuse(name, "too_large", maximum=highest)
        else:
            return number
        return None

    def single(self, name: str) -> str | None:
        """Read the value of a parameter that may be given once."""
        values = self.values.get(name, ())
        if len(values) > 1:
            self._refuse(name, "too_many", maximum=1)
        return values[0] if len(values) == 1 else None

    def _refuse(self, name: str, code: str, **arguments: object) -> None:
        self.errors.append(FieldError(name, code, arguments))

    def _many(self, name: str, kind: type[Choice]) -> tuple[Choice, ...]:
        found = (self._choice(name, kind, value) for value in dict.fromkeys(self.values.get(name, ())))
        return tuple(sorted(value for value in found if value is not None))

    def _one(self, name: str, kind: type[Choice]) -> Choice | None:
        value = self.single(name)
        return None if value is None else self._choice(name, kind, value)

    def _choice(self, name: str, kind: type[Choice], value: str) -> Choice | None:
        try:
            return kind(value)
        except ValueError:
            self._refuse(name, "not_a_choice", choices=", ".join(kind))
            return None

    def _rewards(self) -> tuple[int | None, int | None]:
        """Read the bounds of the reward, in minor units."""
        most = REWARD_HIGHEST // self._minor_per_unit
        lowest, highest = (self.number(name, int, 0, most) for name in self._reward)
        if lowest is not None and highest is not None and lowest > highest:
            self._refuse(self._reward[1], "wrong_order")
        return (
            None if lowest is None else lowest * self._minor_per_unit,
            None if highest is None else highest * self._minor_per_unit,
        )

    def _near(self) -> Near | None:
        """Read the point and the radius around it."""
        mistakes = len(self.errors)
        latitude = self.number("lat", float, -90.0, 90.0)
        longitude = self.number("lng", float, -180.0, 180.0)
        radius_km = self.radius_km = self.number("radius_km", int, 1, RADIUS_KM_HIGHEST)
        for name, other in (("lat", "lng"), ("lng", "lat"), ("radius_km", "lat")):
            near_me = name == "radius_km" and "near" in self.values
            if name in self.values and other not in self.values and not near_me:
                self._refuse(name, "needs", other=other)
        if latitude is None or longitude is None or len(self.errors) > mistakes:
            return None
        return Near(Point(latitude, longitude), radius_km or RADIUS_KM_DEFAULT)

    def _skills(self) -> tuple[str, ...]:
        given = dict.fromkeys(self.values.get("skill", ()))
        if len(given) > SKILLS_MOST:
            self._refuse("skill", "too_many", maximum=SKILLS_MOST)
            return ()
        return tuple(sorted(filter(None, (self._text("skill", skill, SKILL_LONGEST) for skill in given))))

    def _text(self, name: str, value: str, longest: int) -> str:
        """Read free text of one line."""
        value = " ".join(value.split())
        if len(value) > longest:
            self._refuse(name, "too_long", maximum=longest)
        elif not value.isprintable():
            self._refuse(name, "invalid")
        else:
            return value
        return ""


def usual_sort(words: str) -> Sort:
    """Return the order of a list for which none was chosen."""
    return Sort.RELEVANCE if words else Sort.NEWEST


def _parse(kind: type[Number], text: str) -> Number | None:
    """Read a plain decimal number; None for anything else, NaN included."""
    if not text.isascii() or "_" in text:
        return None
    try:
        number = kind(text)
    except ValueError:
        return None
    return number if number == number else None  # noqa: PLR0124 - NaN is the number that is not itself
