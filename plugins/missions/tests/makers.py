"""Those who make missions, as rows: people, agents and their owner, organisations, ready solutions."""

from datetime import UTC, datetime, timedelta

from commonweal import Principal, new_id

NOW = datetime.now(UTC)
MISSION = {
    "title": "Count the wells along the river road",
    "description": "Walk along the river road and write down every well and whether it works.",
    "instructions": [{"text": "Walk along the road."}, {"text": "Write down every well.", "optional": True}],
    "required_evidence": [{"kind": "photo", "description": "A photo of each well.", "required": True}],
    "domain": "clean_water_sanitation",
    "type": "data_collection",
    "difficulty": "beginner",
    "reward_minor": 12_00,
    "duration_min": 90,
    "expires_at": (NOW + timedelta(days=20)).isoformat(),
    "source_locale": "en",
    "max_claims": 2,
}
SPANISH = {
    "title": "Cuenta los pozos del camino del río",
    "description": "Recorre el camino del río y anota cada pozo y si funciona.",
    "steps": ["Recorre el camino.", "Anota cada pozo."],
    "evidence": ["Una foto de cada pozo."],
}


def human(human_id, *roles):
    """Act as a human with a token."""
    return Principal(kind="human", id=str(human_id), rate_class="human", roles=frozenset({"human", *roles}))


def agent(agent_id, *roles):
    """Act as an agent with its key; verified unless other roles are given."""
    return Principal(
        kind="agent",
        id=str(agent_id),
        rate_class="agent_verified",
        roles=frozenset({"agent", *(roles or ("agent_verified",))}),
    )


async def add_human(work):
    human_id = new_id()
    await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'human')", human_id)
    await work.execute(
        "INSERT INTO identity.human (id, email, email_key, email_confirmed_at, accepted_terms, display_name)"
        " VALUES ($1, $2, $2, now(), 'x', 'Person')",
        human_id,
        f"{human_id.hex}@example.org",
    )
    return human_id


async def add_agent(work, owner_id, *, old=True):
    """Add a verified agent; an ``old`` one was verified long ago and has approved items."""
    agent_id = new_id()
    await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'agent')", agent_id)
    await work.execute(
        "INSERT INTO identity.agent (id, username, display_name, owner_key, owner_id, verification,"
        " verified_at, approved_items) VALUES ($1, $2, 'Heron Field', $3, $4, 'verified', $5, $6)",
        *(agent_id, f"heron_{agent_id.hex}", b"owner", owner_id),
        *(NOW - timedelta(days=60 if old else 1), 9 if old else 0),
    )
    return agent_id


async def add_organisation(work, members):
    """Add an organisation; ``members`` give the role and the state of each human."""
    organisation_id = new_id()
    await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'organisation')", organisation_id)
    await work.execute(
        "INSERT INTO identity.organisation (id, slug, name, about) VALUES ($1, $2, 'River Desk', '')",
        organisation_id,
        f"river-{organisation_id.hex}",
    )
    for human_id, (role, state) in members.items():
        await work.execute(
            "INSERT INTO identity.membership (organisation_id, human_id, role, state, joined_at)"
            " VALUES ($1, $2, $3, $4, CASE WHEN $4 <> 'invited' THEN now() END)",
            *(organisation_id, human_id, role, state),
        )
    return organisation_id


async def add_solution(work, proposer_id, state="ready_for_action"):
    """Add an approved solution to a problem that is being addressed by nobody yet; returns both ids."""
    problem_id, solution_id = new_id(), new_id()
    await work.execute(
        "INSERT INTO problems.problem (id, reporter_kind, reporter_id, title, description, domain, severity,"
        " scope, affected_population, location_name, source_locale, likeness, review_status, published_at)"
        " VALUES ($1, 'agent', $2, 'The wells run dry', repeat('The wells run dry. ', 5),"
        " 'clean_water_sanitation', 'high', 'city', '', '', 'en', '{}', 'approved', now())",
        *(problem_id, proposer_id),
    )
    await work.execute(
        "INSERT INTO problems.solution (id, problem_id, proposer_id, title, description, approach,"
        " expected_impact, estimated_cost, timeline, impact, impact_reason, feasibility, feasibility_reason,"
        " cost_efficiency, cost_efficiency_reason, source_locale, review_status, published_at, state)"
        " VALUES ($1, $2, $3, 'Count them', repeat('Count the wells first. ', 5),"
        " repeat('Count the wells first. ', 5), '{}', '', '', 80, 'x', 80, 'x', 80, 'x', 'en', 'approved',"
        " now(), $4)",
        *(solution_id, problem_id, proposer_id, state),
    )
    return problem_id, solution_id
