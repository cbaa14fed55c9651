"""What embedding cost, by model: today and in the last 30 days (UTC)."""

import msgspec
from commonweal import UnitOfWork

_SPENT = """
SELECT embeds,
    coalesce(sum(texts) FILTER (WHERE day = today), 0)::bigint AS texts_today,
    coalesce(sum(microdollars) FILTER (WHERE day = today), 0)::bigint AS microdollars_today,
    sum(texts)::bigint AS texts, sum(tokens)::bigint AS tokens, sum(microdollars)::bigint AS microdollars
FROM vectors.spending, (SELECT (now() AT TIME ZONE 'UTC')::date AS today) AS clock
WHERE day > today - 30 GROUP BY embeds ORDER BY embeds
"""


class Spent(msgspec.Struct, frozen=True):
    """What one model cost today and in 30 days: texts, tokens, and millionths of a US dollar."""

    embeds: str
    texts_today: int
    microdollars_today: int
    texts: int
    tokens: int
    microdollars: int


async def spending(work: UnitOfWork) -> list[Spent]:
    """Return what each model cost in the last 30 days; those that cost nothing are not counted."""
    return [Spent(*row) for row in await work.fetch(_SPENT)]
