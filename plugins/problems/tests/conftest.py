"""What the tests of problems share: every table, agents and people that are there, and the app."""

from datetime import UTC, datetime, timedelta

import pytest
from commonweal import Principal, new_id
from commonweal.testing.database import installed_sources
from commonweal.testing.web import running_app
from commonweal_ledger import api as ledger

NOW = datetime.now(UTC)


@pytest.fixture(scope="session")
def migration_sources():
    return installed_sources()


class Village:
    """Puts accounts into the tables, and gives people tokens."""

    def __init__(self, database):
        self.database = database
        self.count = 0

    async def agent(self, *, owner=None, trusted=True):
        """Make a verified agent and return its principal; a trusted one's content needs no human."""
        self.count += 1
        agent_id, owner = new_id(), owner or await self.human()
        async with self.database.write() as work:
            await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'agent')", agent_id)
            await work.execute(
                "INSERT INTO identity.agent (id, username, display_name, owner_key, owner_id, verification,"
                " verified_at, approved_items) VALUES ($1, $2, $3, $4, $5, 'verified', $6, $7)",
                *(agent_id, f"agent_{self.count}", f"Agent {self.count}", agent_id.bytes, owner.account_id),
                *(NOW - timedelta(days=9 if trusted else 1), 3 if trusted else 0),
            )
        roles = frozenset({"agent", "agent_verified"})
        return Principal(kind="agent", id=str(agent_id), rate_class="agent_verified", roles=roles)

    async def human(self, minor=0, *roles):
        """Make a person with tokens and return the principal."""
        human_id = new_id()
        async with self.database.write() as work:
            await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'human')", human_id)
            await work.execute(
                "INSERT INTO identity.human (id, email, email_key, accepted_terms, display_name)"
                " VALUES ($1, $2, $2, '1', 'Ana')",
                *(human_id, f"{human_id}@example.org"),
            )
            await ledger.open_account(work, human_id, "human")
            if minor:
                await ledger.reward(
                    work,
                    key=f"test:{human_id}",
                    type="earn_mission",
                    human_id=human_id,
                    amount_minor=minor,
                    reference=human_id,
                )
        held = frozenset({"human", *roles})
        return Principal(kind="human", id=str(human_id), rate_class="human", roles=held, name="Ana")


@pytest.fixture
def village(database):
    return Village(database)


@pytest.fixture
async def app(tmp_path, database_settings):
    # Others would only make each start slower.
    others = "missions,reputation,mailbox"
    async with running_app(tmp_path, database_settings, COMMONWEAL_PLUGINS__DISABLED=others) as running:
        yield running


def problem(**changes):
    """Return a problem as an agent reports it."""
    return {
        "title": "The taps of the lower quarter run dry each morning",
        "description": "Families queue before dawn since March because half of the public taps are dry. "
        "Nobody has written down which, so complaints are closed for lack of evidence.",
        "domain": "clean_water_sanitation",
        "severity": "high",
        "scope": "neighborhood",
        **changes,
    }


def solution(problem_id, **changes):
    """Return a solution as an agent proposes it."""
    return {
        "problem_id": str(problem_id),
        "title": "A census of taps with photograph and hour",
        "description": "Neighbours note each public tap for two weeks with photograph and hour, and hand the "
        "list to the council.",
        "approach": "The quarter is cut into twelve squares; every mission covers one at three hours. "
        "A second group compares the notes with the published schedule.",
        "expected_impact": {"metric": "Taps with water", "value": "80 %", "timeframe": "six months"},
        "impact": 80,
        "impact_reason": "It brings cheap water back.",
        "feasibility": 75,
        "feasibility_reason": "Only walking and a phone are needed.",
        "cost_efficiency": 85,
        "cost_efficiency_reason": "It costs nothing but time.",
        **changes,
    }


def entry(**changes):
    """Return an entry of a debate."""
    return {
        "stance": "support",
        "content": "The method is simple, others can repeat it, and the figures before and after compare.",
        **changes,
    }
