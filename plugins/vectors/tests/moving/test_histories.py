"""Whatever happens to documents, processes and stores, in whatever order, an index comes right in the end."""

from uuid import UUID

import pytest
from book_faults import Faults
from book_library import NAME, begin_anew
from commonweal import CommonwealError, Refusal
from commonweal_vectors import doubts, filling
from commonweal_vectors.changes import work_off
from commonweal_vectors.filling import fill, fill_page
from commonweal_vectors.generations import begin, change_over, find, generations, give_up, wanted
from commonweal_vectors.migrating import verifying
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

_IDS = [UUID(int=number) for number in range(1, 8)]
_TEXTS = ["the well is dry", "a school without books", "trees for the slope"]
_STEPS = st.sampled_from([0, 0, 0, *range(1, 40)])
_ACTS = st.one_of(
    st.tuples(
        st.just("write"), st.sampled_from(_IDS), st.sampled_from(_TEXTS), st.sampled_from([None, *_TEXTS])
    ),
    st.tuples(st.just("write"), st.sampled_from(_IDS), st.sampled_from(_TEXTS), st.none()),
    st.tuples(st.just("delete"), st.sampled_from(_IDS)),
    st.tuples(st.just("work"), _STEPS),
    st.tuples(st.just("work"), _STEPS),
    st.tuples(st.just("page"), _STEPS),
    st.tuples(st.just("page"), _STEPS),
    st.tuples(st.just("begin"), _STEPS),
    st.tuples(st.just("over"), _STEPS),
    st.tuples(st.just("let go"), _STEPS),
    st.tuples(st.just("trouble"), st.sampled_from(["", "", "down", "unanswered", "late"])),
    st.tuples(st.just("arrive")),
)
HISTORIES = st.lists(_ACTS, min_size=8, max_size=45)


class Life:
    """Lives through a history, as the processes of a deployment would."""

    def __init__(self, library, faults):
        self.library, self.faults, self.vectors = library, faults, library.vectors

    async def live(self, acts):
        for name, *given_ in acts:
            self.vectors.resting.clear()
            await getattr(self, f"_{name.replace(' ', '_')}")(*given_)

    async def _write(self, book_id, text, spanish):
        await self.library.write(book_id, text=text, spanish=spanish)

    async def _delete(self, book_id):
        await self.library.throw_away(book_id)

    async def _trouble(self, kind):
        self.faults.trouble = kind

    async def _arrive(self):
        await self.faults.let_arrive()

    async def _work(self, step):
        await self.library.hear()
        with self.faults.dying_at(step):
            await work_off(self.vectors, self.library.collection)

    async def _page(self, step):
        for coming in await self._in("filling"):
            with self.faults.dying_at(step):
                try:
                    await fill(self.vectors, coming.id, seconds=1e-9)
                    if await fill_page(self.vectors, coming) < filling.PAGE:
                        await fill(self.vectors, coming.id)
                except CommonwealError:
                    pass

    async def _begin(self, step):
        if await self._in("filling", "ready", "kept"):
            return
        async with self.library.database.read() as work:
            store = "pgvector" if await find_active(work) == "qdrant" else "qdrant"
        asked = wanted(self.vectors, self.library.collection)
        with self.faults.dying_at(step):
            await begin(self.vectors, self.library.collection, store=store, asked=asked, automatic=False)

    async def _over(self, step):
        for each in await self._in("ready", "kept"):
            with self.faults.dying_at(step):
                try:
                    await change_over(self.vectors, each, keep=True)
                except Refusal:
                    pass

    async def _let_go(self, step):
        for each in await self._in("filling", "ready", "kept"):
            with self.faults.dying_at(step):
                await give_up(self.vectors, each)

    async def _in(self, *states):
        async with self.library.database.read() as work:
            return await generations(work, NAME, states)


async def find_active(work):
    [active] = await generations(work, NAME, ("active",))
    return active.store


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=HISTORIES)
async def test_whatever_happens_nothing_is_lost_stale_or_resurrected_in_the_end(library, history):
    patch = pytest.MonkeyPatch()
    faults = Faults(patch)
    try:
        patch.setattr(filling, "PAGE", 2)
        await begin_anew(library, dict.fromkeys(_IDS[:4], _TEXTS[0]))
        patch.setattr(doubts, "LATEST", 3600.0)
        faults.afflict(patch, library.store("qdrant"), own_transactions=True)
        faults.afflict(patch, library.store("pgvector"), own_transactions=False)
        await Life(library, faults).live(history)
        faults.trouble = ""
        await faults.let_arrive()
        patch.setattr(doubts, "LATEST", 0.0)
        patch.setattr(verifying, "PAUSE", 0.0)
        await come_to_rest(library)
    finally:
        patch.undo()


async def come_to_rest(library):
    async with library.database.read() as work:
        coming = await generations(work, NAME, ("filling",))
    for each in coming:
        assert await fill(library.vectors, each.id)
    await library.quiet()
    async with library.database.read() as work:
        there = await generations(work, NAME)
        assert await find(work, there[0].id) is not None
    await library.assert_sound(*(each.store for each in there))
    books = await library.count("SELECT count(*) + count(spanish) FROM books.book")
    assert await library.count("SELECT count(*) FROM vectors.entry") == books
