"""The filter form of the marketplace: its own parameters, turned into filters, and its mistakes in words.

Beyond the API's names the form knows ``place``: ``anywhere``, ``here`` for the typed coordinates, ``me`` for
the point of one's profile, or the slug of a city; and it counts rewards in whole tokens.
"""

from collections import defaultdict
from collections.abc import Sequence

import msgspec
from commonweal import FieldError, Translator

from commonweal_missions.filters import FilterReader, ListingFilters, Near
from commonweal_missions.queries.places import City
from commonweal_missions.rules.reward import MINOR_PER_TOKEN
from commonweal_missions.rules.vocabulary import Sort

ANYWHERE, HERE, ME = "anywhere", "here", "me"
_CHOICES = ("domain", "type", "difficulty", "risk", "skill", "language", "sort")
_PLACE = ("place", "near", "lat", "lng", "radius_km")
QUERY_NAMES = frozenset({"q", "reward_min", "reward_max", "cursor", *_CHOICES, *_PLACE})
MORE_FIELDS = frozenset({"type", "skill", "risk", "language"})
"""The fields that the form folds away until they are asked for."""

LABELS = {
    "q": "missions-filter-words",
    "place": "missions-filter-place",
    "lat": "missions-filter-latitude",
    "lng": "missions-filter-longitude",
    "radius_km": "missions-filter-radius",
    "domain": "missions-filter-domain",
    "difficulty": "missions-filter-difficulty",
    "reward_min": "missions-filter-reward-min",
    "reward_max": "missions-filter-reward-max",
    "type": "missions-filter-type",
    "skill": "missions-filter-skill",
    "risk": "missions-filter-risk",
    "language": "missions-filter-language",
    "sort": "kernel-sort-label",
    "cursor": "kernel-pages-label",
}
"""What the form calls its fields."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader asked of the form; ``city`` is set when they chose one."""

    filters: ListingFilters
    errors: list[FieldError]
    city: City | None
    cursor: str | None


def read_form(pairs: Sequence[tuple[str, str]], cities: Sequence[City], own: Near | None = None) -> Asked:
    """Read the form; what was left empty was not asked. ``own`` is the point of the reader's profile."""
    values: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in pairs:
        if value.strip():
            values[name].append(value)
    errors: list[FieldError] = []
    if values.get("near") == [ME]:  # as the API says it
        values["place"] = [ME]
    values.pop("near", None)
    city = _place(values, cities, errors, own)
    if values.get("sort") == [Sort.DISTANCE] and not {"lat", "lng"} & values.keys():
        del values["sort"]  # the place was taken away, and its order with it
    if values.get("sort") == [Sort.RELEVANCE] and "q" not in values:
        del values["sort"]
    reader = FilterReader(values, reward=("reward_min", "reward_max"), minor_per_unit=MINOR_PER_TOKEN)
    filters, cursor = reader.read(), reader.single("cursor")
    return Asked(filters=filters, errors=[*errors, *reader.errors], city=city, cursor=cursor)


def _place(
    values: defaultdict[str, list[str]],
    cities: Sequence[City],
    errors: list[FieldError],
    own: Near | None,
) -> City | None:
    """Turn the chosen place into coordinates, which a chosen city replaces."""
    place = values.pop("place", [HERE])[-1]
    city = next((city for city in cities if city.slug == place), None)
    if place == ME and own is not None:
        values["lat"], values["lng"] = [str(own.point.latitude)], [str(own.point.longitude)]
        values.setdefault("radius_km", [str(own.radius_km)])
        return None
    if city is None and place not in {ANYWHERE, HERE}:
        errors.append(
            FieldError("place", "not_a_choice", {"choices": ", ".join(city.slug for city in cities)})
        )
    if place != HERE:
        values.pop("lat", None)
        values.pop("lng", None)
    if city is not None:
        values["lat"], values["lng"] = [str(city.point.latitude)], [str(city.point.longitude)]
    if not {"lat", "lng"} & values.keys():
        values.pop("radius_km", None)
    return city


def describe_errors(words: Translator, errors: Sequence[FieldError]) -> dict[str, str]:
    """Say in the reader's language what to correct, by the name of the field."""
    return {error.pointer: _describe(words, error) for error in errors}


def _describe(words: Translator, error: FieldError) -> str:
    """Write what is wrong with one field, calling other fields what the form calls them."""
    if error.code == "not_a_choice":
        return words.text("missions-error-choice")
    other = LABELS.get(str(error.arguments.get("other")))
    named = error.arguments | ({"other": words.text(other)} if other else {})
    return words.text(f"kernel-field-{error.code.replace('_', '-')}", **named)
