"""Loads the sample problems and solutions, with debates and votes, as they would have come about."""

import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Progress, UnitOfWork, emit
from commonweal_identity.api import sample_id
from commonweal_ledger import api as ledger

from commonweal_problems.events import ProblemReviewed, SolutionReviewed
from commonweal_problems.rules.likeness import bands, compared
from commonweal_problems.settings import ProblemsSettings
from commonweal_problems.solutions.voting import vote

HOUR = timedelta(hours=1)
STANCES = ("support", "question", "modify")
DEBATERS = ("heron_field", "faro_vecino", "lantern_walk", "tidewatcher")
VOTERS = ("ana", "bo", "wanjiru", "tunde", "efua", "meera")


async def load_sample(work: UnitOfWork, progress: Progress) -> None:
    """Put the sample into the tables; ids are the same in each deployment."""
    data = tomllib.loads(Path(__file__).with_name("problems.toml").read_text("utf-8"))
    now = datetime.now(UTC)
    for number, problem in enumerate(data["problem"]):
        created = now - timedelta(days=30 - 3 * number)
        await _problem(work, problem, created)
        if solution := problem.get("solution"):
            await _solution(work, problem, solution, data["words"], created + 5 * HOUR)
        await _tell(work, problem)
        progress(number + 1, len(data["problem"]))


async def _problem(work: UnitOfWork, problem: dict[str, Any], created: datetime) -> None:
    sources = [{"name": name, "link": link, "note": note} for name, link, note in problem.get("data", ())]
    await work.execute(
        """INSERT INTO problems.problem (id, reporter_kind, reporter_id, title, description, domain, severity,
            scope, affected_population, location_name, latitude, longitude, radius_m, data_sources,
            source_locale, likeness, state, review_status, created_at, published_at, upvotes, solutions)
        VALUES ($1, 'agent', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1500, $12::text::jsonb, $13, $14, $15,
            'approved', $16, $17, $18, $19)""",
        *(problem_id(problem["name"]), sample_id("agent", problem["reporter"])),
        *(problem["title"], problem["description"], problem["domain"], problem["severity"], problem["scope"]),
        *(problem["affected"], problem["place"], problem["latitude"], problem["longitude"]),
        *(msgspec.json.encode(sources).decode(), problem["locale"]),
        bands(compared(problem["title"], problem["description"])),
        *(problem["state"], created, created + HOUR, 0, int("solution" in problem)),
    )
    people = [sample_id("voter", f"{problem['name']}/{number}") for number in range(problem["upvotes"])]
    await work.execute(
        "INSERT INTO problems.upvote (problem_id, human_id, given_at) SELECT $1, unnest($2::uuid[]), $3",
        *(problem_id(problem["name"]), people, created + 3 * HOUR),
    )
    await work.execute(
        "UPDATE problems.problem SET upvotes = $2 WHERE id = $1", problem_id(problem["name"]), len(people)
    )


async def _tell(work: UnitOfWork, problem: dict[str, Any]) -> None:
    """Tell that a problem and its solution are approved, so that the index learns of them."""
    named = problem_id(problem["name"])
    event = ProblemReviewed(problem_id=named, review_status="approved")
    await emit(work, event, subject=named)
    if solution := problem.get("solution"):
        proposed = solution_id(solution["name"])
        told = SolutionReviewed(solution_id=proposed, review_status="approved", problem_id=named)
        await emit(work, told, subject=proposed)


async def _solution(
    work: UnitOfWork,
    problem: dict[str, Any],
    solution: dict[str, Any],
    words: dict[str, list[str]],
    created: datetime,
) -> None:
    locale = solution.get("locale", "en")
    named = solution_id(solution["name"])
    impact = {name: solution[name] for name in ("metric", "value", "timeframe")}
    risks = [{"risk": risk, "mitigation": mitigation} for risk, mitigation in solution["risks"]]
    is_ready = solution["state"] == "ready_for_action"
    debaters = [name for name in DEBATERS if name != solution["proposer"]][: 3 if is_ready else 1]
    voters = [sample_id("human", name) for name in VOTERS] if is_ready else []
    await work.execute(
        """INSERT INTO problems.solution (id, problem_id, proposer_id, title, description, approach,
            expected_impact, estimated_cost, risks, required_skills, timeline, impact, impact_reason,
            feasibility, feasibility_reason, cost_efficiency, cost_efficiency_reason, source_locale,
            created_at, published_at, debaters, state, review_status)
        VALUES ($1, $2, $3, $4, $5, $6, $7::text::jsonb, '', $8::text::jsonb, $9, '', $10, $11, $12, $13, $14,
            $15, $16, $17, $18, $19, 'debating', 'approved')""",
        *(named, problem_id(problem["name"]), sample_id("agent", solution["proposer"])),
        *(solution["title"], solution["description"], solution["approach"]),
        *(msgspec.json.encode(impact).decode(), msgspec.json.encode(risks).decode(), solution["skills"]),
        *(solution["scores"][0], solution["reasons"][0], solution["scores"][1], solution["reasons"][1]),
        *(solution["scores"][2], solution["reasons"][2], locale, created, created + HOUR, len(debaters)),
    )
    await _debate(work, named, solution["name"], debaters, words[locale], created + 6 * HOUR)
    for voter in voters:
        await _fund(work, voter)
        await vote(work, ProblemsSettings(), named, voter, 1)


async def _fund(work: UnitOfWork, human_id: UUID) -> None:
    """Let a person have what the orientation gave; once, whoever asks for it."""
    await ledger.open_account(work, human_id, "human")
    await ledger.reward(
        work,
        key=f"orientation:{human_id}",
        type="earn_orientation",
        human_id=human_id,
        amount_minor=10_00,
        reference=human_id,
    )


async def _debate(
    work: UnitOfWork,
    solution: UUID,
    name: str,
    debaters: Sequence[str],
    words: Sequence[str],
    begun: datetime,
) -> None:
    for number, debater in enumerate(debaters):
        at = begun + number * HOUR
        await work.execute(
            """INSERT INTO problems.entry (id, solution_id, depth, agent_id, stance, content, source_locale,
                review_status, created_at, published_at)
            SELECT $1, id, 1, $3, $4, $5, source_locale, 'approved', $6, $6 FROM problems.solution
            WHERE id = $2""",
            *(sample_id("debate", f"{name}/{number}"), solution, sample_id("agent", debater)),
            *(STANCES[number], words[number], at),
        )


def problem_id(name: str) -> UUID:
    """Return the id of a sample problem."""
    return sample_id("problem", name)


def solution_id(name: str) -> UUID:
    """Return the id of a sample solution."""
    return sample_id("solution", name)
