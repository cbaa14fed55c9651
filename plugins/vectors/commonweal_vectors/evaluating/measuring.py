"""Taking the figures of a collection: from the store, the counted searches and the database."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from commonweal import Item, Measure, UnitOfWork

from commonweal_vectors.evaluating.figures import IN_POSTGRESQL, Changes, Coming, Figures, Latency
from commonweal_vectors.evaluating.growth import WINDOW, growth
from commonweal_vectors.evaluating.history import sizes
from commonweal_vectors.evaluating.memory import read_memory
from commonweal_vectors.evaluating.recall import draw, measure_recall
from commonweal_vectors.evaluating.triggers import ITEMS
from commonweal_vectors.generations import Generation, generations
from commonweal_vectors.services import Vectors
from commonweal_vectors.timing import quantile, read_timings, together

LATENCY_DAYS = 7
SAMPLE = 500
RECALL_SECONDS = 60.0

_DRAW = "SELECT item_id FROM vectors.entry WHERE collection = $1 ORDER BY random() LIMIT $2"
_DOCUMENTS = "SELECT count(DISTINCT document_id) FROM vectors.entry WHERE collection = $1"
_CHANGES = """
SELECT count(*) AS waiting, greatest(0, extract(epoch FROM now() - min(due_at)))::float8 AS oldest_seconds,
    count(*) FILTER (WHERE attempts > 0) AS failing,
    (array_agg(error ORDER BY due_at DESC) FILTER (WHERE error IS NOT NULL AND attempts > 0))[1] AS error
FROM vectors.change WHERE collection = $1
"""
_PACE = """
SELECT filled / extract(epoch FROM filled_at - began_at)::float8 FROM vectors.generation
WHERE collection = $1 AND filled > 0 AND filled_at > began_at ORDER BY filled_at DESC LIMIT 1
"""


async def take_figures(
    vectors: Vectors,
    generation: Generation,
    measures: dict[str, tuple[Generation, Measure]],
    progress: Callable[[int, int], None] | None = None,
) -> Figures:
    """Return the figures of the active generation of a collection.

    ``measures`` has those of all collections, for they share the memory of their store. Raises
    ``VectorsUnavailable`` and ``VectorError``.
    """
    name, now = generation.collection, datetime.now(UTC)
    store, measure = generation.store_of(vectors), measures[generation.collection][1]
    await vectors.timings.flush(vectors.database, due=False)
    items = await sample(vectors, generation, SAMPLE)
    recalls = await measure_recall(
        store, generation.name, items, generation.shape.fields, seconds=RECALL_SECONDS, progress=progress
    )
    beside = [held(other, of) for of, other in measures.values() if of.store == generation.store]
    async with vectors.database.read() as work:
        earlier = await sizes(work, name, now - WINDOW)
        return Figures(
            generation=generation.id,
            store=generation.store,
            embeds=generation.embeds,
            dimensions=generation.shape.dimensions,
            metric=generation.shape.metric,
            fields=generation.shape.fields,
            documents=await work.fetch_value(_DOCUMENTS, name),
            items=measure.items,
            vector_bytes=measure.vector_bytes,
            index_bytes=measure.index_bytes,
            held_bytes=held(measure, generation),
            together_bytes=sum(beside),
            index=measure.index,
            behind=measure.behind,
            memory=await read_memory(work, vectors.drivers.settings, generation.store),
            latencies=await latencies(work, generation.id, now - timedelta(days=LATENCY_DAYS)),
            recalls=recalls,
            changes=await changes_of(work, name),
            coming=await coming_of(work, name),
            growth=growth(earlier, now, measure.items, ITEMS.enter),
            filled_per_second=await work.fetch_value(_PACE, name),
        )


async def sample(vectors: Vectors, generation: Generation, most: int) -> list[Item]:
    """Return items of a generation drawn at random, in random order."""
    async with vectors.database.read() as work:
        rows = await work.fetch(_DRAW, generation.collection, most)
    found = await generation.store_of(vectors).get(generation.name, [row["item_id"] for row in rows])
    return draw(found, most)


def held(measure: Measure, generation: Generation) -> int:
    """Return how many bytes searches go through: an index in PostgreSQL has the vectors in it."""
    if generation.store == IN_POSTGRESQL and measure.index:
        return measure.index_bytes
    return measure.vector_bytes + measure.index_bytes


async def latencies(work: UnitOfWork, generation: int, since: datetime) -> list[Latency]:
    """Return how long people's searches took: of all shapes together first, then by shape."""
    counts = await read_timings(work, generation, since)
    shapes = {"": together(counts.values()), **dict(sorted(counts.items()))} if counts else {}
    return [
        Latency(shape, found.total(), *(round(quantile(found, part), 2) for part in (0.50, 0.95, 0.99)))
        for shape, found in shapes.items()
    ]


async def changes_of(work: UnitOfWork, collection: str) -> Changes:
    """Return what is still to be written to a collection."""
    row = await work.fetch_row(_CHANGES, collection)
    return Changes(row["waiting"], row["oldest_seconds"] or 0.0, row["failing"], row["error"])


async def coming_of(work: UnitOfWork, collection: str) -> list[Coming]:
    """Return the generation that is about to take over, if there is one."""
    return [
        Coming(
            generation=each.id,
            store=each.store,
            embeds=each.embeds,
            state=each.state,
            filled=each.filled,
            total=each.total,
            began_at=each.began_at,
            error=each.error,
        )
        for each in await generations(work, collection, ("filling", "ready"))
    ]
