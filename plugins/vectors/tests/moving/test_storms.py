"""An index moves while people write, and processes are killed every second or two."""

import pytest
from book_storm import Deployment, Writers
from commonweal_vectors.migrating.shadowing import shadow

CHANGES = {
    "COMMONWEAL_VECTORS__DIMENSIONS": "64",
    "BOOKS_LATEST": "1",
    "COMMONWEAL_VECTORS__STORE_SECONDS": "60",
}
COUNT = 1_500


@pytest.fixture
def soon():
    """Leave everything as it is in earnest."""


async def test_a_move_under_writes_and_kills_loses_nothing_and_goes_back_at_once(library, tmp_path):
    ids = await library.fill(COUNT)
    storm = Deployment(tmp_path, library.database, CHANGES)
    writers = Writers(library.database, ids, rate=50)
    async with storm.kept_running("scheduler", seconds=(4, 8)), storm.kept_running("worker", seconds=(2, 5)):
        async with writers.at_work():
            said = await storm.run_in_pieces(
                "vectors",
                "migrate",
                "--to",
                "qdrant",
                "--rate",
                "150",  # takes 20 s at least, so that it is killed often however quick the machine is
                "--max-slower",
                "1000",
                "--yes",
                seconds=(0.5, 2.0),
                at_work="gets a copy",
                once_full=2,
            )
            assert "qdrant answers searches" in said
            assert await library.stores() == {"active": "qdrant", "kept": "pgvector"}
            await storm.run("vectors", "migrate", "--back")
            assert await library.stores() == {"active": "pgvector", "kept": "qdrant"}
            await storm.run("vectors", "migrate", "--to", "qdrant", "--max-slower", "1000", "--yes")
        storm.calm.set()
        await storm.until_quiet(300)
    await library.assert_sound("pgvector", "qdrant")
    now = await library.standing()
    found = await shadow(library.vectors, now.kept, now.active)
    assert max(found.overlap, found.recall_after) >= 0.98
    assert storm.kills["vectors"] >= 3
    assert storm.kills["worker"] >= 2
