"""Which text a reader gets, where it comes from, and when a translation is stale (DOMAIN §7.4)."""

import hashlib
import json
from collections.abc import Sequence

import msgspec

from commonweal_missions.rules.vocabulary import ContentLocale, Provenance

FIELDS = ("title", "description", "steps", "evidence")


class MissionText(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a mission in one language; a translation may lack all but the title."""

    locale: ContentLocale
    provenance: Provenance
    source_hash: str
    title: str
    description: str | None = None
    steps: list[str] | None = None
    evidence: list[str] | None = None


class FieldOrigin(msgspec.Struct, frozen=True):
    """Where the shown text of one field comes from."""

    locale: ContentLocale
    provenance: Provenance
    stale: bool


class ShownText(msgspec.Struct, frozen=True, kw_only=True):
    """The words a reader gets; ``origins`` has one entry per field.

    ``stale`` says that a translation is shown which was made from an older original; ``fallback`` that at
    least one field is shown in another language than the reader's, because it has no translation.
    """

    title: str
    description: str
    steps: list[str]
    evidence: list[str]
    origins: dict[str, FieldOrigin]
    stale: bool
    fallback: bool


def source_hash(title: str, description: str, steps: Sequence[str], evidence: Sequence[str]) -> str:
    """Hash the source fields: SHA-256 over their canonical JSON (RFC 8785: sorted keys, no spaces, UTF-8)."""
    fields = {"title": title, "description": description, "steps": list(steps), "evidence": list(evidence)}
    canonical = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def is_stale(text: MissionText, original: MissionText) -> bool:
    """Say whether a translation was made from another source than the present one."""
    return text.source_hash != original.source_hash


def choose(original: MissionText, translation: MissionText | None, reader: ContentLocale) -> ShownText:
    """Give the reader their language's text, field by field, and the original where a field is missing."""

    def chosen(field: str) -> MissionText:
        if translation is None or getattr(translation, field) is None:
            return original
        return translation

    origins = {
        field: FieldOrigin(text.locale, text.provenance, is_stale(text, original))
        for field, text in ((field, chosen(field)) for field in FIELDS)
    }
    return ShownText(
        title=chosen("title").title,
        description=chosen("description").description or "",
        steps=chosen("steps").steps or [],
        evidence=chosen("evidence").evidence or [],
        origins=origins,
        stale=any(origin.stale for origin in origins.values()),
        fallback=any(origin.locale != reader for origin in origins.values()),
    )
