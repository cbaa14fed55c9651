"""The forms of opening and of setting a circle: what was typed, as drafts and changes."""

from typing import Any
from uuid import UUID

import msgspec
from commonweal import Form

from commonweal_circles.opening.drafting import (
    SIDES,
    CircleChange,
    CircleDraft,
    Description,
    LinksMost,
    Name,
    PlaceName,
    SlowSeconds,
    Topic,
    Welcome,
)
from commonweal_circles.opening.reading import CircleRead
from commonweal_circles.rules.vocabulary import Domain, Inviting, Joining, Locale, Visibility

_BOUNDS = {"west": 180, "south": 90, "east": 180, "north": 90}


class CircleEntries(msgspec.Struct, kw_only=True):
    """The form of a circle; sides of the box are text, because people write a decimal comma, too."""

    organisation_id: UUID | None = None
    name: Name
    description: Description
    domain: Domain | None = None
    topic: Topic = ""
    visibility: Visibility = "public"
    joining: Joining = "open"
    place_name: PlaceName = ""
    west: str = ""
    south: str = ""
    east: str = ""
    north: str = ""
    welcome: Welcome = ""
    locale: Locale = "en"


class SettingsEntries(CircleEntries, kw_only=True):
    """The form of a circle's settings; ``everybody`` is ticked to let everybody read what was private."""

    version: int
    everybody: bool = False
    invites: Inviting = "members"
    slow_seconds: SlowSeconds = 0
    first_post_approval: bool = False
    links_most: LinksMost | None = None


def draft_of(form: Form[Any]) -> CircleDraft | None:
    """Return the circle that was entered, or None when there is something to correct."""
    box = _box_of(form)
    if form.value is None or form.is_wrong:
        return None
    return CircleDraft(**{**_draft_values(form.value), **box})


def change_of(form: Form[Any], before: CircleRead, *, by_owner: bool) -> CircleChange | None:
    """Return what was changed, or None when there is something to correct; only owners show and hide."""
    box = _box_of(form)
    entered = form.value
    if entered is None or form.is_wrong:
        return None
    values = {**_draft_values(entered), **box}
    if not by_owner:
        values["visibility"] = before.visibility
        values["joining"] = "invitation" if before.visibility == "private" else entered.joining
    elif before.visibility == "private" and entered.visibility == "public" and not entered.everybody:
        form.fail("everybody", "required", "circles-field-everybody")
        return None
    names = ("version", "invites", "slow_seconds", "first_post_approval", "links_most")
    return CircleChange(**values, **{name: getattr(entered, name) for name in names})


def entries_of(circle: CircleRead) -> dict[str, object]:
    """Return what the form of settings shows of a circle."""
    names = {field.name for field in msgspec.structs.fields(SettingsEntries)}
    shown = {name: getattr(circle, name) for name in names if hasattr(circle, name)}
    if not shown.pop("first_post_approval"):
        return shown
    return {**shown, "first_post_approval": "1"}


def _draft_values(entered: Any) -> dict[str, Any]:
    """Return the fields of a draft; a private circle is entered by invitation, whatever was ticked."""
    names = {field.name for field in msgspec.structs.fields(CircleDraft)}.difference(SIDES)
    values = {name: getattr(entered, name) for name in names}
    if values["visibility"] == "private":
        values["joining"] = "invitation"
    return values


def _box_of(form: Form[Any]) -> dict[str, float | None]:
    return {name: _side(form, name) for name in SIDES}


def _side(form: Form[Any], name: str) -> float | None:
    written = form.text(name).replace(",", ".").replace("\N{MINUS SIGN}", "-")
    if not written:
        return None
    try:
        degrees = float(written)
    except ValueError:
        form.fail(name, "not_a_number")
        return None
    if degrees < -_BOUNDS[name]:
        form.fail(name, "too_small", minimum=-_BOUNDS[name])
    elif degrees > _BOUNDS[name]:
        form.fail(name, "too_large", maximum=_BOUNDS[name])
    return degrees
