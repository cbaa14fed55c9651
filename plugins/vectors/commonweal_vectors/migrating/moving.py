"""Moving an index to another store while searches and writes go on, back again, and for good."""

from collections.abc import Sequence

import msgspec
from commonweal import Collection, CommonwealError, OperatorError, Refusal

from commonweal_vectors.filling import Pace
from commonweal_vectors.generations import (
    Generation,
    Wanted,
    begin,
    change_over,
    drop,
    fits,
    give_up,
    wanted,
)
from commonweal_vectors.migrating.carrying import (
    carry,
    given_up,
    look,
    make_room,
    our_turn,
    usable,
    while_it_is_there,
)
from commonweal_vectors.migrating.gates import Gate, Limits, answers, catch_up, counts
from commonweal_vectors.migrating.patience import Patience
from commonweal_vectors.migrating.standing import Standing, standing
from commonweal_vectors.migrating.telling import Teller
from commonweal_vectors.services import Vectors

_CATCH_UP_SECONDS = 20.0


class Move(msgspec.Struct, frozen=True):
    """What is asked for: where to, how fast at most, what has to be reached, and whether to ask again."""

    store: str
    pace: Pace
    limits: Limits
    yes: bool = False


async def migrate(vectors: Vectors, collections: Sequence[Collection], move: Move, teller: Teller) -> bool:
    """Move indexes, or go on with it; say whether all of them are where they should be now.

    Raises ``OperatorError`` for what cannot be begun, with nothing changed.
    """
    await usable(vectors, move.store)
    moved = True
    for collection in collections:
        moved &= await _migrate(vectors, collection, move, teller)
    if moved and vectors.drivers.settings.store != move.store:
        teller.say(
            f'New indexes are still built in {vectors.drivers.settings.store}: set vectors.store = "'
            f'{move.store}" to change that.'
        )
    return moved


async def back(vectors: Vectors, collections: Sequence[Collection], teller: Teller) -> None:
    """Let the stores before answer again, at once; what was not changed over yet is given up."""
    found = [await standing(vectors, each) for each in collections]
    if not any(each.kept or _under_way(each) for each in found):
        raise OperatorError(
            "there is nothing to go back to: no index was moved, or --finish dropped the copy"
        )
    for each in found:
        name = each.collection.name
        if (coming := _under_way(each)) is not None:
            await _let_go(vectors, coming, teller)
            teller.say(f"{name}: the copy in {coming.store} was given up; nothing had been changed over yet.")
        elif each.kept is not None and each.active is not None:
            await each.kept.store_of(vectors).check()
            async with while_it_is_there(vectors, each.kept):
                await make_room(vectors, each.kept, teller)
                await change_over(vectors, each.kept, keep=True)
            teller.say(
                f"{name}: {each.kept.store} answers searches again, in every process. The copy in "
                f"{each.active.store} is kept up to date: --finish drops it."
            )
            if each.failing:
                teller.say(f"{name}: {each.failing:,} changes are still to be written: {each.error}")


async def finish(vectors: Vectors, collections: Sequence[Collection], teller: Teller) -> None:
    """Drop the copies that are kept; from then on one cannot go back."""
    found = [await standing(vectors, each) for each in collections]
    if not any(each.kept or each.dropping for each in found):
        raise OperatorError("there is nothing to finish: no copy is kept")
    for each in found:
        for copy in (*filter(None, [each.kept]), *each.dropping):
            if await _let_go(vectors, copy, teller):
                teller.say(f"{each.collection.name}: the copy in {copy.store} was dropped.")


async def _migrate(vectors: Vectors, collection: Collection, move: Move, teller: Teller) -> bool:
    found, name = await standing(vectors, collection), collection.name
    if found.active is None:
        teller.say(f"{name}: there is no index to move yet; a first one is built where vectors.store says.")
        return True
    if found.active.store == move.store and found.coming is None:
        teller.say(f"{name}: {move.store} answers searches.{_left(found)}")
        return True
    copy = await _copy(vectors, found, move)
    async with our_turn(vectors, copy, teller):
        now = await look(vectors, copy.id)
        if now is not None and now.state == "active":
            return await _migrate(vectors, collection, move, teller)  # somebody else was faster
        if now is None or now.state == "dropping":
            raise given_up(copy)
        if now.state != "kept":
            teller.say(f"{name}: {now.store} gets a copy from now on, and every change. Ctrl-C does no harm.")
        async with while_it_is_there(vectors, now):
            await carry(vectors, now, teller, move.pace)
            if not await _passes(vectors, collection, found.active, now, move, teller):
                return False
            return await _change_over(vectors, now, found.active, move, teller)


async def _copy(vectors: Vectors, found: Standing, move: Move) -> Generation:
    """Return the copy to go on with, or begin one; raises ``OperatorError`` when another is in the way."""
    name, present = found.collection.name, found.active
    if present is None:
        raise Refusal("conflict")
    asked = wanted(vectors, found.collection)
    if found.coming is not None:
        if found.coming.automatic:
            raise OperatorError(f"{name} is being rebuilt: wait until that is done, then move it")
        if found.coming.store != move.store:
            raise OperatorError(
                f"{name} is on its way to {found.coming.store}: go on with --to {found.coming.store}, or "
                "give that up with --back"
            )
        return found.coming
    if found.kept is not None:
        as_present = (found.kept.embeds, found.kept.shape) == (present.embeds, present.shape)
        if found.kept.store == move.store and as_present:
            return found.kept
        raise OperatorError(
            f"{name} still has a copy in {found.kept.store} from the move before: --finish drops it, --back "
            "lets it answer again"
        )
    if not fits(present, asked):
        raise OperatorError(
            f"{name} is about to be built anew, for model or fields have changed: run `commonweal vectors "
            f"rebuild {name}`, or wait for the worker to do it, then move it"
        )
    same = Wanted(present.embedder, present.model, present.embeds, present.shape)
    try:
        return await begin(vectors, found.collection, store=move.store, asked=same, automatic=False)
    except Refusal:  # another command was faster
        return await _copy(vectors, await standing(vectors, found.collection), move)


async def _passes(
    vectors: Vectors,
    collection: Collection,
    before: Generation,
    after: Generation,
    move: Move,
    teller: Teller,
) -> bool:
    """Try the gates, and tell of each."""
    name = collection.name
    if late := await catch_up(vectors, collection, seconds=_CATCH_UP_SECONDS):
        error = (await standing(vectors, collection)).error
        teller.say(f"{name}: {late:,} changes are still to be written: {error}")
    patience = Patience(teller)
    gates = [await patience.with_(lambda: counts(vectors, collection, before, after))]
    _tell(name, gates, teller)
    if gates[0].passed:
        with teller.bar(f"{name}: shadow reads", "questions") as told:
            judged = await patience.with_(lambda: answers(vectors, before, after, move.limits, told))
        _tell(name, judged, teller)
        gates += judged
    if failed := [gate.name for gate in gates if not gate.passed]:
        teller.say(
            f"{name}: not changed over, because of {' and '.join(failed)}. {before.store} goes on answering, "
            f"and the copy in {after.store} is kept up to date: run this again when that is mended, or give "
            "the copy up with --back."
        )
    return not failed


async def _change_over(
    vectors: Vectors, copy: Generation, before: Generation, move: Move, teller: Teller
) -> bool:
    name = copy.collection
    if not move.yes and not teller.ask(f"{name}: let {copy.store} answer searches now?"):
        teller.say(f"{name}: ready to change over: run this again with --yes.")
        return False
    await change_over(vectors, copy, keep=True)
    teller.say(
        f"{name}: {copy.store} answers searches from now on, in every process. The copy in {before.store} "
        "gets every change, too: --back lets it answer again at once, --finish drops it."
    )
    return True


async def _let_go(vectors: Vectors, generation: Generation, teller: Teller) -> bool:
    """Write to a generation no more, and drop it; False for one whose store fails: that is dropped later.

    Raises ``OperatorError`` for one that answers searches since somebody else changed over to it.
    """
    if not await give_up(vectors, generation):
        raise OperatorError(
            f"{generation.collection}: {generation.store} answers searches since a moment ago, by somebody "
            "else's command, so nothing was dropped there: see `commonweal vectors migrate --status`"
        )
    try:
        await drop(vectors, generation)
    except CommonwealError as error:
        teller.say(f"{generation.store} could not drop the copy yet, the worker will try again: {error}")
        return False
    return True


def _under_way(found: Standing) -> Generation | None:
    return found.coming if found.coming is not None and not found.coming.automatic else None


def _left(found: Standing) -> str:
    if found.kept is None:
        return ""
    return f" A copy is kept in {found.kept.store}: --back lets it answer again, --finish drops it."


def _tell(name: str, gates: Sequence[Gate], teller: Teller) -> None:
    for gate in gates:
        teller.say(f"{name}: {'passed' if gate.passed else 'FAILED'}: {gate.name}: {gate.text}")
