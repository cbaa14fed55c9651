"""Machine translation through the hook ``commonweal_translate``; nothing happens without implementations."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from uuid import UUID

from commonweal import Database, HookExecutor, Refusal

from commonweal_missions.rules.vocabulary import ContentLocale, Provenance
from commonweal_missions.translations.writing import TranslationText, read_source, write_translation

TRANSLATOR = "machine"
Assess = Callable[[TranslationText, str], Awaitable[str]]
"""Gives the review status of a text of a domain; raises ``Refusal("content_rejected")``."""


async def translate(
    database: Database,
    executor: HookExecutor,
    assess: Assess,
    mission_id: UUID,
    locale: ContentLocale,
    at: datetime,
) -> bool:
    """Let a machine translate a mission unless a human has; returns whether a text was written."""
    try:
        async with database.read() as work:
            source = await read_source(work, mission_id, locale)
    except Refusal:
        return False
    steps, evidence = source["steps"], source["evidence"]
    texts = [source["title"], source["description"], *steps, *evidence]
    translated = await executor.first(
        "commonweal_translate", texts=texts, source=source["locale"], target=str(locale)
    )
    if not isinstance(translated, list) or len(translated) != len(texts):
        return False
    text = TranslationText(
        title=translated[0][:500],
        description=translated[1][:5000],
        steps=translated[2 : 2 + len(steps)],
        evidence=translated[2 + len(steps) :],
    )
    try:
        status = await assess(text, source["domain"])
        async with database.write() as work:
            await write_translation(
                work,
                mission_id,
                locale,
                text,
                source_hash=source["source_hash"],
                provenance=Provenance.MACHINE,
                translator=TRANSLATOR,
                review_status=status,
                at=at,
            )
    except Refusal:  # rejected, a human was faster, or the source changed
        return False
    return True
