"""How a collection stands: which generations it has, and what waits."""

from collections.abc import Sequence

import msgspec
from commonweal import Collection, CommonwealError, OperatorError, Refusal

from commonweal_vectors.doubts import count_doubts
from commonweal_vectors.generations import Generation, generations
from commonweal_vectors.services import Vectors

_CHANGES = """
SELECT count(*) AS waiting, count(*) FILTER (WHERE attempts > 0) AS failing,
    (array_agg(error ORDER BY due_at) FILTER (WHERE attempts > 0))[1] AS error
FROM vectors.change WHERE collection = $1
"""


class Standing(msgspec.Struct, frozen=True):
    """The generations of a collection by what they are for; of those kept the newest is named."""

    collection: Collection
    active: Generation | None
    coming: Generation | None
    kept: Generation | None
    dropping: list[Generation]
    waiting: int
    failing: int
    error: str | None
    doubts: int


async def standing(vectors: Vectors, collection: Collection) -> Standing:
    """Read how a collection stands."""
    async with vectors.database.read() as work:
        found = await generations(work, collection.name)
        changes = await work.fetch_row(_CHANGES, collection.name)
        doubts = await count_doubts(work, collection.name)
    newest = {each.state: each for each in found}
    return Standing(
        collection=collection,
        active=newest.get("active"),
        coming=newest.get("filling") or newest.get("ready"),
        kept=newest.get("kept"),
        dropping=[each for each in found if each.state == "dropping"],
        waiting=changes["waiting"],
        failing=changes["failing"],
        error=changes["error"],
        doubts=doubts,
    )


def chosen(vectors: Vectors, names: Sequence[str]) -> list[Collection]:
    """Return the collections of these names, all of them for none; raises ``OperatorError``."""
    present = vectors.present()
    if not present:
        raise OperatorError("no plugin that is on has a collection of vectors")
    try:
        return [vectors.collection(name) for name in dict.fromkeys(names)] or present
    except Refusal as refusal:
        known = ", ".join(sorted(each.name for each in present))
        unknown = next(name for name in names if name not in {each.name for each in present})
        raise OperatorError(f"there is no collection {unknown!r}; there are: {known}") from refusal


async def lines(vectors: Vectors, found: Standing) -> list[str]:
    """Tell in sentences how a collection stands, and what can be done next."""
    name = found.collection.name
    told = [
        await _line(vectors, each) for each in (found.active, found.coming, found.kept) if each is not None
    ]
    told += [f"the copy in {each.store} is being dropped" for each in found.dropping]
    if found.waiting or found.doubts:
        told.append(f"{found.waiting:,} changes wait, {found.doubts:,} items are being written")
    if found.error:
        told.append(f"{found.failing:,} changes failed and are tried again: {found.error}")
    return [f"{name}:", *(f"  {line}" for line in told or ["there is no index yet"]), f"  {_next(found)}"]


async def _line(vectors: Vectors, generation: Generation) -> str:
    where = f"{generation.store}, {generation.model or generation.embeds}"
    match generation.state:
        case "filling":
            text = f"{where}: is being filled, {generation.filled:,} of about {generation.total:,} documents"
        case "ready":
            text = f"{where}: is full, and gets every change"
        case "kept":
            text = f"{where}: is kept, and gets every change"
        case _:
            text = f"{where}: answers searches"
    try:
        items = await generation.store_of(vectors).count(generation.name)
    except CommonwealError as error:
        return f"{text}; {error}"
    return f"{text}; {items:,} items" + (f"; {generation.error}" if generation.error else "")


def _next(found: Standing) -> str:
    if found.coming is not None and found.coming.automatic:
        return "next: nothing; the worker goes on by itself"
    if found.coming is not None:
        store = found.coming.store
        return f"next: `commonweal vectors migrate --to {store}` goes on, --back gives the copy up"
    if found.kept is not None:
        return (
            f"next: --back lets {found.kept.store} answer again, --finish drops the copy there; "
            "`commonweal vectors verify` compares both"
        )
    return "next: nothing; all is done"
