"""Whom a form offers to thank: members who are about, never all of them."""

from uuid import UUID

from commonweal import UnitOfWork

from commonweal_circles.members.people import Person, people

_EACH = 40
_WHOM = f"""
SELECT m.account_id FROM (
    (SELECT account_id FROM circles.member WHERE circle_id = $1 AND state = 'active'
        ORDER BY joined_at DESC, account_id DESC LIMIT {_EACH})
    UNION (SELECT author_id FROM circles.post WHERE circle_id = $1 AND depth = 0 AND is_public
        ORDER BY active_at DESC, id DESC LIMIT {_EACH})
    UNION (SELECT human_id FROM circles.contribution WHERE circle_id = $1 AND missions > 0 AND weight > 0
        ORDER BY missions DESC, earned_minor DESC, human_id LIMIT {_EACH})
    UNION (SELECT account_id FROM circles.member WHERE circle_id = $1 AND role <> 'member' LIMIT {_EACH})
    UNION (SELECT $3::uuid)
) AS about JOIN circles.member AS m ON m.circle_id = $1 AND m.account_id = about.account_id
WHERE m.state = 'active' AND m.account_id <> $2
"""


async def whom_to_thank(work: UnitOfWork, circle_id: UUID, giver: UUID, asked: UUID | None) -> list[Person]:
    """Return active members by name: who came or wrote last, did most, keeps order, or is asked for."""
    ids = [row["account_id"] for row in await work.fetch(_WHOM, circle_id, giver, asked)]
    found = await people(work, ids, circle_id)
    return sorted((each for each in found.values() if each.name), key=lambda each: each.name.casefold())
