"""Machine translation through the hook ``commonweal_translate``; nothing happens without implementations."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from commonweal import Database, HookExecutor, Refusal

from commonweal_missions.rules.vocabulary import ContentLocale, Provenance
from commonweal_missions.translations.writing import (
    MACHINE,
    TranslationText,
    may_replace,
    read_source,
    read_text,
    write_translation,
)

if TYPE_CHECKING:
    from commonweal_review.api import Assessment

Assess = Callable[[TranslationText, ContentLocale, str], Awaitable["Assessment"]]
"""Lets review look at a text in a locale, of a domain; raises ``Refusal("content_rejected")``."""


async def translate(
    database: Database,
    executor: HookExecutor,
    assess: Assess,
    mission_id: UUID,
    locale: ContentLocale,
    at: datetime,
) -> bool:
    """Let a machine translate what has no present text; returns whether one was written."""
    try:
        async with database.read() as work:
            source = await read_source(work, mission_id, locale)
            known = await read_text(work, mission_id, locale)
        if known is not None and not _wants_machine(known, source["source_hash"]):
            return False
        text = await _ask(executor, source, locale)
        if text is None:
            return False
        assessment = await assess(text, locale, source["domain"])
        async with database.write() as work:
            await write_translation(
                work,
                mission_id,
                locale,
                text,
                assessment,
                source_hash=source["source_hash"],
                provenance=Provenance.MACHINE,
                translator=MACHINE,
                at=at,
            )
    except Refusal:  # rejected, a human was faster, or the source changed
        return False
    return True


def _wants_machine(known: Any, source_hash: str) -> bool:
    """Say whether a text is a machine's that the source has left behind: what review rejected stays so."""
    return known["source_hash"] != source_hash and may_replace(
        known, Provenance.MACHINE, MACHINE, source_hash
    )


async def _ask(executor: HookExecutor, source: Any, locale: ContentLocale) -> TranslationText | None:
    """Ask the machines; None when none can, or when what came back is no text of this shape."""
    steps, evidence = source["steps"], source["evidence"]
    texts = [source["title"], source["description"], *steps, *evidence]
    translated = await executor.first(
        "commonweal_translate", texts=texts, source=source["locale"], target=str(locale)
    )
    if not isinstance(translated, Sequence) or len(translated) != len(texts):
        return None
    title, description, *rest = translated
    try:
        return msgspec.convert(
            {
                "title": title,
                "description": description,
                "steps": rest[: len(steps)],
                "evidence": rest[len(steps) :],
            },
            TranslationText,
        )
    except msgspec.ValidationError:
        return None
