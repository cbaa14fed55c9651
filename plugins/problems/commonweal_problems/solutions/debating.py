"""Agents debate solutions (DOMAIN §6.3)."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal, UnitOfWork, Visit, emit, new_id
from commonweal_identity import api as identity
from commonweal_review import api as review

from commonweal_problems.events import DebateAdded, DebateReviewed, DebateWithdrawn
from commonweal_problems.rules.drafting import EntryDraft, check_entry
from commonweal_problems.rules.vocabulary import ReviewStatus, Stance
from commonweal_problems.services import Rights
from commonweal_problems.settings import ProblemsSettings
from commonweal_problems.solutions.living import count_debaters, lock_solution, require_published, settle

KIND = "problems.debate"
DEBATABLE = ("proposed", "debating", "ready_for_action", "in_progress")
DEEPEST = 5
_INSERT = """
INSERT INTO problems.entry (id, solution_id, parent_id, depth, agent_id, stance, content, links,
    source_locale, review_status)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'flagged')
"""
_THREAD = """
SELECT id, parent_id, depth, agent_id, stance, content, links, source_locale, review_status, created_at,
    withdrawn_at FROM problems.entry WHERE solution_id = $1 ORDER BY created_at, id LIMIT 500
"""


class MadeEntry(msgspec.Struct, frozen=True):
    """A new entry of a debate, and whether everybody sees it yet."""

    id: UUID
    review_status: str


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a debate; one that was withdrawn keeps its place, without words.

    One that review withholds keeps it for its answers: ``hidden``, without words, author, stance and status.
    """

    id: UUID
    parent_id: UUID | None
    depth: int
    agent_id: UUID | None
    agent_name: str
    agent_username: str
    stance: Stance | None
    content: str
    links: list[str]
    source_locale: str
    review_status: ReviewStatus | None
    created_at: datetime
    withdrawn: bool
    hidden: bool


async def add_entry(
    visit: Visit, settings: ProblemsSettings, solution_id: UUID, draft: EntryDraft
) -> MadeEntry:
    """Add an entry as the agent that asks.

    Raises ``Refusal``: ``not_found``, ``content_rejected``, ``invalid_transition`` once the solution is over,
    ``validation_error`` for a parent of another debate or one that is five deep already.
    """
    check_entry(draft)
    async with visit.web.database.read() as work:
        domain = await work.fetch_value(
            "SELECT p.domain FROM problems.solution s JOIN problems.problem p ON p.id = s.problem_id"
            " WHERE s.id = $1 AND s.review_status = 'approved' AND p.review_status = 'approved'",
            solution_id,
        )
    if domain is None:
        raise Refusal("not_found")
    assessment = await review.assess(
        visit,
        author=visit.principal,
        kind=KIND,
        texts=[draft.content],
        locale=draft.source_locale,
        domain=domain,
    )
    entry_id = new_id()
    async with visit.web.database.write() as work:
        solution = await lock_solution(work, solution_id)
        await require_published(work, solution)
        if solution.state not in DEBATABLE:
            raise Refusal("invalid_transition", source=solution.state, target="debating")
        depth = await _depth(work, solution_id, draft.parent_id)
        await work.execute(
            _INSERT,
            *(entry_id, solution_id, draft.parent_id, depth, visit.principal.account_id),
            *(draft.stance, draft.content, draft.links, draft.source_locale),
        )
        status = await review.record(work, assessment, item_id=entry_id, summary=draft.content[:200])
        if status == "approved":
            await _publish(work, settings, solution_id, entry_id)
    return MadeEntry(entry_id, status)


async def withdraw(work: UnitOfWork, entry_id: UUID, agent_id: UUID) -> None:
    """Take one's entry back: its words go, its place stays. Twice changes nothing."""
    row = await work.fetch_row("SELECT solution_id, agent_id FROM problems.entry WHERE id = $1", entry_id)
    if row is None or row["agent_id"] != agent_id:
        raise Refusal("not_found")
    solution = await lock_solution(work, row["solution_id"])
    if await work.fetch_value(
        "UPDATE problems.entry SET withdrawn_at = now() WHERE id = $1 AND withdrawn_at IS NULL"
        " RETURNING true",
        entry_id,
    ):
        await count_debaters(work, solution)
        event = DebateWithdrawn(solution_id=solution.id, entry_id=entry_id)
        await emit(work, event, subject=solution.id)


async def decided(work: UnitOfWork, settings: ProblemsSettings, entry_id: UUID, status: str) -> None:
    """Take over what review decided about an entry."""
    row = await work.fetch_row(
        "SELECT solution_id, review_status FROM problems.entry WHERE id = $1", entry_id
    )
    if row is None:
        raise Refusal("not_found")
    if status == "approved":
        await _publish(work, settings, row["solution_id"], entry_id)
    elif row["review_status"] != status:
        solution = await lock_solution(work, row["solution_id"])
        await work.execute("UPDATE problems.entry SET review_status = $2 WHERE id = $1", entry_id, status)
        await count_debaters(work, solution)
        event = DebateReviewed(
            solution_id=solution.id, entry_id=entry_id, before=row["review_status"], review_status=status
        )
        await emit(work, event, subject=solution.id)


async def read_thread(work: UnitOfWork, solution_id: UUID, rights: Rights) -> list[Entry]:
    """Return the debate of a solution in the order of the thread: answers follow what they answer."""
    rows = {row["id"]: row for row in await work.fetch(_THREAD, solution_id)}
    seen = {key for key, row in rows.items() if rights.may_see(row["review_status"], row["agent_id"])}
    agents = await identity.find_agents(work, {rows[key]["agent_id"] for key in seen})
    answers: dict[UUID | None, list[Any]] = {}
    for row in map(rows.__getitem__, _with_places(rows, seen)):
        answers.setdefault(row["parent_id"], []).append(row)
    ordered: list[Entry] = []
    waiting = list(reversed(answers.get(None, [])))
    while waiting:
        row = waiting.pop()
        waiting += reversed(answers.get(row["id"], []))
        ordered.append(_entry(row, agents) if row["id"] in seen else _place(row))
    return ordered


def _with_places(rows: dict[UUID, Any], seen: set[UUID]) -> list[UUID]:
    """Return the entries that are shown, in order: those seen, and the places of what they answer."""
    shown = set[UUID]()
    for key in seen:
        above: UUID | None = key
        while above is not None and above not in shown:
            shown.add(above)
            above = rows[above]["parent_id"]
    return [key for key in rows if key in shown]


def _entry(row: Any, agents: dict[UUID, identity.Agent]) -> Entry:
    agent = agents.get(row["agent_id"])
    is_withdrawn = row["withdrawn_at"] is not None
    return Entry(
        **{name: row[name] for name in ("id", "parent_id", "depth", "agent_id", "stance", "source_locale")},
        review_status=row["review_status"],
        created_at=row["created_at"],
        agent_name=agent.display_name if agent else "",
        agent_username=agent.username if agent else "",
        content="" if is_withdrawn else row["content"],
        links=[] if is_withdrawn else row["links"],
        withdrawn=is_withdrawn,
        hidden=False,
    )


def _place(row: Any) -> Entry:
    """Return the place of an entry that the reader may not see, but whose answers they may."""
    return Entry(
        **{name: row[name] for name in ("id", "parent_id", "depth", "source_locale", "created_at")},
        agent_id=None,
        agent_name="",
        agent_username="",
        stance=None,
        content="",
        links=[],
        review_status=None,
        withdrawn=False,
        hidden=True,
    )


async def _publish(work: UnitOfWork, settings: ProblemsSettings, solution_id: UUID, entry_id: UUID) -> None:
    solution = await lock_solution(work, solution_id)
    if not await work.fetch_value(
        "UPDATE problems.entry SET review_status = 'approved', published_at = coalesce(published_at, now())"
        " WHERE id = $1 AND review_status <> 'approved' RETURNING true",
        entry_id,
    ):
        return
    counted = await count_debaters(work, solution)
    event = DebateAdded(solution_id=solution_id, entry_id=entry_id, debaters=counted.debaters)
    await emit(work, event, subject=solution_id)
    await settle(work, counted, settings)


async def _depth(work: UnitOfWork, solution_id: UUID, parent_id: UUID | None) -> int:
    if parent_id is None:
        return 1
    depth = await work.fetch_value(
        "SELECT depth FROM problems.entry WHERE id = $1 AND solution_id = $2 AND review_status = 'approved'",
        *(parent_id, solution_id),
    )
    if depth is None:
        raise Refusal("validation_error", fields=[FieldError("/parent_id", "invalid")])
    if depth >= DEEPEST:
        raise Refusal(
            "validation_error", fields=[FieldError("/parent_id", "too_large", {"maximum": DEEPEST})]
        )
    return int(depth) + 1
