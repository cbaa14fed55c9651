"""What the tests of evaluations share: figures to change, and a store that is wrong on purpose."""

import random
from itertools import product

import msgspec
from commonweal import Measure
from commonweal.testing.vectors import MemoryVectorStore
from commonweal_vectors.evaluating.figures import Changes, Figures, Latency, Memory, Recall

GIB = 1_073_741_824
NAME = "vectors.note"
TOPICS = ["water"] * 24 + ["health"] * 5 + ["energy"]
WORDS = [first + second for first, second in product(("ba", "ke", "lo", "mi"), ("nar", "tel", "vox", "sim"))]


async def keep_in(site, notes, stores):
    """Have these stores and no others, and index thirty notes in the first of them."""
    notes.vectors.drivers.store = lambda name=None: stores[name or next(iter(stores))]
    await index_notes(site, notes)


async def index_notes(site, notes):
    """Write thirty notes, one of them in two languages, and index them."""
    for number, topic in enumerate(TOPICS):
        text = " ".join(random.Random(number).sample(WORDS, 5))
        await notes.write(text, topic, spanish="Hay un pozo seco" if number == 0 else None)
    await site.run_task("vectors.keep")
    await site.settle()


def latency(p95=12.0, searches=1_000, shape=""):
    """Return how long searches took."""
    return Latency(shape, searches, p95 / 3, p95, p95 * 2)


def recall(part=0.98, field="", value="", p95=8.0):
    """Return what a sample found."""
    return Recall(field=field, value=value, passing=1_000, questions=50, recall=part, p50=p95 / 2, p95=p95)


def figures(**changes):
    """Return the figures of a collection that is in order, with changes."""
    usual = Figures(
        generation=1,
        store="pgvector",
        embeds="hashing-1024",
        dimensions=1_024,
        metric="cosine",
        fields={"topic": "keyword"},
        documents=9_000,
        items=10_000,
        vector_bytes=20_000_000,
        index_bytes=30_000_000,
        held_bytes=30_000_000,
        together_bytes=30_000_000,
        index="halfvec",
        behind=False,
        memory=Memory(machine=16 * GIB, shared_buffers=GIB, effective_cache_size=4 * GIB, room=4 * GIB),
        latencies=[latency()],
        recalls=[recall()],
        changes=Changes(0, 0.0, 0),
    )
    return msgspec.structs.replace(usual, **changes)


class LossyStore(MemoryVectorStore):
    """Leaves out every third of the nearest unless it is asked for the exact ones."""

    async def search(self, name, vectors, *, limit, where=None, exact=False):
        """Find the nearest, or most of them."""
        found = await super().search(name, vectors, limit=1_000, where=where)
        kept = found if exact else [_without_thirds(matches) for matches in found]
        return [matches[:limit] for matches in kept]

    async def measure(self, name):
        """Say that there is an index."""
        measure = await super().measure(name)
        return Measure(
            items=measure.items,
            vector_bytes=measure.vector_bytes,
            index_bytes=measure.vector_bytes,
            index="lossy",
        )


def _without_thirds(matches):
    return [match for place, match in enumerate(matches) if place % 3 != 2]
