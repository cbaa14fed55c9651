"""What is kept of evaluations: figures by day, how the triggers stand, and when they changed."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import UnitOfWork, emit

from commonweal_vectors.evaluating.figures import Evaluation, Figures
from commonweal_vectors.evaluating.triggers import (
    TRIGGERS,
    Name,
    State,
    Trigger,
    TriggerLeft,
    TriggerReached,
    step,
)

_KEEP = """
INSERT INTO vectors.evaluation (id, collection, evaluated_at, figures, problem)
VALUES ($1, $2, $3, $4::text::jsonb, $5) ON CONFLICT (id) DO NOTHING RETURNING true
"""
_FORGET = "DELETE FROM vectors.evaluation WHERE evaluated_at < now() - interval '1 year'"
_COLUMNS = "id, collection, evaluated_at, figures::text AS figures, problem"
_LATEST = f"""
SELECT DISTINCT ON (collection) {_COLUMNS} FROM vectors.evaluation
WHERE collection = ANY($1) AND figures IS NOT NULL ORDER BY collection, evaluated_at DESC, id DESC
"""
_PROBLEMS = f"""
SELECT * FROM (
    SELECT DISTINCT ON (collection) {_COLUMNS} FROM vectors.evaluation
    WHERE collection = ANY($1) ORDER BY collection, evaluated_at DESC, id DESC
) AS latest WHERE problem IS NOT NULL
"""
_LIST = f"""
SELECT {_COLUMNS} FROM vectors.evaluation
WHERE collection = ANY($1) AND ($2::timestamptz IS NULL OR (evaluated_at, id) < ($2, $3))
ORDER BY evaluated_at DESC, id DESC LIMIT $4
"""
_SIZES = """
SELECT evaluated_at, (figures ->> 'items')::bigint AS items FROM vectors.evaluation
WHERE collection = $1 AND figures IS NOT NULL AND evaluated_at >= $2 ORDER BY evaluated_at
"""
# One evaluation for each day, the last one; of the 95th percentile the one of all shapes, which comes first.
_DAYS = """
SELECT DISTINCT ON ((evaluated_at AT TIME ZONE 'UTC')::date)
    evaluated_at, (figures ->> 'items')::bigint AS items, (figures #>> '{latencies,0,p95}')::float8 AS p95
FROM vectors.evaluation WHERE collection = $1 AND figures IS NOT NULL AND evaluated_at >= $2
ORDER BY (evaluated_at AT TIME ZONE 'UTC')::date, evaluated_at DESC
"""
_STATES = """
SELECT collection, name, streak, value, reached_at, left_at FROM vectors.trigger_state
WHERE collection = ANY($1)
"""
_NEW_STATES = """
INSERT INTO vectors.trigger_state (collection, name) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING
"""
_LOCKED = """
SELECT name, streak, value, reached_at, left_at FROM vectors.trigger_state
WHERE collection = $1 ORDER BY name FOR UPDATE
"""
_MOVE = """
UPDATE vectors.trigger_state SET streak = $3, value = $4, reached_at = $5, left_at = $6
WHERE collection = $1 AND name = $2
"""


class Point(msgspec.Struct, frozen=True):
    """One day of the history of a collection; ``p95`` in milliseconds, None without searches."""

    at: datetime
    items: int
    p95: float | None


async def keep(work: UnitOfWork, evaluation: Evaluation) -> None:
    """Keep an evaluation, move the triggers on, and tell of each that changed; once for each id."""
    figures = evaluation.figures
    kept = msgspec.json.encode(_without_errors(figures)).decode() if figures else None
    row = (evaluation.id, evaluation.collection, evaluation.evaluated_at, kept, evaluation.problem)
    if await work.fetch_value(_KEEP, *row) and figures is not None:
        await _move_triggers(work, evaluation, figures)


async def forget_old(work: UnitOfWork) -> None:
    """Forget the evaluations of more than a year ago."""
    await work.execute(_FORGET)


async def latest(work: UnitOfWork, collections: Sequence[str]) -> dict[str, Evaluation]:
    """Return the last evaluation of each collection that has figures."""
    return {row["collection"]: _evaluation(row) for row in await work.fetch(_LATEST, list(collections))}


async def problems(work: UnitOfWork, collections: Sequence[str]) -> dict[str, Evaluation]:
    """Return the last evaluation of each collection where that one failed."""
    return {row["collection"]: _evaluation(row) for row in await work.fetch(_PROBLEMS, list(collections))}


async def newest(
    work: UnitOfWork, collections: Sequence[str], before: tuple[datetime, UUID] | None, limit: int
) -> list[Evaluation]:
    """Return the evaluations of some collections, the newest first, those ``before`` a place only."""
    at, last_id = before or (None, None)
    return [_evaluation(row) for row in await work.fetch(_LIST, list(collections), at, last_id, limit)]


async def sizes(work: UnitOfWork, collection: str, since: datetime) -> list[tuple[datetime, int]]:
    """Return how many items a collection had, and when, the earliest first."""
    return [(row["evaluated_at"], row["items"]) for row in await work.fetch(_SIZES, collection, since)]


async def days(work: UnitOfWork, collection: str, since: datetime) -> list[Point]:
    """Return the last evaluation of each day (UTC), the earliest first."""
    return [Point(*row) for row in await work.fetch(_DAYS, collection, since)]


async def states(work: UnitOfWork, collections: Sequence[str]) -> dict[str, dict[Name, State]]:
    """Return the states of the triggers of some collections, by collection and name."""
    found: dict[str, dict[Name, State]] = {collection: {} for collection in collections}
    for row in await work.fetch(_STATES, list(collections)):
        found[row["collection"]][row["name"]] = _state(row)
    return found


def _without_errors(figures: Figures) -> Figures:
    """Leave out messages about single documents: what they say of those must not be kept for a year."""
    return msgspec.structs.replace(
        figures,
        changes=msgspec.structs.replace(figures.changes, error=None),
        coming=[msgspec.structs.replace(each, error=None) for each in figures.coming],
    )


async def _move_triggers(work: UnitOfWork, evaluation: Evaluation, figures: Figures) -> None:
    name = evaluation.collection
    await work.execute(_NEW_STATES, name, sorted(trigger.name for trigger in TRIGGERS))
    before = {row["name"]: _state(row) for row in await work.fetch(_LOCKED, name)}
    now = datetime.now(UTC)
    for trigger in TRIGGERS:
        after, change = step(trigger, before[trigger.name], figures, now)
        await work.execute(
            *(_MOVE, name, trigger.name, after.streak, after.value, after.reached_at, after.left_at)
        )
        if change == "reached":
            await emit(work, _reached(evaluation, trigger, after))
        elif change == "left":
            await emit(work, _left(evaluation, trigger, after))


def _reached(evaluation: Evaluation, trigger: Trigger, state: State) -> TriggerReached:
    return TriggerReached(
        evaluation_id=evaluation.id,
        collection=evaluation.collection,
        trigger=trigger.name,
        value=state.value or 0,
        threshold=trigger.enter,
    )


def _left(evaluation: Evaluation, trigger: Trigger, state: State) -> TriggerLeft:
    return TriggerLeft(
        evaluation_id=evaluation.id,
        collection=evaluation.collection,
        trigger=trigger.name,
        value=state.value,
        threshold=trigger.leave,
    )


def _state(row: Any) -> State:
    return State(
        streak=row["streak"], value=row["value"], reached_at=row["reached_at"], left_at=row["left_at"]
    )


def _evaluation(row: Any) -> Evaluation:
    return msgspec.convert(
        {**row, "figures": msgspec.json.decode(row["figures"]) if row["figures"] else None}, Evaluation
    )
