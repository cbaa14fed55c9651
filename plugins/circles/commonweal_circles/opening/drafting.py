"""What somebody enters to open a circle or to change one, and what must hold of it (DOMAIN §12)."""

import math
from collections.abc import Iterator
from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal
from msgspec import UNSET, Meta, UnsetType

from commonweal_circles.rules.vocabulary import Domain, Inviting, Joining, Locale, Visibility

NAME_LEAST, DESCRIPTION_LEAST = 3, 20
Name = Annotated[str, Meta(min_length=NAME_LEAST, max_length=200)]
Description = Annotated[str, Meta(min_length=DESCRIPTION_LEAST, max_length=5000)]
Topic = Annotated[str, Meta(max_length=100)]
PlaceName = Annotated[str, Meta(max_length=200)]
Welcome = Annotated[str, Meta(max_length=2000)]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
SlowSeconds = Annotated[int, Meta(ge=0, le=86_400)]
LinksMost = Annotated[int, Meta(ge=0, le=50)]
SIDES = ("west", "south", "east", "north")
WORDS = ("name", "description", "topic", "place_name", "welcome")
"""What others read of a circle, which review looks at."""
TOOLS = ("invites", "slow_seconds", "first_post_approval", "links_most")
"""How a circle keeps order."""


class CircleDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A circle as it is to be opened: about a ``domain``, a ``topic`` in own words, or both.

    The box is in degrees, all four sides or none; with ``west`` greater than ``east`` it crosses 180 degrees.
    Without ``joining`` a public circle is open and a private one by invitation, the only way into it.
    """

    name: Name
    description: Description
    domain: Domain | None = None
    topic: Topic = ""
    visibility: Visibility = "public"
    joining: Joining | None = None
    place_name: PlaceName = ""
    west: Longitude | None = None
    south: Latitude | None = None
    east: Longitude | None = None
    north: Latitude | None = None
    welcome: Welcome = ""
    locale: Locale = "en"

    @property
    def joined_by(self) -> Joining:
        """How one comes in: as it was chosen, or as is usual."""
        return self.joining or ("open" if self.visibility == "public" else "invitation")

    @property
    def texts(self) -> list[str]:
        """Everything that others will read."""
        return [getattr(self, name) for name in WORDS]


class CircleOpening(CircleDraft, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A circle to open; with ``organisation_id`` for an organisation that one manages, whose pool pays."""

    organisation_id: UUID | None = None


class CircleChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is to change about a circle; what is left out stays, and null takes a value away.

    ``version`` is the one that was read: if the circle has changed since, nothing is changed.
    """

    version: int
    name: Name | UnsetType = UNSET
    description: Description | UnsetType = UNSET
    domain: Domain | UnsetType | None = UNSET
    topic: Topic | UnsetType = UNSET
    visibility: Visibility | UnsetType = UNSET
    joining: Joining | UnsetType = UNSET
    place_name: PlaceName | UnsetType = UNSET
    west: Longitude | UnsetType | None = UNSET
    south: Latitude | UnsetType | None = UNSET
    east: Longitude | UnsetType | None = UNSET
    north: Latitude | UnsetType | None = UNSET
    welcome: Welcome | UnsetType = UNSET
    locale: Locale | UnsetType = UNSET
    invites: Inviting | UnsetType = UNSET
    slow_seconds: SlowSeconds | UnsetType = UNSET
    first_post_approval: bool | UnsetType = UNSET
    links_most: LinksMost | UnsetType | None = UNSET

    @property
    def given(self) -> dict[str, object]:
        """What is to change, by the name of the field."""
        values = msgspec.structs.asdict(self)
        return {name: value for name, value in values.items() if value is not UNSET and name != "version"}


def checked(draft: CircleDraft) -> CircleDraft:
    """Return a draft without blanks around its words.

    Raises ``Refusal("validation_error")`` that names every field the bounds of single fields do not tell of.
    """
    stripped = msgspec.structs.replace(draft, **{name: getattr(draft, name).strip() for name in WORDS})
    if wrong := [*_words(stripped), *_box(stripped)]:
        raise Refusal("validation_error", fields=wrong)
    return stripped


def _words(draft: CircleDraft) -> Iterator[FieldError]:
    if len(draft.name) < NAME_LEAST:
        yield FieldError("/name", "too_short", {"minimum": NAME_LEAST})
    if len(draft.description) < DESCRIPTION_LEAST:
        yield FieldError("/description", "too_short", {"minimum": DESCRIPTION_LEAST})
    if draft.domain is None and not draft.topic:
        yield FieldError("/domain", "required", {}, "circles-field-subject")
    if draft.visibility == "private" and draft.joined_by != "invitation":
        yield FieldError("/joining", "not_a_choice", {}, "circles-field-private-joining")


def _box(draft: CircleDraft) -> Iterator[FieldError]:
    given = {name: value for name in SIDES if (value := getattr(draft, name)) is not None}
    if not given:
        return
    for name in SIDES:
        if name not in given:
            yield FieldError(f"/{name}", "required", {}, "circles-field-four-sides")
        elif not math.isfinite(given[name]):
            yield FieldError(f"/{name}", "not_a_number")
    if len(given) < len(SIDES) or not all(map(math.isfinite, given.values())):
        return
    if given["south"] >= given["north"]:
        yield FieldError("/south", "wrong_order", {}, "circles-field-upside-down")
    if given["west"] == given["east"]:
        yield FieldError("/west", "wrong_order", {}, "circles-field-no-width")
