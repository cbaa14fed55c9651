"""The background work of vectors: working off changes, and keeping every index as it should be."""

from datetime import timedelta

from commonweal import CommonwealError, Schedule, TaskContext, enqueue, task

from commonweal_vectors.changes import note_doubts, waiting, work_off
from commonweal_vectors.embedding import forget_unused
from commonweal_vectors.evaluating.evaluate import evaluate
from commonweal_vectors.filling import turns
from commonweal_vectors.generations import Generation, find, generations
from commonweal_vectors.keeping import advance, begin_missing, clear_away, forget_removed, prepare_outgrown
from commonweal_vectors.services import Vectors, vectors_of

_SECONDS = 60
_FORGET_TIMINGS = "DELETE FROM vectors.timing WHERE hour < now() - interval '30 days'"


def _vectors(context: TaskContext) -> Vectors:
    if context.plugin is None:
        raise LookupError("a task of vectors runs with the plugin's context")
    return vectors_of(context.plugin.services)


@task("vectors.index", time_limit=600)
async def index_changes(context: TaskContext, *, collection: str) -> None:
    """Bring what changed in a collection up to date."""
    vectors = _vectors(context)
    if collection in vectors.collections:
        await work_off(vectors, vectors.collections[collection])


@task("vectors.keep", time_limit=120)
async def keep_indexes(context: TaskContext) -> None:
    """Look whether every index is what it should be, and ask for what it takes."""
    vectors = _vectors(context)
    failed: list[CommonwealError] = []
    for collection in vectors.present():
        try:
            await begin_missing(vectors, collection)
        except CommonwealError as error:  # the store of this one, or the embedder, harms no other
            failed.append(error)
        async with context.database.write() as work:
            await note_doubts(work, collection.name, index_changes)
            if (await waiting(work, collection.name))[1]:
                await enqueue(work, index_changes, collection=collection.name)
    async with context.database.write() as work:
        for coming in await generations(work, None, ("filling", "ready")):
            if coming.automatic and coming.collection in vectors.collections:
                await enqueue(work, fill_generation, generation=coming.id)
    await forget_removed(vectors)
    await clear_away(vectors)
    if failed:
        raise failed[0]


@task("vectors.fill", queue="vectors", time_limit=14_400, max_attempts=1)
async def fill_generation(context: TaskContext, *, generation: int) -> None:
    """Fill a generation that was begun by itself, and let it answer searches once it is full."""
    vectors = _vectors(context)
    async with context.database.read() as work:
        found = await find(work, generation)
    if isinstance(found, Generation) and found.state in ("filling", "ready"):
        async with turns(vectors, generation) as is_ours:
            if not await is_ours() or await advance(vectors, found, seconds=_SECONDS):
                return
        async with context.database.write() as work:
            await enqueue(work, fill_generation, generation=generation)


@task("vectors.prepare", queue="vectors", time_limit=14_400, max_attempts=2)
async def prepare_indexes(context: TaskContext) -> None:
    """Build the indexes of collections that have outgrown theirs, and forget what is old."""
    vectors = _vectors(context)
    failed: list[CommonwealError] = []
    for collection in vectors.present():
        try:
            await prepare_outgrown(vectors, collection)
        except CommonwealError as error:
            failed.append(error)
    await forget_unused(vectors)
    async with context.database.write() as work:
        await work.execute(_FORGET_TIMINGS)
    if failed:
        raise failed[0]


@task("vectors.evaluate", queue="vectors", time_limit=3_600, max_attempts=2)
async def evaluate_indexes(context: TaskContext) -> None:
    """Evaluate every collection, and tell of the triggers that are reached and left by it."""
    vectors = _vectors(context)
    await evaluate(vectors, vectors.present(), run=context.id)


TASKS = [index_changes, keep_indexes, fill_generation, prepare_indexes, evaluate_indexes]
SCHEDULES = [
    Schedule(name="vectors.keep", task=keep_indexes, every=timedelta(seconds=15)),
    Schedule(name="vectors.prepare", task=prepare_indexes, every=timedelta(hours=1)),
    Schedule(name="vectors.evaluate", task=evaluate_indexes, cron="17 4 * * *"),
]
