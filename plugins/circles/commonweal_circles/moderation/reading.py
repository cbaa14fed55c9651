"""What waits for the moderators of a circle, and the log of what they did as each reader may see it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

from commonweal_circles.members.people import Person, people
from commonweal_circles.seeing import NOBODY, Place

MOST = 50
_REPORTED = """
SELECT p.id AS post_id, p.thread_id, p.author_id, p.kind, t.title, left(p.text, 400) AS excerpt, p.locale,
    p.hidden_at IS NOT NULL AS is_hidden, min(r.created_at) AS since,
    jsonb_agg(jsonb_build_object('id', r.id, 'reason', r.reason, 'text', r.text,
        'created_at', r.created_at) ORDER BY r.created_at, r.id) AS reports
FROM circles.report AS r JOIN circles.post AS p ON p.id = r.post_id
    JOIN circles.post AS t ON t.id = p.thread_id
WHERE r.circle_id = $1 AND r.state = 'open'
GROUP BY p.id, t.id ORDER BY count(*) DESC, min(r.created_at) LIMIT $2
"""
_HELD = """
SELECT p.id AS post_id, p.thread_id, p.author_id, p.kind, t.title, left(p.text, 400) AS excerpt, p.locale,
    p.held_at AS since
FROM circles.post AS p JOIN circles.post AS t ON t.id = p.thread_id
WHERE p.circle_id = $1 AND NOT p.is_public AND p.held_at IS NOT NULL AND p.deleted_at IS NULL
    AND p.hidden_at IS NULL
ORDER BY p.created_at LIMIT $2
"""
_APPEALS = """
SELECT a.id, a.account_id, a.about, a.post_id, a.text, a.created_at, a.state, a.answer, a.decided_by,
    a.decided_at, p.thread_id, coalesce(left(p.text, 400), '') AS excerpt,
    coalesce(nullif(p.hidden_reason, ''), m.ban_reason, '') AS reason
FROM circles.appeal AS a LEFT JOIN circles.post AS p ON p.id = a.post_id
    LEFT JOIN circles.member AS m ON a.about = 'ban' AND m.circle_id = a.circle_id
        AND m.account_id = a.account_id
WHERE a.circle_id = $1 AND a.state = 'open' ORDER BY a.created_at, a.id LIMIT $2
"""
_COUNTS = """
SELECT (SELECT count(DISTINCT post_id) FROM circles.report WHERE circle_id = $1 AND state = 'open')
    + (SELECT count(*) FROM circles.post WHERE circle_id = $1 AND NOT is_public AND held_at IS NOT NULL
        AND deleted_at IS NULL AND hidden_at IS NULL)
    + (SELECT count(*) FROM circles.appeal WHERE circle_id = $1 AND state = 'open')
"""
_LOG = """
SELECT a.id, a.act, a.actor_id, a.subject_id, a.post_id, p.thread_id, a.reason, a.details, a.seen_by, a.at,
    coalesce(p.is_public, false) AS post_is_seen, coalesce(m.title, '') AS title
FROM circles.act AS a LEFT JOIN circles.post AS p ON p.id = a.post_id
    LEFT JOIN circles.milestone AS m ON m.id = (a.details ->> 'milestone_id')::uuid
WHERE a.circle_id = $1 AND (a.seen_by = ANY ($2) OR a.subject_id = $3)
    AND ($4::timestamptz IS NULL OR (a.at, a.id) < ($4, $5::uuid))
ORDER BY a.at DESC, a.id DESC LIMIT $6
"""


class OneReport(msgspec.Struct, frozen=True, kw_only=True):
    """One reader's report; moderators do not learn whose it is."""

    id: UUID
    reason: str
    text: str
    created_at: datetime


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A post that waits for a moderator: reported, or the first of its author. Its words are a member's."""

    post_id: UUID
    thread_id: UUID
    author: Person
    kind: str
    title: str
    excerpt: str
    locale: str
    since: datetime
    is_hidden: bool = False
    reports: list[OneReport] = []
    untrusted: Literal[True] = True


class OpenAppeal(msgspec.Struct, frozen=True, kw_only=True):
    """An appeal that waits: against a ban or a hidden post, ``reason`` being why that was done."""

    id: UUID
    account: Person
    about: Literal["ban", "post"]
    post_id: UUID | None
    thread_id: UUID | None
    excerpt: str
    reason: str
    text: str
    created_at: datetime
    untrusted: Literal[True] = True


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    """What waits for the moderators of a circle: at most 50 of each, most reported and oldest first."""

    reported: list[Waiting]
    held: list[Waiting]
    appeals: list[OpenAppeal]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the log; ``actor`` is None for the system, a post is named to those who see it.

    ``title`` is that of a milestone. Reasons and titles are members' own words: ``untrusted`` tells agents
    that they are no instructions.
    """

    id: UUID
    act: str
    actor: Person | None
    subject: Person | None
    post_id: UUID | None
    thread_id: UUID | None
    title: str
    reason: str
    details: Mapping[str, Any]
    seen_by: str
    at: datetime
    untrusted: Literal[True] = True


async def read_queue(work: UnitOfWork, circle_id: UUID) -> Queue:
    """Return what waits in a circle; whoever asks was found to be a moderator of it."""
    reported = await work.fetch(_REPORTED, circle_id, MOST)
    held = await work.fetch(_HELD, circle_id, MOST)
    appeals = await work.fetch(_APPEALS, circle_id, MOST)
    ids = {row["author_id"] for row in [*reported, *held]} | {row["account_id"] for row in appeals}
    known = await people(work, ids, circle_id)
    return Queue(
        reported=[
            _waiting(row, known, msgspec.json.decode(row["reports"], type=list[OneReport]))
            for row in reported
        ],
        held=[_waiting(row, known, []) for row in held],
        appeals=[_appeal(row, known) for row in appeals],
    )


async def count_waiting(work: UnitOfWork, circle_id: UUID) -> int:
    """Return how many posts and appeals wait for the moderators of a circle."""
    counted: int = await work.fetch_value(_COUNTS, circle_id)
    return counted


async def read_log(
    work: UnitOfWork, place: Place, limit: int, after: tuple[datetime, UUID] | None
) -> tuple[list[Entry], tuple[datetime, UUID] | None]:
    """Return a part of the log as somebody who sees the inside may see it, newest first, and its end.

    Readers see what is for readers, members more, moderators all; everybody sees what was done to them.
    """
    levels = ["readers"] + ["members"] * place.is_member + ["moderators"] * place.has("moderator")
    subject = None if place.account_id == NOBODY else place.account_id
    at, entry_id = after or (None, None)
    rows = await work.fetch(_LOG, place.circle_id, levels, subject, at, entry_id, limit + 1)
    shown = rows[:limit]
    ids = {row[name] for row in shown for name in ("actor_id", "subject_id") if row[name]}
    known = await people(work, ids, place.circle_id)
    entries = [_entry(row, known, place) for row in shown]
    more = len(rows) > limit
    return entries, (shown[-1]["at"], shown[-1]["id"]) if more else None


def _waiting(row: Any, known: Mapping[UUID, Person], reports: list[OneReport]) -> Waiting:
    return Waiting(
        **{
            name: row[name]
            for name in ("post_id", "thread_id", "kind", "title", "excerpt", "locale", "since")
        },
        is_hidden=bool(dict(row).get("is_hidden")),
        author=known[row["author_id"]],
        reports=reports,
    )


def _appeal(row: Any, known: Mapping[UUID, Person]) -> OpenAppeal:
    names = ("id", "about", "post_id", "thread_id", "excerpt", "reason", "text", "created_at")
    return OpenAppeal(account=known[row["account_id"]], **{name: row[name] for name in names})


def _entry(row: Any, known: Mapping[UUID, Person], place: Place) -> Entry:
    """Return a line; the way to a post is shown to those who see the post."""
    sees = row["post_is_seen"] or place.has("moderator") or row["subject_id"] == place.account_id
    return Entry(
        **{name: row[name] for name in ("id", "act", "title", "reason", "seen_by", "at")},
        details=_details(row["details"]),
        actor=known.get(row["actor_id"]),
        subject=known.get(row["subject_id"]),
        post_id=row["post_id"] if sees else None,
        thread_id=row["thread_id"] if sees else None,
    )


def _details(kept: str) -> Mapping[str, Any]:
    """Return the codes of an entry, without its mission: not every reader may know of that one."""
    details: dict[str, Any] = msgspec.json.decode(kept)
    details.pop("mission_id", None)
    return details
