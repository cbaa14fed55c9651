"""What the sample data lack, so that there is something of each kind to ask for and to decide on."""

from datetime import UTC, datetime, timedelta
from typing import Any

from commonweal import new_id
from commonweal.testing.web import browse
from commonweal_missions.queries.templates import NewTemplate

from walk.bodies import Maker
from walk.gathering import Circle
from walk.people import ADMIN, AGENT, HUMAN, OWNER

_PROBLEMS = (
    "The lamp by the ferry steps has been dark since March, and people fall",
    "Forty seats in the reading room stand in the rain because the roof leaks",
    "Nobody answers the telephone of the clinic between noon and four o'clock",
    "The well of the upper village tastes of iron, and children carry water far",
)
_MISSION = """
SELECT id FROM missions.mission m
WHERE review_status = 'approved' AND expires_at > now() AND archived_at IS NULL AND creator_kind = 'agent'
    AND creator_id <> $1
    AND NOT EXISTS (SELECT FROM missions.claim c WHERE c.mission_id = m.id) ORDER BY id LIMIT 2
"""
_CLAIM = """
INSERT INTO missions.claim (id, mission_id, human_id, state, claimed_at, deadline)
VALUES ($1, $2, $3, 'submitted', $4, $5)
"""
_EVIDENCE = """
INSERT INTO missions.evidence (id, claim_id, human_id, attempt, text, multiplier_hundredths, submitted_at,
    state, due_at)
VALUES ($1, $2, $3, 1, 'I was there.', 100, $4, 'admin_review', $4)
"""


async def furnish(app: Any, database: Any) -> Circle:
    """Add a circle, a template, keys, tokens, items for review, evidence to decide on, and a penalty."""
    circle = await Circle.made(app, database)
    template = {**Maker({}).good(NewTemplate), "name": "A first one"}
    async with browse(app, ADMIN) as admin, browse(app, AGENT) as agent:
        made = [
            await admin.post("/api/v1/missions/templates", json=template),
            await admin.post(
                "/api/v1/identity/service-tokens",
                json={"name": "Watch", "scopes": ["identity.audit.read"]},
            ),
            await agent.post("/api/v1/identity/agents/lantern_walk/keys", json={"name": "Night shift"}),
        ]
        async with database.write() as work:  # whose every item waits for a human
            await work.execute(
                "UPDATE identity.agent SET trust_tier = 'new', approved_items = 0 WHERE id = $1",
                AGENT.account_id,
            )
        made += [await agent.post("/api/v1/problems", json=_problem(words)) for words in _PROBLEMS]
    assert [answer.status_code for answer in made] == [201] * len(made), [answer.text for answer in made]
    at, human_id = datetime.now(UTC) - timedelta(hours=1), OWNER.account_id
    async with database.write() as work:
        for row in await work.fetch(_MISSION, AGENT.account_id):
            claim_id = new_id()
            await work.execute(_CLAIM, claim_id, row["id"], human_id, at, at + timedelta(days=7))
            await work.execute(_EVIDENCE, new_id(), claim_id, human_id, at)
        await work.execute(
            "INSERT INTO kernel.limit_penalty VALUES ($1, 50, now() + interval '1 day')", HUMAN.key
        )
    return circle


def _problem(words: str) -> dict[str, Any]:
    return {
        "title": words,
        "description": f"{words}. The neighbours told us so on three evenings, and showed where it is.",
        "domain": "community_building",
        "severity": "low",
        "scope": "city",
        "source_locale": "en",
    }
