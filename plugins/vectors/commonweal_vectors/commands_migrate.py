"""``commonweal vectors migrate``, ``rebuild`` and ``verify``: moving indexes, building and comparing them."""

import sys
from collections.abc import Awaitable, Callable

import click
from commonweal import PluginContext, with_plugin

from commonweal_vectors.filling import Pace
from commonweal_vectors.migrating import moving, rebuilding, verifying
from commonweal_vectors.migrating.gates import Limits, catch_up
from commonweal_vectors.migrating.standing import chosen, lines, standing
from commonweal_vectors.migrating.telling import Teller
from commonweal_vectors.services import Vectors, vectors_of

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""

_REPAIR_SECONDS = 120.0
Act = Callable[[Vectors, Teller], Awaitable[bool]]


@click.command()
@click.option("--to", "store", metavar="STORE", help="Move indexes to this store, or go on with it.")
@click.option("--back", is_flag=True, help="Let the store before answer again, or give up a copy under way.")
@click.option("--finish", is_flag=True, help="Drop the copy that is kept; then one cannot go back.")
@click.option("--status", is_flag=True, help="Say how every index stands, and what is next.")
@click.option("--collection", "names", metavar="NAME", multiple=True, help="Only this one; may be repeated.")
@click.option("--rate", type=click.FloatRange(min=1), help="At most so many documents a second.")
@click.option("--yes", is_flag=True, help="Change over without asking, once every gate is passed.")
@click.option(
    "--min-overlap",
    type=click.FloatRange(0, 1),
    default=Limits().min_overlap,
    show_default=True,
    help="How many of ten nearest both stores have to find, as a share.",
)
@click.option(
    "--max-slower",
    type=click.FloatRange(min=0.1),
    default=Limits().max_slower,
    show_default=True,
    help="How many times slower the new store's p95 may be.",
)
def migrate(
    store: str | None,
    names: tuple[str, ...],
    *,
    back: bool,
    finish: bool,
    status: bool,
    rate: float | None,
    yes: bool,
    min_overlap: float,
    max_slower: float,
) -> None:
    """Move indexes to another store while the app serves, and back at any time.

    A copy is filled beside the index, and gets every change; when it holds the same, finds the same and is
    as fast, all processes change over to it in one step. The copy before is kept up to date, so that --back
    works at once, until --finish. Whatever ends this command, the same command goes on where it was.
    """
    if sum([store is not None, back, finish, status]) != 1:
        raise click.UsageError("say one of --to STORE, --back, --finish and --status")
    move = moving.Move(store or "", Pace(rate), Limits(min_overlap, max_slower), yes)

    async def act(vectors: Vectors, teller: Teller) -> bool:
        collections = chosen(vectors, names)
        if store is not None:
            return await moving.migrate(vectors, collections, move, teller)
        if back:
            await moving.back(vectors, collections, teller)
        elif finish:
            await moving.finish(vectors, collections, teller)
        else:
            for each in collections:
                for line in await lines(vectors, await standing(vectors, each)):
                    teller.say(line)
        return True

    _run(act, "Stopped. Nothing is lost: the same command goes on from here, --back gives the copy up.")


@click.command()
@click.argument("names", metavar="[COLLECTION]...", nargs=-1)
@click.option(
    "--drop-first",
    is_flag=True,
    help="Drop the old index first: for a store that lost its data or has no room for two.",
)
@click.option("--rate", type=click.FloatRange(min=1), help="At most so many documents a second.")
def rebuild(names: tuple[str, ...], *, drop_first: bool, rate: float | None) -> None:
    """Build indexes anew from the system of record, all of them or those named.

    The old index answers until the new one is built, or with --drop-first searches go by words meanwhile.
    Whatever ends this command, a worker goes on with it, and so does the same command.
    """

    async def act(vectors: Vectors, teller: Teller) -> bool:
        pace = Pace(rate)
        await rebuilding.rebuild(vectors, chosen(vectors, names), teller, drop_first=drop_first, pace=pace)
        return True

    _run(act, "Stopped. Nothing is lost: a worker goes on from here, and so does the same command.")


@click.command()
@click.argument("names", metavar="[COLLECTION]...", nargs=-1)
@click.option("--repair", is_flag=True, help="Write everything that is wrong again.")
def verify(names: tuple[str, ...], *, repair: bool) -> None:
    """Compare every document with every copy of its index; the exit code is 1 when one is wrong.

    Lost items are missing, stale ones have old fields or the vector of an old text, resurrected ones belong
    to no document any more.
    """

    async def act(vectors: Vectors, teller: Teller) -> bool:
        sound = True
        for collection in chosen(vectors, names):
            with teller.bar(f"{collection.name}: comparing", "documents") as told:
                found = await verifying.verify(vectors, collection, told)
            _tell(found, teller)
            if repair and not found.sound:
                count = await verifying.repair(vectors, found)
                await catch_up(vectors, collection, seconds=_REPAIR_SECONDS)
                teller.say(f"  {count:,} items were written again; comparing once more:")
                found = await verifying.verify(vectors, collection)
                _tell(found, teller)
            sound = sound and found.sound
        return sound

    _run(act, "Stopped.")


def _run(act: Act, interrupted: str) -> None:
    """Run a command's work; end with 1 unless it says that all is well."""
    teller = Teller()

    async def run(context: PluginContext) -> bool:
        return await act(vectors_of(context.services), teller)

    try:
        well = with_plugin("vectors", run)
    except KeyboardInterrupt:
        teller.say(interrupted)
        sys.exit(INTERRUPTED)
    sys.exit(0 if well else 1)


def _tell(found: verifying.Verified, teller: Teller) -> None:
    unfit = f", {found.unfit:,} of them unfit for any index" if found.unfit else ""
    teller.say(f"{found.collection}: {found.documents:,} documents{unfit}")
    for each in found.generations:
        where = f"  {each.generation.store} ({each.generation.state})"
        if each.gone:
            teller.say(f"{where}: {each.generation.lost}")
        else:
            teller.say(
                f"{where}: {each.items:,} items, {len(each.lost):,} lost, {len(each.stale):,} stale, "
                f"{len(each.resurrected):,} resurrected"
            )
    if found.waiting or found.doubts:
        teller.say(f"  {found.waiting:,} changes wait, {found.doubts:,} items are being written")
