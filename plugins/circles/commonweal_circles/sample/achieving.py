"""What the sample circles achieve: missions on their boards, milestones, outcomes, and thanks."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from commonweal import UnitOfWork
from commonweal_identity.api import sample_id
from commonweal_missions import api as missions

from commonweal_circles.progress.counting import count_claim
from commonweal_circles.sample.naming import account_of, circle_id_of

_PROPOSAL = """
INSERT INTO circles.proposal (id, circle_id, mission_id, proposed_by, reason, locale, state, created_at,
    adopted_at, ended_at)
VALUES ($1, $2, $3, $4, $5, $6, $7::text, $8::timestamptz, CASE WHEN $7 <> 'proposed' THEN $8 END,
    CASE WHEN $7 = 'done' THEN $9::timestamptz END)
"""
_ADOPTED = "UPDATE circles.circle SET missions = missions + 1 WHERE id = $1"
_VOTE = "INSERT INTO circles.vote (proposal_id, account_id, voted_at) VALUES ($1, $2, $3)"
_MILESTONE = """
INSERT INTO circles.milestone (id, circle_id, kind, title, metric, target, set_by, starts_at, ends_at,
    created_at)
VALUES ($1, $2, CASE WHEN $8::timestamptz IS NULL THEN 'milestone' ELSE 'challenge' END, $3, $4, $5, $6, $7,
    $8, $7)
"""
_THANKS = """
INSERT INTO circles.gratitude (id, circle_id, from_id, to_id, day, text, locale, review_status, created_at)
VALUES ($1, $2, $3, $4, ($7::timestamptz AT TIME ZONE 'UTC')::date, $5, $6, 'approved', $7)
"""


async def load_missions(work: UnitOfWork, circle: dict[str, Any], now: datetime) -> None:
    """Put missions on the board of a circle, set its milestones, and count what members have done.

    Missions that are not there, because their sample is not, are left out.
    """
    planned = [("adopted", each) for each in circle.get("adopted", ())]
    planned += [("proposed", each) for each in circle.get("proposed", ())]
    known = await missions.find_missions(work, [UUID(each["mission"]) for _, each in planned], "en")
    there = [(state, each) for state, each in planned if UUID(each["mission"]) in known]
    for state, each in there:
        await _propose(work, circle, state, each, now)
    for number, milestone in enumerate(circle.get("milestones", ())):
        await _aim(work, circle, number, milestone, now)
    for _, each in there:
        for claim_id in each.get("claims", ()):
            await count_claim(work, UUID(claim_id))


async def load_thanks(work: UnitOfWork, circle: dict[str, Any], now: datetime) -> None:
    """Write the notes of gratitude of a circle."""
    for number, note in enumerate(circle.get("thanks", ())):
        await work.execute(
            _THANKS,
            *(sample_id("circle-thanks", f"{circle['name']}/{number}"), circle_id_of(circle)),
            *(account_of(note["from"]).id, account_of(note["to"]).id, note["text"], circle["locale"]),
            now - timedelta(days=note["days"]),
        )


async def _propose(
    work: UnitOfWork, circle: dict[str, Any], state: str, each: dict[str, Any], now: datetime
) -> None:
    circle_id = circle_id_of(circle)
    proposal_id = sample_id("circle-proposal", f"{circle['name']}/{each['mission']}")
    at = now - timedelta(days=each["days"])
    await work.execute(
        _PROPOSAL,
        *(proposal_id, circle_id, UUID(each["mission"]), account_of(each["by"]).id, each["reason"]),
        *(circle["locale"], "done" if each.get("done") else state, at, now),
    )
    if state == "adopted":
        await work.execute(_ADOPTED, circle_id)
    for name in each.get("votes", ()):
        await work.execute(_VOTE, proposal_id, account_of(name).id, at + timedelta(hours=2))


async def _aim(
    work: UnitOfWork, circle: dict[str, Any], number: int, milestone: dict[str, Any], now: datetime
) -> None:
    at = now - timedelta(days=milestone["days"])
    ends = at + timedelta(days=milestone["ends"]) if "ends" in milestone else None
    await work.execute(
        _MILESTONE,
        *(sample_id("circle-milestone", f"{circle['name']}/{number}"), circle_id_of(circle)),
        *(milestone["title"], milestone["metric"], milestone["target"]),
        *(account_of(circle["owner"]).id, at, ends),
    )
