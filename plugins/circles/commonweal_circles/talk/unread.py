"""What members have not read yet: all posts of others whose number is greater than the one they read to."""

from uuid import UUID

import msgspec
from commonweal import Principal, Refusal, UnitOfWork

from commonweal_circles.seeing import Place, require_inside

MOST = 100
"""Counts end here, so that they cost the same in every circle: this many means that or more."""
_READ_TO = """
SELECT read_to FROM circles.member WHERE circle_id = $1 AND account_id = $2 AND state = 'active'
"""
_READ = """
UPDATE circles.member AS m SET read_to = greatest(m.read_to, least($3, c.newest_post))
FROM circles.circle AS c
WHERE m.circle_id = $1 AND c.id = $1 AND m.account_id = $2 AND m.state = 'active' RETURNING m.read_to
"""
_UNREAD = f"""
SELECT count(*) FROM (
    SELECT FROM circles.post
    WHERE circle_id = $1 AND number > $2 AND is_public AND author_id <> $3 LIMIT {MOST}
) AS unread
"""


class ReadTo(msgspec.Struct, frozen=True):
    """Up to which number a member has read, and how many posts are newer; 100 means that or more."""

    read_to: int
    unread: int


async def read_to(work: UnitOfWork, place: Place) -> int | None:
    """Return up to which number a member has read; None for whoever is none."""
    number: int | None = await work.fetch_value(_READ_TO, place.circle_id, place.account_id)
    return number


async def mark_read(work: UnitOfWork, principal: Principal, circle_id: UUID, number: int) -> ReadTo:
    """Take note that a member has read up to a number; an older one changes nothing.

    Raises ``Refusal``: ``not_found``, ``forbidden`` for whoever is no member.
    """
    place = await require_inside(work, principal, circle_id)
    read = await work.fetch_value(_READ, circle_id, place.account_id, number)
    if read is None:
        raise Refusal("forbidden")
    return ReadTo(read, await work.fetch_value(_UNREAD, circle_id, read, place.account_id))
