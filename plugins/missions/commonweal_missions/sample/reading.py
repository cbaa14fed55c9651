"""Reads the sample content, whose format ``content/README.md`` describes."""

import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec

from commonweal_missions.rules.vocabulary import (
    ContentLocale,
    CreatorKind,
    Difficulty,
    Domain,
    EvidenceKind,
    MissionType,
    Provenance,
    Risk,
)

Shape = TypeVar("Shape")
CONTENT = Path(__file__).parent / "content"


class Quarter(msgspec.Struct, frozen=True):
    """A quarter of a city."""

    slug: str
    latitude: float
    longitude: float
    name: dict[ContentLocale, str]


class SampleCity(msgspec.Struct, frozen=True):
    """A city with its quarters and the language that missions there are written in."""

    slug: str
    country: str
    source_locale: ContentLocale
    latitude: float
    longitude: float
    name: dict[ContentLocale, str]
    places: list[Quarter]


class SampleCreator(msgspec.Struct, frozen=True):
    """An invented agent or organisation."""

    slug: str
    kind: CreatorKind
    name: str
    city: str | None = None


class SampleEvidence(msgspec.Struct, frozen=True):
    """One item of evidence, without its words."""

    kind: EvidenceKind
    required: bool


class SampleText(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a mission in one language; ``translated_from`` is an older title of the source."""

    title: str
    description: str
    steps: list[str]
    evidence: list[str]
    provenance: Provenance = Provenance.AUTHOR
    translated_from: str | None = None


class Handwritten(msgspec.Struct, frozen=True, kw_only=True):
    """A mission written by hand in all languages."""

    key: str
    type: MissionType
    difficulty: Difficulty
    risk: Risk
    reward: int
    duration_min: int
    max_claims: int
    claim_hours: int
    expires_in_days: float
    published_days_ago: float
    skills: list[str]
    creator: str
    source_locale: ContentLocale
    evidence: list[SampleEvidence]
    text: dict[ContentLocale, SampleText]
    optional_steps: list[int] = []
    city: str | None = None
    place: str | None = None
    radius_km: int | None = None


class Variant(msgspec.Struct, frozen=True):
    """One of the sizes a pattern comes in."""

    difficulty: Difficulty
    reward: int
    duration_min: int
    max_claims: int


class Pattern(msgspec.Struct, frozen=True, kw_only=True):
    """A mission that suits many places."""

    key: str
    type: MissionType
    risk: Risk
    radius_km: int
    claim_hours: int
    skills: list[str]
    evidence: list[SampleEvidence]
    text: dict[ContentLocale, SampleText]
    creators: list[str]
    variants: list[Variant]
    translations: dict[ContentLocale, Provenance] = {}
    optional_steps: list[int] = []
    cities: list[str] | None = None


class _Cities(msgspec.Struct):
    city: list[SampleCity]


class _Creators(msgspec.Struct):
    creator: list[SampleCreator]


class HandwrittenFile(msgspec.Struct):
    """The handwritten missions of one domain."""

    domain: Domain
    mission: list[Handwritten]


class PatternFile(msgspec.Struct):
    """The patterns of one domain."""

    domain: Domain
    pattern: list[Pattern]


class Content(msgspec.Struct, frozen=True):
    """All sample content."""

    cities: dict[str, SampleCity]
    creators: dict[str, SampleCreator]
    handwritten: list[HandwrittenFile]
    patterns: list[PatternFile]


def read_content(folder: Path = CONTENT) -> Content:
    """Read all sample content; raises ``msgspec.ValidationError`` where a file breaks the format."""
    return Content(
        cities={city.slug: city for city in _read(folder / "cities.toml", _Cities).city},
        creators={creator.slug: creator for creator in _read(folder / "creators.toml", _Creators).creator},
        handwritten=[_read(path, HandwrittenFile) for path in sorted(folder.glob("handwritten/*.toml"))],
        patterns=[_read(path, PatternFile) for path in sorted(folder.glob("patterns/*.toml"))],
    )


def _read(path: Path, shape: type[Shape]) -> Shape:
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), shape)
