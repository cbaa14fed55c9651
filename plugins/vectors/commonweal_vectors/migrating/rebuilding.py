"""Building an index anew in place, from the system of record, whatever the store still has of it."""

from collections.abc import Sequence

from commonweal import Collection, CommonwealError, OperatorError, Refusal

from commonweal_vectors.filling import Pace
from commonweal_vectors.generations import (
    Generation,
    begin,
    change_over,
    claim,
    drop,
    generations,
    move,
    wanted,
)
from commonweal_vectors.migrating.carrying import carry, look, our_turn, while_it_is_there
from commonweal_vectors.migrating.standing import Standing, standing
from commonweal_vectors.migrating.telling import Teller
from commonweal_vectors.services import Vectors


async def rebuild(
    vectors: Vectors, collections: Sequence[Collection], teller: Teller, *, drop_first: bool, pace: Pace
) -> None:
    """Build indexes anew, or go on with it, and drop the old ones: before with ``drop_first``, else after.

    Should this process end, a worker goes on. Raises ``OperatorError`` for one that is being moved.
    """
    for collection in collections:
        await _rebuild(vectors, collection, teller, drop_first=drop_first, pace=pace)


async def _rebuild(
    vectors: Vectors, collection: Collection, teller: Teller, *, drop_first: bool, pace: Pace
) -> None:
    name = collection.name
    found = await standing(vectors, collection)
    store = _store_of(vectors, found)
    await vectors.drivers.store(store).check()
    if drop_first and found.active is not None:
        await _let_go_of_active(vectors, name)
        await _clear(vectors, name, teller)
        teller.say(f"{name}: the old index was dropped; searches go by words until the new one is built.")
    coming = found.coming or await _begin(vectors, collection, store)
    async with our_turn(vectors, coming, teller):
        now = await look(vectors, coming.id)
        if now is not None and now.state in ("filling", "ready"):
            async with while_it_is_there(vectors, now):
                await carry(vectors, now, teller, pace)
                await _take_over(vectors, now)
    now = await look(vectors, coming.id)
    if now is None or now.state != "active":
        raise OperatorError(
            f"{name}: the new index was given up meanwhile; a worker does that whose settings are others "
            "than those here: restart it, and run this again"
        )
    await _clear(vectors, name, teller)
    teller.say(f"{name}: the new index in {coming.store} answers searches.")


def _store_of(vectors: Vectors, found: Standing) -> str:
    """Return where the index is to be; raises ``OperatorError`` while it is being moved."""
    if found.coming is not None:
        if not found.coming.automatic:
            raise OperatorError(
                f"{found.collection.name} is on its way to {found.coming.store}: before it is rebuilt, go on "
                f"with `commonweal vectors migrate --to {found.coming.store}`, or give that up with --back"
            )
        return found.coming.store
    return found.active.store if found.active is not None else vectors.drivers.settings.store


async def _begin(vectors: Vectors, collection: Collection, store: str) -> Generation:
    """Begin a generation, unless a worker has just done so."""
    try:
        return await begin(
            vectors, collection, store=store, asked=wanted(vectors, collection), automatic=True
        )
    except Refusal:
        found = await standing(vectors, collection)
        if found.coming is None or not found.coming.automatic:
            raise OperatorError(f"{collection.name} is being worked on; try again in a moment") from None
        return found.coming


async def _let_go_of_active(vectors: Vectors, name: str) -> None:
    async with vectors.database.write() as work:
        await claim(work, name)
        for each in await generations(work, name, ("active",)):
            await move(work, each.id, "dropping")


async def _take_over(vectors: Vectors, generation: Generation) -> None:
    try:
        await change_over(vectors, generation, keep=False)
    except Refusal:
        now = await look(vectors, generation.id)
        if now is None or now.state != "active":  # else a worker did it
            raise


async def _clear(vectors: Vectors, name: str, teller: Teller) -> None:
    """Drop what is no longer used; what cannot be dropped now is dropped later, by a worker."""
    async with vectors.database.read() as work:
        left = await generations(work, name, ("dropping",))
    for generation in left:
        try:
            await drop(vectors, generation)
        except CommonwealError as error:
            teller.say(f"{name}: {generation.store} could not drop the old index yet: {error}")
