"""What members have not read yet: all posts of others whose number is greater than the one they read to."""

from typing import Any
from uuid import UUID

import msgspec
from commonweal import Principal, Refusal, UnitOfWork

from commonweal_circles.seeing import Place, require_inside

MOST = 100
"""Counts end here, so that they cost the same in every circle: this many means that or more."""
_READ_TO = """
SELECT m.read_to, c.newest_post FROM circles.member AS m JOIN circles.circle AS c ON c.id = m.circle_id
WHERE m.circle_id = $1 AND m.account_id = $2 AND m.state = 'active'
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


class Reading(msgspec.Struct, frozen=True):
    """Up to which number a member has read, and the newest there is; others have read nothing."""

    read_to: int | None = None
    newest: int = 0

    def is_new(self, number: int) -> bool:
        """Say whether a post is newer than what was read."""
        return self.read_to is not None and number > self.read_to


async def reading_of(work: UnitOfWork, place: Place) -> Reading:
    """Return what somebody has read of a circle."""
    row: Any = await work.fetch_row(_READ_TO, place.circle_id, place.account_id)
    return Reading() if row is None else Reading(row["read_to"], row["newest_post"])


async def mark_read(work: UnitOfWork, principal: Principal, circle_id: UUID, number: int) -> ReadTo:
    """Take note that a member has read up to a number; an older one changes nothing.

    Raises ``Refusal``: ``not_found``, ``forbidden`` for whoever is no member.
    """
    place = await require_inside(work, principal, circle_id)
    read = await work.fetch_value(_READ, circle_id, place.account_id, number)
    if read is None:
        raise Refusal("forbidden")
    return ReadTo(read, await work.fetch_value(_UNREAD, circle_id, read, place.account_id))
