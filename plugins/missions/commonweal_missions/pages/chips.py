"""The active filters as chips: each says what it keeps, and leads to the list without it."""

from collections.abc import Iterator
from typing import NamedTuple

from commonweal import Translator

from commonweal_missions.filters import Near
from commonweal_missions.pages.address import Address
from commonweal_missions.pages.form import Asked
from commonweal_missions.skills import skill_name

PLACE = ("place", "lat", "lng", "radius_km")


class Chip(NamedTuple):
    """One active filter."""

    label: str
    url: str


def active_chips(words: Translator, address: Address, asked: Asked) -> list[Chip]:
    """Name the active filters, in the order of the form."""
    filters = asked.filters
    chips: list[Chip] = []
    if filters.words:
        chips.append(Chip(words.text("missions-chip-words", words=filters.words), address.without("q")))
    if filters.near is not None:
        chips.append(Chip(_near(words, filters.near, asked), address.without(*PLACE)))
    chips.extend(_choices(words, address, asked))
    for name, minor in (("reward_min", filters.reward_min_minor), ("reward_max", filters.reward_max_minor)):
        if minor is not None:
            label = words.text(f"missions-chip-{name.replace('_', '-')}", amount=words.currency_minor(minor))
            chips.append(Chip(label, address.without(name)))
    for tag in filters.languages:
        language = words.text(f"kernel-language-{tag}")
        chips.append(
            Chip(words.text("missions-chip-language", language=language), address.without("language"))
        )
    return chips


def _choices(words: Translator, address: Address, asked: Asked) -> Iterator[Chip]:
    """Name each chosen value of the closed lists, and each skill."""
    filters = asked.filters
    for name, prefix, values in (
        ("domain", "kernel-domain", filters.domains),
        ("type", "missions-type", filters.types),
        ("difficulty", "missions-difficulty", filters.difficulties),
        ("risk", "missions-risk", filters.risks),
    ):
        for value in values:
            label = words.text(f"{prefix}-{value.replace('_', '-')}")
            yield Chip(label, address.without(name, value=value))
    for skill in filters.skills:
        yield Chip(skill_name(words, skill), address.without("skill", value=skill))


def _near(words: Translator, near: Near, asked: Asked) -> str:
    distance = words.distance(near.radius_km * 1000)
    if asked.city is not None:
        return words.text("missions-chip-city", distance=distance, city=asked.city.name)
    return words.text("missions-chip-point", distance=distance)
