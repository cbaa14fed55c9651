"""What the filter form offers to choose from, in the reader's words."""

from collections.abc import Sequence
from enum import StrEnum

from commonweal import Translator

from commonweal_missions.filters import RADIUS_KM_DEFAULT, ListingFilters
from commonweal_missions.rules.vocabulary import ContentLocale, Difficulty, Domain, MissionType, Risk
from commonweal_missions.skills import skill_name

RADIUS_KM_PRESETS = (10, 25, 50, 100, 200)

Options = list[tuple[str, str]]


def form_options(words: Translator, filters: ListingFilters, skills: Sequence[str]) -> dict[str, Options]:
    """List the values and labels of every choice of the form."""
    any_value = ("", words.text("kernel-any"))
    radii = {*RADIUS_KM_PRESETS, *([filters.near.radius_km] if filters.near else [])}
    named = sorted((skill_name(words, skill).lower(), skill) for skill in {*skills, *filters.skills})
    return {
        "domain_options": _options(words, "kernel-domain", Domain),
        "type_options": _options(words, "missions-type", MissionType),
        "difficulty_options": _options(words, "missions-difficulty", Difficulty),
        "risk_options": _options(words, "missions-risk", Risk),
        "radius_options": [
            ("" if km == RADIUS_KM_DEFAULT else str(km), words.distance(km * 1000)) for km in sorted(radii)
        ],
        "skill_options": [any_value, *((skill, name) for name, skill in named)],
        "language_options": [
            any_value,
            *((str(tag), _initial(words.text(f"kernel-language-{tag}"))) for tag in ContentLocale),
        ],
    }


def _options(words: Translator, prefix: str, kind: type[StrEnum]) -> Options:
    return [(str(value), words.text(f"{prefix}-{value.replace('_', '-')}")) for value in kind]


def _initial(name: str) -> str:
    """Write a name with a capital where it stands alone; some languages write theirs small in a sentence."""
    return name[:1].upper() + name[1:]
