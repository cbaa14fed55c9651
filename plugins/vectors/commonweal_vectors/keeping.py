"""Keeping every index as it should be: begun where there is none, filled, changed over, cleared away."""

from commonweal import Collection, CommonwealError, Refusal, VectorError

from commonweal_vectors.filling import fill, start_over
from commonweal_vectors.generations import (
    LIVE,
    UNKNOWN,
    Generation,
    active,
    begin,
    change_over,
    claim,
    drop,
    fits,
    generations,
    give_up,
    move,
    note_error,
    wanted,
)
from commonweal_vectors.services import Vectors

_WITHOUT_SCHEMA = """
SELECT DISTINCT collection FROM vectors.generation WHERE state <> 'dropping'
    AND to_regnamespace(quote_ident(replace(split_part(collection, '.', 1), '-', '_'))) IS NULL
"""
_ABOUT = ("entry", "change", "wake", "doubt", "evaluation", "trigger_state")


async def begin_missing(vectors: Vectors, collection: Collection) -> Generation | None:
    """Begin a generation where there is none, or where model or fields are not what they should be."""
    async with vectors.database.read() as work:
        present = await active(work, collection.name)
        coming = await generations(work, collection.name, ("filling", "ready"))
    asked = wanted(vectors, collection)
    if coming:
        [begun] = coming
        # A first one that gets no further goes where the settings say by now; one beside another waits.
        is_stuck = present is None and bool(begun.error) and begun.store != vectors.drivers.settings.store
        if begun.automatic and (is_stuck or not fits(begun, asked)):
            await give_up(vectors, begun)  # the next look begins the right one
        return None
    if present is not None and fits(present, asked):
        return None
    store = vectors.drivers.settings.store if present is None else present.store
    try:
        return await begin(vectors, collection, store=store, asked=asked, automatic=True)
    except Refusal:  # somebody else has just begun one
        return None


async def advance(vectors: Vectors, generation: Generation, *, seconds: float) -> bool:
    """Take a generation that was begun by itself further towards answering searches; False: come again."""
    try:
        if not await fill(vectors, generation.id, seconds=seconds):
            return False
        await generation.store_of(vectors).prepare(generation.name)
        await change_over(vectors, generation, keep=False)
    except CommonwealError as error:
        if isinstance(error, VectorError) and error.code == UNKNOWN:
            await start_over(vectors, generation)
            return False
        if not isinstance(error, Refusal):
            async with vectors.database.write() as work:
                await note_error(work, generation.id, str(error))
        raise
    return True


async def clear_away(vectors: Vectors) -> None:
    """Drop the generations that nobody uses any more."""
    async with vectors.database.read() as work:
        leftover = await generations(work, None, ("dropping",))
    for generation in leftover:
        try:
            await drop(vectors, generation)
        except CommonwealError as error:
            async with vectors.database.write() as work:
                await note_error(work, generation.id, str(error))


async def forget_removed(vectors: Vectors) -> None:
    """Let go of the indexes of plugins whose data were removed: their schema is there no more.

    One without tables of its own keeps its index as long as it is installed.
    """
    async with vectors.database.read() as work:
        gone = [row["collection"] for row in await work.fetch(_WITHOUT_SCHEMA)]
    for collection in gone:
        owner = collection.partition(".")[0]
        plugin = vectors.host.plugins.get(owner)
        if vectors.host.is_enabled(owner) or (plugin is not None and not plugin.manifest.has_schema):
            continue
        async with vectors.database.write() as work:
            await claim(work, collection)
            for left in await generations(work, collection, LIVE):
                await move(work, left.id, "dropping")
            for table in _ABOUT:
                await work.execute(f"DELETE FROM vectors.{table} WHERE collection = $1", collection)


async def prepare_outgrown(vectors: Vectors, collection: Collection) -> bool:
    """Build the index that suits the size of a collection now; say whether there was anything to do."""
    async with vectors.database.read() as work:
        present = await active(work, collection.name)
    if present is None:
        return False
    store = present.store_of(vectors)
    if not (await store.measure(present.name)).behind:
        return False
    await store.prepare(present.name)
    return True
