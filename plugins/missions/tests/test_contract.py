"""The contract that every plugin keeps."""

import pytest
from commonweal.testing.hosts import sources_of, with_requirements
from commonweal.testing.plugin_contract import PluginContract


@pytest.fixture(scope="session")
def chosen_plugins():
    return ["missions"]


@pytest.fixture(scope="session")
def migration_sources(chosen_plugins):
    return sources_of(with_requirements(chosen_plugins))


class TestContract(PluginContract):
    plugin = "missions"
    looked_at_elsewhere = "test_browser, test_claim_pages, test_evidence_pages and test_review_pages"
    task_arguments = {  # noqa: RUF012 - the contract declares it
        "missions.copy_file": "needs a file: test_evidence_files",
        "missions.check_evidence": "needs evidence: test_evidence",
        "missions.ask_peers": "needs evidence: test_evidence",
        "missions.count_verdict": "needs a verdict: test_evidence_verdict",
        "missions.settle_mission": "needs a mission that is over: test_evidence_verdict",
        "missions.translate_mission": "needs a mission and a translator: test_translating",
        "missions.count_miss": "needs somebody who missed a review: test_misses",
    }
    left_out = {  # noqa: RUF012 - the contract declares it
        "GET /missions/new": "asks for the solution it is made of: test_making_pages",
    }
