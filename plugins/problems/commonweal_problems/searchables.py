"""What the search page finds here: problems and solutions, as their own lists find them."""

from commonweal import Visit
from commonweal_vectors.api import Hit, Hits, Searchable

from commonweal_problems.problems import listing as problems
from commonweal_problems.problems.reading import ProblemFilters, ProblemSummary
from commonweal_problems.solutions import listing as solutions
from commonweal_problems.solutions.reading import SolutionFilters, SolutionSummary


async def find_problems(visit: Visit, words: str, limit: int) -> Hits:
    """Find approved problems by relevance."""
    filters = ProblemFilters(q=words, sort="relevance")
    found = await problems.listed(visit, filters, limit, None)
    return Hits([_problem(visit, each) for each in found.items], found.by_words)


async def find_solutions(visit: Visit, words: str, limit: int) -> Hits:
    """Find approved solutions by relevance."""
    filters = SolutionFilters(q=words, sort="relevance")
    found = await solutions.listed(visit, filters, limit, None)
    return Hits([_solution(visit, each) for each in found.items], found.by_words)


def _problem(visit: Visit, problem: ProblemSummary) -> Hit:
    words = visit.translator
    state = words.text(f"problems-state-{problem.state.replace('_', '-')}")
    facts = [_domain(visit, problem.domain), problem.location_name, state]
    return Hit(
        title=problem.title,
        excerpt=problem.excerpt,
        url=f"/problems/{problem.id}",
        facts=[fact for fact in facts if fact],
        locale=_other(visit, problem.source_locale),
    )


def _solution(visit: Visit, solution: SolutionSummary) -> Hit:
    words = visit.translator
    return Hit(
        title=solution.title,
        excerpt=solution.excerpt,
        url=f"/solutions/{solution.id}",
        facts=[
            _domain(visit, solution.domain),
            words.text(f"problems-solution-{solution.state.replace('_', '-')}"),
            words.text("problems-composite", score=solution.composite),
        ],
        locale=_other(visit, solution.source_locale),
    )


def _domain(visit: Visit, domain: str) -> str:
    return visit.translator.text(f"kernel-domain-{domain.replace('_', '-')}")


def _other(visit: Visit, locale: str) -> str | None:
    return None if locale == visit.locale else locale


SEARCHABLES = [
    Searchable(name="problems", label="problems-navigation", more="/problems", find=find_problems, order=20),
    Searchable(
        name="solutions", label="problems-solutions-label", more="/solutions", find=find_solutions, order=30
    ),
]
