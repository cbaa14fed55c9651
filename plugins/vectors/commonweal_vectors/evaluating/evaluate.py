"""Evaluating collections: figures taken, kept, and the triggers moved on."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid5

from commonweal import Collection, CommonwealError, Measure, new_id

from commonweal_vectors.evaluating.figures import Evaluation
from commonweal_vectors.evaluating.history import forget_old, keep
from commonweal_vectors.evaluating.measuring import take_figures
from commonweal_vectors.generations import Generation, active
from commonweal_vectors.services import Vectors

Progress = Callable[[str, int, int], None]
"""Called with the collection, how much of it is done and how much there is."""

NO_INDEX = "Its first index is being built."
Measures = dict[str, tuple[Generation, Measure]]


async def evaluate(
    vectors: Vectors,
    collections: Sequence[Collection],
    *,
    run: UUID | None = None,
    progress: Progress | None = None,
) -> list[Evaluation]:
    """Evaluate collections and keep what was found; one that fails does not keep others from it.

    With ``run``, the id of a task, what is repeated is kept once.
    """
    run = run or new_id()
    measures, failed = await _measure_all(vectors)
    found = []
    for collection in collections:
        name = collection.name
        evaluation = await _one(vectors, name, uuid5(run, name), measures, failed, progress)
        if evaluation.problem != NO_INDEX:
            async with vectors.database.write() as work:
                await keep(work, evaluation)
        found.append(evaluation)
    async with vectors.database.write() as work:
        await forget_old(work)
    return found


async def _measure_all(vectors: Vectors) -> tuple[Measures, dict[str, str]]:
    """Measure every collection, for they share the memory of their stores; say why where that failed."""
    measures: Measures = {}
    failed: dict[str, str] = {}
    for collection in vectors.present():
        async with vectors.database.read() as work:
            generation = await active(work, collection.name)
        if generation is None:
            failed[collection.name] = NO_INDEX
            continue
        try:
            measure = await generation.store_of(vectors).measure(generation.name)
        except CommonwealError as error:
            failed[collection.name] = str(error)
        else:
            measures[collection.name] = generation, measure
    return measures, failed


async def _one(
    vectors: Vectors,
    name: str,
    evaluation_id: UUID,
    measures: Measures,
    failed: dict[str, str],
    progress: Progress | None,
) -> Evaluation:
    figures, problem = None, failed.get(name)
    if problem is None:
        try:
            figures = await take_figures(
                vectors,
                measures[name][0],
                measures,
                (lambda done, total: progress(name, done, total)) if progress else None,
            )
        except CommonwealError as error:
            problem = str(error)
    return Evaluation(
        id=evaluation_id,
        collection=name,
        evaluated_at=datetime.now(UTC),
        figures=figures,
        problem=problem,
    )
