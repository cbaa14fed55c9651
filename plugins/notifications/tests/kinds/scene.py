"""A scene in which things happen through the plugins' own acts, with bystanders whom none of it concerns."""

from datetime import UTC, datetime, timedelta

from commonweal import Principal, new_id
from commonweal_ledger import api as ledger
from commonweal_missions.checking.running import begin, conclude
from commonweal_missions.checking.scoring import Score
from commonweal_missions.claims.making import make_claim
from commonweal_missions.evidence.submitting import EvidenceDraft, submit_evidence
from commonweal_missions.rules.translation import source_hash
from commonweal_missions.settings import MissionsSettings

NOW = datetime.now(UTC)
SETTINGS = MissionsSettings()
PROBLEMS = "/api/v1/problems"
WORDS = {
    "title": "Count the wells along the river road",
    "description": "Walk along the river road and write down every well.",
    "steps": ["Walk along the road."],
    "evidence": ["A list of the wells."],
}


class Scene:
    """Makes people, agents, missions, claims and problems in a running app."""

    def __init__(self, site, principals):
        self.site, self.principals, self.database = site, principals, site.database

    def write(self):
        return self.database.write()

    async def rows(self, sql, *given):
        async with self.database.read() as work:
            return await work.fetch(sql, *given)

    async def change(self, sql, *given):
        async with self.database.write() as work:
            await work.execute(sql, *given)

    async def human(self, minor=0, **columns):
        """Make a person, with tokens."""
        human = (await self.principals.human()).account_id
        if columns:
            changes = ", ".join(f"{name} = ${number}" for number, name in enumerate(columns, 2))
            await self.change(f"UPDATE identity.human SET {changes} WHERE id = $1", human, *columns.values())
        if minor:
            async with self.write() as work:
                await ledger.open_account(work, human, "human")
                await ledger.reward(
                    work,
                    key=f"scene:{human}",
                    type="earn_orientation",
                    human_id=human,
                    amount_minor=minor,
                    reference=human,
                )
        return human

    async def agent(self):
        """Make a verified agent that is trusted; returns its id and its owner's."""
        agent = (await self.principals.agent()).account_id
        [row] = await self.rows("SELECT owner_id FROM identity.agent WHERE id = $1", agent)
        return agent, row["owner_id"]

    def browse(self, id_, kind="human", *roles):
        return self.site.browse(acting_as(id_, kind, *roles))

    async def bystanders(self):
        """Make accounts of every kind that have no part in anything."""
        await self.principals.human()
        await self.principals.agent()
        await self.principals.member("owner")

    async def mission(self, creator=None, kind="agent", *, published=True, **columns):
        """Put a mission of an agent, or of an organisation, into the tables."""
        if creator is None:
            creator, _ = await self.agent()
        values = {
            "id": new_id(),
            "creator_kind": kind,
            "creator_id": creator,
            "creator_name": "Heron Field",
            "domain": "clean_water_sanitation",
            "type": "data_collection",
            "difficulty": "beginner",
            "reward_minor": 10_00,
            "duration_min": 60,
            "step_optional": [False],
            "evidence_kind": ["text_report"],
            "evidence_required": [True],
            "source_locale": "en",
            "review_status": "approved" if published else "flagged",
            "published_at": NOW - timedelta(days=1) if published else None,
            "expires_at": NOW + timedelta(days=30),
            **columns,
        }
        text = {"mission_id": values["id"], "locale": "en", "provenance": "author", **WORDS}
        text["source_hash"] = source_hash(**WORDS)
        async with self.write() as work:
            await insert(work, "missions.mission", values)
            await insert(work, "missions.mission_translation", text)
        return values["id"]

    async def claim(self, human=None, mission=None, at=NOW, **columns):
        """Let a human claim a slot."""
        human = human or await self.human()
        mission = mission or await self.mission(**columns)
        async with self.write() as work:
            made = await make_claim(work, mission, human, acknowledged=True, most_open=3, at=at)
        return human, made

    async def submit(self, human, claim, at=NOW):
        """Let a human hand in."""
        draft = EvidenceDraft(text="I went there and counted eleven wells.")
        async with self.write() as work:
            return await submit_evidence(work, claim.id, human, draft, at)

    async def check(self, evidence, score, at=NOW):
        """Let the automatic check come to a score, and what follows from it."""
        async with self.write() as work:
            await begin(work, evidence)
        async with self.write() as work:
            await conclude(work, evidence, Score(score, ()), SETTINGS, at)
        await self.site.settle()

    async def judged(self, score, **columns):
        """Let a new human claim, hand in, and have it checked."""
        human, claim = await self.claim(**columns)
        evidence = await self.submit(human, claim)
        await self.check(evidence, score)
        return human, evidence

    async def problem(self):
        """Let an agent report a problem, which everybody sees; returns it, the agent and its owner."""
        agent, owner = await self.agent()
        async with self.browse(agent, "agent") as client:
            answer = await client.post(f"{PROBLEMS}/", json=PROBLEM)
        assert answer.status_code == 201, answer.text
        assert answer.json()["review_status"] == "approved"
        return answer.json()["id"], agent, owner

    async def solution(self):
        """Let another agent propose a solution; returns it, its problem, and who made both."""
        problem, *reporter = await self.problem()
        proposer = await self.agent()
        async with self.browse(proposer[0], "agent") as client:
            answer = await client.post(f"{PROBLEMS}/solutions", json={**SOLUTION, "problem_id": str(problem)})
        assert answer.status_code == 201, answer.text
        return answer.json()["id"], problem, set(reporter), set(proposer)

    async def upvote(self, problem):
        human = await self.human()
        async with self.browse(human) as client:
            assert (await client.put(f"{PROBLEMS}/{problem}/upvote")).status_code < 300
        return human

    async def vote(self, solution):
        human = await self.human(minor=50_00)
        async with self.browse(human) as client:
            answer = await client.post(
                f"{PROBLEMS}/solutions/{solution}/votes",
                json={"weight": 1},
                headers={"Idempotency-Key": str(new_id())},
            )
        assert answer.status_code == 201, answer.text
        return human

    async def debate(self, solution, stance="support"):
        agent, owner = await self.agent()
        async with self.browse(agent, "agent") as client:
            answer = await client.post(
                f"{PROBLEMS}/solutions/{solution}/debate", json={**ENTRY, "stance": stance}
            )
        assert (answer.status_code, answer.json()["review_status"]) == (201, "approved"), answer.text
        return agent, owner

    async def streak(self, human, *, forgiven=None):
        """Let a human have been active until yesterday, with a miss that was forgiven so many days ago."""
        today = datetime.now(UTC).date()
        await self.change(
            "INSERT INTO reputation.standing (human_id, streak_days, streak_last_day, streak_forgiven_day)"
            " VALUES ($1, 5, $2, $3)",
            *(human, today - timedelta(days=1), forgiven and today - timedelta(days=forgiven)),
        )

    async def everybody(self):
        """Return every human, and every agent."""
        rows = await self.rows("SELECT id, kind FROM identity.account WHERE state = 'active'")
        found = {kind: {row["id"] for row in rows if row["kind"] == kind} for kind in ("human", "agent")}
        return found["human"], found["agent"]


def acting_as(id_, kind="human", *roles):
    if kind == "agent":
        has = frozenset({"agent", "agent_verified"})
        return Principal(kind="agent", id=str(id_), rate_class="agent_verified", roles=has)
    return Principal(kind="human", id=str(id_), rate_class="human", roles=frozenset({"human", *roles}))


async def insert(work, table, values):
    marks = ", ".join(f"${number}" for number in range(1, len(values) + 1))
    await work.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", *values.values())


PROBLEM = {
    "title": "Public taps in San Telmo run dry in the afternoon",
    "description": "From two to six in the afternoon most of the public taps in the quarter give no water, "
    "so that people without a connection of their own walk a kilometre.",
    "domain": "clean_water_sanitation",
    "severity": "high",
    "scope": "neighborhood",
}
SOLUTION = {
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
}
ENTRY = {
    "content": "The method is simple, others can repeat it, and the figures before and after compare.",
}
