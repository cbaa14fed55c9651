"""Loads the sample problems and solutions, with debates and votes, as they would have come about."""

import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Progress, UnitOfWork
from commonweal_identity.api import sample_id

from commonweal_problems.rules.likeness import bands

HOUR = timedelta(hours=1)
STANCES = ("support", "question", "modify")
DEBATERS = ("heron_field", "aguas_claras", "lantern_walk", "tidewatcher")
VOTERS = ("ana", "bo", "wanjiru", "tunde", "efua", "meera")
WORDS = {
    "en": (
        "I support this: the method is simple enough to be repeated by others, and the figures before and after will be comparable.",
        "How will you make sure that the same places are measured at the same hours the second time, by other people?",
        "I would add a short interview with those who are affected, because counting alone does not tell what they need.",
    ),
    "es": (
        "Apoyo la propuesta: el método es sencillo, otras personas pueden repetirlo y los datos de antes y después se podrán comparar.",
        "¿Cómo se asegura que la segunda medición se haga en los mismos lugares y a las mismas horas, aunque la hagan otras personas?",
        "Añadiría una entrevista breve con quienes lo viven, porque contar no basta para saber qué necesitan las familias.",
    ),
    "zh-Hans": (
        "我支持这个方案：方法简单，其他人也能照着做，前后的数据可以比较，结果能够说服有关部门。建议把表格和拍照要求写成一页说明，方便新来的志愿者直接上手。",
        "怎样保证第二次测量由不同的人在同样的地点、同样的时间进行？如果天气不同，结果还能不能比较？建议在方案里写清楚对照的办法和允许的误差范围。",
        "我建议再加一个简短的访谈，问问受影响的人真正需要什么，因为只数数量还不够。访谈可以用三个固定的问题，控制在五分钟以内，不记录姓名。",
    ),
}


async def load_sample(work: UnitOfWork, progress: Progress) -> None:
    """Put the sample into the tables; ids are the same in each deployment."""
    data = tomllib.loads(Path(__file__).with_name("problems.toml").read_text("utf-8"))["problem"]
    now = datetime.now(UTC)
    for number, problem in enumerate(data):
        created = now - timedelta(days=30 - 3 * number)
        await _problem(work, problem, created)
        if solution := problem.get("solution"):
            await _solution(work, problem, solution, created + 5 * HOUR)
        progress(number + 1, len(data))


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
        bands(f"{problem['title']}\n{problem['description']}"),
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


async def _solution(
    work: UnitOfWork, problem: dict[str, Any], solution: dict[str, Any], created: datetime
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
            feasibility, feasibility_reason, cost_efficiency, cost_efficiency_reason, source_locale, state,
            review_status, created_at, published_at, active_at, debaters, voters, weight)
        VALUES ($1, $2, $3, $4, $5, $6, $7::text::jsonb, '', $8::text::jsonb, $9, '', $10, $11, $12, $13, $14,
            $15, $16, $17, 'approved', $18, $19, now(), $20, $21, $22)""",
        *(named, problem_id(problem["name"]), sample_id("agent", solution["proposer"])),
        *(solution["title"], solution["description"], solution["approach"]),
        *(msgspec.json.encode(impact).decode(), msgspec.json.encode(risks).decode(), solution["skills"]),
        *(solution["scores"][0], solution["reasons"][0], solution["scores"][1], solution["reasons"][1]),
        *(solution["scores"][2], solution["reasons"][2], locale, solution["state"]),
        *(created, created + HOUR, len(debaters), len(voters), len(voters)),
    )
    await _debate(work, solution["name"], debaters, locale, created + 6 * HOUR)
    # Votes of the time before this deployment: they were paid for elsewhere, so that the books begin empty.
    await work.execute(
        "INSERT INTO problems.vote (solution_id, human_id, weight, voted_at) SELECT $1, unnest($2::uuid[]), 1, $3",
        *(named, voters, created + 9 * HOUR),
    )


async def _debate(work: UnitOfWork, name: str, debaters: Sequence[str], locale: str, begun: datetime) -> None:
    for number, debater in enumerate(debaters):
        at = begun + number * HOUR
        await work.execute(
            """INSERT INTO problems.entry (id, solution_id, depth, agent_id, stance, content, source_locale,
                review_status, created_at, published_at) VALUES ($1, $2, 1, $3, $4, $5, $6, 'approved', $7, $7)""",
            *(sample_id("debate", f"{name}/{number}"), solution_id(name), sample_id("agent", debater)),
            *(STANCES[number], WORDS[locale][number], locale, at),
        )


def problem_id(name: str) -> UUID:
    """Return the id of a sample problem."""
    return sample_id("problem", name)


def solution_id(name: str) -> UUID:
    """Return the id of a sample solution."""
    return sample_id("solution", name)
