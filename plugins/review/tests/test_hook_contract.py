"""The rules that come with Commonweal keep the contract of whoever judges texts."""

import pytest
from commonweal.testing.hook_contract import HookContract
from commonweal.testing.hosts import sources_of, with_requirements


@pytest.fixture(scope="session")
def chosen_plugins():
    return ["review"]


@pytest.fixture(scope="session")
def migration_sources(chosen_plugins):
    return sources_of(with_requirements(chosen_plugins))


class TestReviewOfContent(HookContract):
    plugin = "review"
    hook = "commonweal_review_content"
