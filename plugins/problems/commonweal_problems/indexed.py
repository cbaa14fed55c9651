"""What vectors keep of problems and solutions: the approved ones, with the fields that lists filter by."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from commonweal import Collection, Document, GeoPoint, UnitOfWork

from commonweal_problems.events import (
    ProblemCreated,
    ProblemEdited,
    ProblemReviewed,
    ProblemStateChanged,
    SolutionCreated,
    SolutionEdited,
    SolutionReviewed,
    SolutionScored,
    SolutionStateChanged,
)
from commonweal_problems.rules.likeness import compared

PROBLEMS, SOLUTIONS = "problems.problem", "problems.solution"
_PROBLEMS = """
SELECT id, title, description, domain, severity, scope, state, source_locale, latitude, longitude,
    reporter_kind, reporter_id, published_at
FROM problems.problem WHERE id = ANY($1) AND review_status = 'approved'
"""
_SOLUTIONS = """
SELECT s.id, s.problem_id, s.title, s.description, s.approach, p.domain, s.state, s.source_locale,
    s.proposer_id, s.composite::float8 AS composite, s.published_at
FROM problems.solution AS s JOIN problems.problem AS p ON p.id = s.problem_id
WHERE s.id = ANY($1) AND s.review_status = 'approved' AND p.review_status = 'approved'
"""
_PROBLEM_IDS = """
SELECT id FROM problems.problem
WHERE review_status = 'approved' AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2
"""
_SOLUTION_IDS = """
SELECT id FROM problems.solution
WHERE review_status = 'approved' AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2
"""


async def problem_documents(work: UnitOfWork, ids: Sequence[UUID]) -> list[Document]:
    """Return the approved ones among some problems."""
    return [_problem(row) for row in await work.fetch(_PROBLEMS, list(ids))]


async def solution_documents(work: UnitOfWork, ids: Sequence[UUID]) -> list[Document]:
    """Return those of some solutions that are approved, and whose problems are."""
    return [_solution(row) for row in await work.fetch(_SOLUTIONS, list(ids))]


async def problem_ids(work: UnitOfWork, after: UUID | None, limit: int) -> list[UUID]:
    """List approved problems in order of id."""
    return [row["id"] for row in await work.fetch(_PROBLEM_IDS, after, limit)]


async def solution_ids(work: UnitOfWork, after: UUID | None, limit: int) -> list[UUID]:
    """List approved solutions in order of id."""
    return [row["id"] for row in await work.fetch(_SOLUTION_IDS, after, limit)]


def _problem(row: Any) -> Document:
    is_placed = row["latitude"] is not None
    return Document(
        row["id"],
        compared(row["title"], row["description"]),
        {
            "domain": row["domain"],
            "severity": row["severity"],
            "scope": row["scope"],
            "state": row["state"],
            "locale": row["source_locale"],
            "place": GeoPoint(row["latitude"], row["longitude"]) if is_placed else None,
            "reporter": str(row["reporter_id"]),
            "organisation": str(row["reporter_id"]) if row["reporter_kind"] == "organisation" else None,
            "published": row["published_at"],
        },
    )


def _solution(row: Any) -> Document:
    return Document(
        row["id"],
        "\n".join((row["title"], row["description"], row["approach"])),
        {
            "problem": str(row["problem_id"]),
            "domain": row["domain"],
            "state": row["state"],
            "locale": row["source_locale"],
            "proposer": str(row["proposer_id"]),
            "composite": row["composite"],
            "published": row["published_at"],
        },
    )


COLLECTIONS = [
    Collection(
        name=PROBLEMS,
        fields={
            "domain": "keyword",
            "severity": "keyword",
            "scope": "keyword",
            "state": "keyword",
            "locale": "keyword",
            "place": "point",
            "reporter": "keyword",
            "organisation": "keyword",
            "published": "moment",
        },
        documents=problem_documents,
        list_ids=problem_ids,
        changed_by={
            ProblemCreated: "problem_id",
            ProblemEdited: "problem_id",
            ProblemReviewed: "problem_id",
            ProblemStateChanged: "problem_id",
        },
    ),
    Collection(
        name=SOLUTIONS,
        fields={
            "problem": "keyword",
            "domain": "keyword",
            "state": "keyword",
            "locale": "keyword",
            "proposer": "keyword",
            "composite": "number",
            "published": "moment",
        },
        documents=solution_documents,
        list_ids=solution_ids,
        changed_by={
            SolutionCreated: "solution_id",
            SolutionEdited: "solution_id",
            SolutionReviewed: "solution_id",
            SolutionStateChanged: "solution_id",
            SolutionScored: "solution_id",
            ProblemReviewed: "solution_ids",
        },
    ),
]
