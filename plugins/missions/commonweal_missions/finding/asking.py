"""Asking the index, and going on without it when it does not answer."""

from collections.abc import Sequence
from uuid import UUID

from commonweal import Filter, Services, Visit
from commonweal_vectors import api as vectors

from commonweal_missions.finding.collection import NAME

_ANY = -1.0  # how much alike is enough is for whoever asks


async def ask_by_text(
    source: Visit | Services, text: str, where: Filter, limit: int
) -> Sequence[vectors.Like] | None:
    """Return the missions most like a text, or None when the index cannot be asked now.

    Call it outside of a unit of work.
    """
    return _unless_by_words(
        await vectors.find_alike(source, NAME, text=text, where=where, limit=limit, least=_ANY)
    )


async def ask_by_mission(
    visit: Visit, mission_id: UUID, locale: str, where: Filter, limit: int
) -> Sequence[vectors.Like] | None:
    """Return the missions most like one, by its text in a language; None also when the index has it not.

    So it is with one that is not approved, or so new that the index does not know it. Call it outside of a
    unit of work.
    """
    return _unless_by_words(
        await vectors.find_alike(
            visit, NAME, like=mission_id, part=locale, where=where, limit=limit, least=_ANY
        )
    )


def _unless_by_words(alike: vectors.Alike) -> Sequence[vectors.Like] | None:
    return None if alike.by_words else alike.found
