"""Asking the index what is alike, when whoever asks goes on by words alone while it does not answer."""

import asyncio
import logging
from collections.abc import Sequence
from uuid import UUID

import msgspec
from commonweal import CommonwealError, Filter, Services, Visit

from commonweal_vectors.searching import Like, find_like
from commonweal_vectors.services import vectors_of

SECONDS = 3.0
"""How long the index may take; a reader waits no longer for it."""

MOST_ALIKE = 100
_EXPECTED = {"service_unavailable", "embedder_refused", "vector_item_unknown"}
_LOG = logging.getLogger("commonweal.vectors")


class Alike(msgspec.Struct, frozen=True):
    """What the index says is alike, best first; with ``by_words`` it did not answer."""

    found: Sequence[Like] = ()
    by_words: bool = False


async def find_alike(
    source: Visit | Services,
    collection: str,
    *,
    text: str | None = None,
    like: UUID | None = None,
    part: str = "",
    least: float = 0.0,
    limit: int = MOST_ALIKE,
    where: Filter | None = None,
    seconds: float = SECONDS,
) -> Alike:
    """Ask the index what is like a text or one of its documents, at least so much; not in a unit of work.

    ``part`` says by which part of the document. Whatever ails the index, and however long it takes, there is
    an answer.
    """
    try:
        async with asyncio.timeout(seconds):
            found = await find_like(
                vectors_of(source), collection, text=text, like=like, part=part, limit=limit, where=where
            )
    except (CommonwealError, TimeoutError) as error:
        is_expected = isinstance(error, TimeoutError) or error.code in _EXPECTED
        reason = str(error) or "the index takes too long"
        level = logging.INFO if is_expected else logging.WARNING
        _LOG.log(level, "%s by words alone: %s", collection, reason)
        return Alike(by_words=True)
    return Alike([each for each in found if each.score >= least])


def near_best(found: Sequence[Like]) -> list[UUID]:
    """Return the ids of what is at least half as much alike as the best: the others would be a flood."""
    return [each.id for each in found if each.score >= found[0].score / 2]
