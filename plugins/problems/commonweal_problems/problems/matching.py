"""Problems that are like another one, and those that suit what an agent is good at."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from commonweal import And, Equal, Not, UnitOfWork, Visit
from commonweal_identity import api as identity
from commonweal_vectors import api as vectors

from commonweal_problems.indexed import PROBLEMS
from commonweal_problems.problems.reading import ProblemFilters, ProblemSummary, read_problems
from commonweal_problems.problems.twins import Scores, find_near
from commonweal_problems.rules.likeness import compared
from commonweal_problems.services import settings_of
from commonweal_problems.words import LOCALES

_PRESENT = ProblemFilters()
_TEXT = "SELECT title, description FROM problems.problem WHERE id = $1"
_OPEN_TO = """
SELECT p.id, p.domain = ANY($3) AS is_in_domain FROM problems.problem AS p
WHERE p.review_status = 'approved' AND p.state = 'active' AND p.reporter_id <> $1
    AND (p.id = ANY($2::uuid[]) OR p.domain = ANY($3))
    AND NOT EXISTS (SELECT FROM problems.solution WHERE problem_id = p.id AND proposer_id = $1)
ORDER BY p.id = ANY($2::uuid[]) DESC, p.solutions, p.published_at DESC, p.id LIMIT $4
"""


class ProblemMatch(msgspec.Struct, frozen=True):
    """A problem and how much it is like what was asked, 0 to 1; null when only its domain fits."""

    problem: ProblemSummary
    likeness: float | None


class Matches(msgspec.Struct, frozen=True):
    """Problems, the best first; with ``by_words`` the index of vectors did not answer."""

    items: list[ProblemMatch]
    by_words: bool


async def similar(visit: Visit, problem_id: UUID, limit: int) -> Matches:
    """Return the approved problems that are most like another, but for archived ones.

    One that is not in the index, and every one while that does not answer, is compared by its words.
    """
    where, least = Not(Equal("state", "archived")), settings_of(visit).similar_from
    alike = await vectors.find_alike(visit, PROBLEMS, like=problem_id, least=least, limit=limit, where=where)
    likeness = {each.id: each.score for each in alike.found}
    async with visit.web.database.read() as work:
        if alike.by_words:
            likeness = await _similar_by_words(work, problem_id, least, limit)
        found = await _read(work, list(likeness), likeness)
    return Matches(found, alike.by_words)


async def matching(visit: Visit, limit: int) -> Matches:
    """Return the active problems that suit the agent that asks best.

    The order by likeness to the names of its specialisations, in every language, is fused with that of its
    domains, where what has the fewest solutions comes first. Left out are problems that it reported, and
    those it has proposed a solution for.
    """
    agent_id = visit.principal.account_id
    async with visit.web.database.read() as work:
        agent = await identity.find_agent(work, agent_id)
    domains = agent.specializations if agent else []
    alike = await _like_domains(visit, domains, agent_id) if domains else vectors.Alike()
    async with visit.web.database.read() as work:
        near = vectors.near_best(alike.found)
        rows = await work.fetch(_OPEN_TO, agent_id, near, domains, vectors.MOST_ALIKE + len(near))
        there = {row["id"] for row in rows}
        by_likeness = [each for each in near if each in there]
        by_domain = [row["id"] for row in rows if row["is_in_domain"]]
        ids = vectors.fuse([by_likeness, by_domain])[:limit]
        found = await _read(work, ids, {each.id: each.score for each in alike.found})
    return Matches(found, alike.by_words)


async def _like_domains(visit: Visit, domains: Sequence[str], agent_id: UUID) -> vectors.Alike:
    catalogue = visit.web.catalogue
    translators = [catalogue.translator(catalogue.negotiate(None, locale)) for locale in LOCALES]
    names = [
        words.text(f"kernel-domain-{domain.replace('_', '-')}") for domain in domains for words in translators
    ]
    where = And([Equal("state", "active"), Not(Equal("reporter", str(agent_id)))])
    least = settings_of(visit).search_from
    return await vectors.find_alike(visit, PROBLEMS, text="\n".join(names), least=least, where=where)


async def _similar_by_words(
    work: UnitOfWork, problem_id: UUID, least: float, limit: int
) -> dict[UUID, float]:
    row = await work.fetch_row(_TEXT, problem_id)
    if row is None:
        return {}
    text = compared(row["title"], row["description"])
    unknown = Scores({}, by_words=True)
    near = await find_near(work, text, unknown, least=least, but=problem_id, most=limit)
    return {each.id: each.likeness for each in near}


async def _read(work: UnitOfWork, ids: Sequence[UUID], likeness: dict[UUID, float]) -> list[ProblemMatch]:
    return [
        ProblemMatch(problem, round(likeness[problem.id], 3) if problem.id in likeness else None)
        for problem in await read_problems(work, ids, _PRESENT)
    ]
