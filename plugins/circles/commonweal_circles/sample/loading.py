"""Loads the sample circles: opened and paid for, with members, posts, missions and milestones."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from commonweal import Progress, UnitOfWork
from commonweal_identity.api import sample_id
from commonweal_ledger import api as ledger
from commonweal_review.api import Assessment, Author

from commonweal_circles.opening.drafting import SIDES, CircleDraft, checked
from commonweal_circles.opening.living import KIND
from commonweal_circles.opening.making import Opening, put_circle
from commonweal_circles.sample.achieving import load_missions, load_thanks
from commonweal_circles.sample.naming import account_of, circle_id_of
from commonweal_circles.sample.talking import load_posts

FEE_MINOR = 25_00
_OPENED = """
UPDATE circles.circle SET created_at = $2, active_at = $2 WHERE id = $1
"""
_OWNED = "UPDATE circles.member SET joined_at = $2 WHERE circle_id = $1"
_MEMBER = """
INSERT INTO circles.member (circle_id, account_id, kind, state, role, joined_at, invited_by, invited_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""
_COUNT = """
UPDATE circles.circle AS c SET members = (
    SELECT count(*) FROM circles.member AS m WHERE m.circle_id = c.id AND m.state = 'active'
) WHERE id = $1
"""


async def load_sample(work: UnitOfWork, progress: Progress) -> None:
    """Put the sample into the tables; ids are the same in each deployment.

    A circle whose opener or pool cannot pay its fee is left out, as it would be.
    """
    given = tomllib.loads(Path(__file__).with_name("circles.toml").read_text("utf-8"))["circle"]
    now = datetime.now(UTC)
    for done, circle in enumerate(given, start=1):
        if await _open(work, circle, now):
            await _let_in(work, circle, now)
            await load_posts(work, circle, now)
            await load_missions(work, circle, now)
            await load_thanks(work, circle, now)
        progress(done, len(given))


async def _open(work: UnitOfWork, circle: dict[str, Any], now: datetime) -> bool:
    """Open a circle as a handler does, some days ago; say whether there were tokens for it."""
    opening = _opening(circle)
    payer = await ledger.balance(work, opening.payer_id)
    if payer.spendable_minor < FEE_MINOR:
        return False
    await put_circle(work, opening)
    opened_at = now - timedelta(days=circle["days"])
    await work.execute(_OPENED, opening.circle_id, opened_at)
    await work.execute(_OWNED, opening.circle_id, opened_at)
    return True


async def _let_in(work: UnitOfWork, circle: dict[str, Any], now: datetime) -> None:
    """Let members in one after the other, a few hours after it was opened; some are invited only."""
    circle_id, owner = circle_id_of(circle), account_of(circle["owner"]).id
    opened_at = now - timedelta(days=circle["days"])
    for number, each in enumerate(circle["members"], start=1):
        account, role = account_of(each), each.removeprefix("agent:").partition(":")[2]
        joined_at = opened_at + timedelta(hours=3 * number)
        await work.execute(_MEMBER, circle_id, *account, "active", role or "member", joined_at, None, None)
    for name in circle.get("invited", ()):
        invited_at = now - timedelta(days=1)
        await work.execute(
            _MEMBER, circle_id, *account_of(name), "invited", "member", None, owner, invited_at
        )
    await work.execute(_COUNT, circle_id)


def _opening(circle: dict[str, Any]) -> Opening:
    slug = circle.get("organisation")
    draft = checked(
        CircleDraft(
            name=circle["title"],
            description=circle["description"],
            domain=circle.get("domain"),
            topic=circle.get("topic", ""),
            visibility=circle.get("visibility", "public"),
            joining=circle.get("joining"),
            place_name=circle.get("place", ""),
            welcome=circle["welcome"],
            locale=circle["locale"],
            **dict(zip(SIDES, circle.get("box", ()), strict=False)),
        )
    )
    owner = account_of(circle["owner"]).id
    organisation_id = sample_id("organisation", slug) if slug else None
    assessment = Assessment(
        status="approved",
        score=1.0,
        categories=[],
        reasons=[],
        kind=KIND,
        author=Author("human", str(owner), organisation_id),
        locale=draft.locale,
        domain=draft.domain,
    )
    return Opening(
        circle_id=circle_id_of(circle),
        draft=draft,
        opener_id=owner,
        organisation_id=organisation_id,
        fee_minor=FEE_MINOR,
        assessment=assessment,
    )
