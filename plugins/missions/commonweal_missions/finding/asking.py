"""Asking the index, and going on without it when it does not answer."""

import asyncio
from uuid import UUID

from commonweal import EmbedderRefused, Filter, Services, VectorError, VectorsUnavailable, Visit
from commonweal_vectors import api as vectors

from commonweal_missions.finding.collection import NAME

PATIENCE_SECONDS = 3.0
"""How long a reader waits for the index before the answer is found without it."""


async def ask_by_text(
    source: Visit | Services, text: str, where: Filter, limit: int
) -> list[vectors.Like] | None:
    """Return the missions most like a text, or None when the index cannot be asked now.

    Call it outside of a unit of work.
    """
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await vectors.search(source, NAME, text=text, where=where, limit=limit)
    except (VectorsUnavailable, EmbedderRefused, TimeoutError):
        return None


async def ask_by_mission(
    visit: Visit, mission_id: UUID, locale: str, where: Filter, limit: int
) -> list[vectors.Like] | None:
    """Return the missions most like one, by its text in a language; None also when the index has it not.

    Call it outside of a unit of work.
    """
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await vectors.search(visit, NAME, like=mission_id, part=locale, where=where, limit=limit)
    except (VectorsUnavailable, EmbedderRefused, TimeoutError):
        return None
    except VectorError as error:
        if error.code == "vector_item_unknown":  # not approved, or so new that the index does not know it
            return None
        raise
