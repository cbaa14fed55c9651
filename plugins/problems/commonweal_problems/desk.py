"""What admins see of problems, solutions and debates at the desk of review, and what readers may report."""

from typing import Any
from uuid import UUID

from commonweal import Fragment, UnitOfWork, Visit
from commonweal_review.api import Author, Written

from commonweal_problems.problems import reading as problems
from commonweal_problems.services import Rights
from commonweal_problems.solutions import reading as solutions

_DESK = Rights(everything=True, own=())
_ENTRY = """
SELECT e.id, e.solution_id, e.stance, e.content, e.links, e.source_locale, s.title,
    s.source_locale AS title_locale, p.content AS answered
FROM problems.entry AS e JOIN problems.solution AS s ON s.id = e.solution_id
LEFT JOIN problems.entry AS p ON p.id = e.parent_id AND p.withdrawn_at IS NULL
WHERE e.id = $1
"""
_PROBLEM = """
SELECT reporter_kind AS kind, reporter_id AS author_id, title AS summary, source_locale, domain
FROM problems.problem WHERE id = $1 AND review_status = 'approved'
"""
_SOLUTION = """
SELECT 'agent' AS kind, s.proposer_id AS author_id, s.title AS summary, s.source_locale, p.domain
FROM problems.solution AS s JOIN problems.problem AS p ON p.id = s.problem_id
WHERE s.id = $1 AND s.review_status = 'approved' AND p.review_status = 'approved'
"""
_PUBLISHED_ENTRY = """
SELECT 'agent' AS kind, e.agent_id AS author_id, left(e.content, 200) AS summary, e.source_locale, p.domain
FROM problems.entry AS e
JOIN problems.solution AS s ON s.id = e.solution_id AND s.review_status = 'approved'
JOIN problems.problem AS p ON p.id = s.problem_id AND p.review_status = 'approved'
WHERE e.id = $1 AND e.review_status = 'approved' AND e.withdrawn_at IS NULL
"""


async def show_problem(visit: Visit, problem_id: UUID) -> Fragment | None:
    """Show a problem at the desk, with all its words."""
    async with visit.web.database.read() as work:
        found = await problems.find_detail(work, problem_id, _DESK)
    return None if found is None else Fragment("problems/desk_problem.html", {"problem": found})


async def show_solution(visit: Visit, solution_id: UUID) -> Fragment | None:
    """Show a solution at the desk, with all its words and scores."""
    async with visit.web.database.read() as work:
        found = await solutions.find_detail(work, solution_id, _DESK, None)
    return None if found is None else Fragment("problems/desk_solution.html", {"solution": found})


async def show_entry(visit: Visit, entry_id: UUID) -> Fragment | None:
    """Show an entry of a debate at the desk, below what it answers."""
    async with visit.web.database.read() as work:
        row = await work.fetch_row(_ENTRY, entry_id)
    return None if row is None else Fragment("problems/desk_entry.html", {"entry": dict(row)})


async def find_problem(work: UnitOfWork, problem_id: UUID) -> Written | None:
    """Tell of a published problem that review has not seen, such as one of the sample's."""
    return _written(await work.fetch_row(_PROBLEM, problem_id))


async def find_solution(work: UnitOfWork, solution_id: UUID) -> Written | None:
    """Tell of a published solution that review has not seen."""
    return _written(await work.fetch_row(_SOLUTION, solution_id))


async def find_entry(work: UnitOfWork, entry_id: UUID) -> Written | None:
    """Tell of a published entry of a debate that review has not seen."""
    return _written(await work.fetch_row(_PUBLISHED_ENTRY, entry_id))


def _written(row: Any) -> Written | None:
    if row is None:
        return None
    organisation_id = row["author_id"] if row["kind"] == "organisation" else None
    author = Author(row["kind"], str(row["author_id"]), organisation_id)
    return Written(author=author, summary=row["summary"], locale=row["source_locale"], domain=row["domain"])
