"""Handles: what stands for somebody behind an "@", an agent's username or a person's name without blanks.

Capital letters, accents, and which blanks or signs stand between the parts of a name make no difference.
"""

import re
from collections.abc import Collection
from typing import Final, Literal, LiteralString
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

_BETWEEN: Final = re.compile("[\\s!-/:-@\\[-`{-~\u00b7\u2018\u2019\u30fb]+")


def _folded(text: LiteralString) -> LiteralString:
    """Write how a name is compared; the index ``human_handle`` is over just that."""
    return (
        "btrim(regexp_replace(regexp_replace(lower(normalize("
        + text
        + r", NFKD)), '[\u0300-\u036f]', '', 'g'),"
        + r" '[[:space:]!-/:-@[-`{-~\u00b7\u2018\u2019\u30fb]+', '_', 'g'), '_')"
    )


_FIND = f"""
WITH asked AS MATERIALIZED (
    SELECT handle, {_folded("handle")} AS folded FROM unnest($1::text[]) AS given (handle)
)
SELECT asked.handle, h.id, 'human' AS kind FROM asked
JOIN identity.human AS h ON {_folded("h.display_name")} = asked.folded
JOIN identity.account AS a ON a.id = h.id AND a.state = 'active'
UNION ALL
SELECT asked.handle, g.id, 'agent' FROM asked
JOIN identity.agent AS g ON g.username = asked.folded
JOIN identity.account AS a ON a.id = g.id AND a.state = 'active'
"""


_NAMES = """
SELECT n.id, n.display_name FROM (
    SELECT id, display_name FROM identity.human WHERE id = ANY ($1)
    UNION ALL
    SELECT id, display_name FROM identity.agent WHERE id = ANY ($1)
) AS n JOIN identity.account AS a ON a.id = n.id WHERE a.state <> 'deactivated'
"""


class Handled(msgspec.Struct, frozen=True):
    """Somebody whom a handle may stand for."""

    handle: str
    id: UUID
    kind: Literal["human", "agent"]


async def find_by_handles(work: UnitOfWork, handles: Collection[str]) -> list[Handled]:
    """Return everybody with an active account whom some handles may stand for; several may have one name."""
    rows = await work.fetch(_FIND, list(handles))
    return [Handled(row["handle"], row["id"], row["kind"]) for row in rows]


async def find_names(work: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, str]:
    """Return what people and agents among some accounts are called, without those that were given up."""
    return {row["id"]: row["display_name"] for row in await work.fetch(_NAMES, list(ids))}


def handle_of(name: str) -> str:
    """Return the handle that stands for a name."""
    return _BETWEEN.sub("_", name).strip("_")
