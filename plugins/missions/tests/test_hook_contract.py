"""The check that comes with missions keeps the contract of whoever checks evidence."""

from uuid import UUID

import msgspec
import pytest
from commonweal import new_id
from commonweal.testing.hook_contract import HookContract
from commonweal.testing.hosts import sources_of, with_requirements
from commonweal.testing.values import structs_of
from commonweal_missions.checking.facts import CheckedEvidence
from commonweal_missions.sample.loading import load_sample
from hypothesis import strategies as st

CLAIM = UUID(int=1)
GONE = UUID(int=2)


@pytest.fixture(scope="session")
def chosen_plugins():
    return ["missions"]


@pytest.fixture(scope="session")
def migration_sources(chosen_plugins):
    return sources_of(with_requirements(chosen_plugins))


class TestCheckOfEvidence(HookContract):
    plugin = "missions"
    hook = "commonweal_check_evidence"
    asked = {  # noqa: RUF012 - the contract declares it
        "evidence": st.builds(
            lambda made, claim_id: msgspec.structs.replace(made, claim_id=claim_id),
            structs_of(CheckedEvidence),
            st.sampled_from([CLAIM, CLAIM, CLAIM, GONE]),
        )
    }

    @pytest.fixture(autouse=True)
    async def claim(self, site):
        """Put one claim into the tables, which most of the evidence is for."""
        async with site.database.write() as work:
            await load_sample(work, lambda _done, _total: None)
            await work.execute(
                """INSERT INTO missions.claim (id, mission_id, human_id, claimed_at, deadline)
                SELECT $1, id, $2, now(), now() + interval '1 day' FROM missions.mission
                WHERE latitude IS NOT NULL AND slots_taken < max_claims LIMIT 1""",
                *(CLAIM, new_id()),
            )
            assert await work.fetch_value("SELECT count(*) FROM missions.claim WHERE id = $1", CLAIM) == 1
