"""Members react to posts; each reaction of each member counts once."""

from uuid import UUID

import msgspec
from commonweal import Principal, Refusal, UnitOfWork, emit

from commonweal_circles.events import ReactionChanged
from commonweal_circles.rules.vocabulary import Reaction
from commonweal_circles.seeing import require_member
from commonweal_circles.talk.living import lock_post

_GIVE = """
INSERT INTO circles.reaction (post_id, account_id, reaction) VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING RETURNING true
"""
_TAKE = """
DELETE FROM circles.reaction WHERE post_id = $1 AND account_id = $2 AND reaction = $3 RETURNING true
"""
_COUNT = """
UPDATE circles.post SET reactions = CASE
    WHEN coalesce((reactions ->> $2)::int, 0) + $3 > 0
    THEN jsonb_set(reactions, ARRAY[$2], to_jsonb(coalesce((reactions ->> $2)::int, 0) + $3))
    ELSE reactions - $2 END
WHERE id = $1 RETURNING coalesce((reactions ->> $2)::int, 0)
"""
_COUNTED = "SELECT coalesce((reactions ->> $2)::int, 0) FROM circles.post WHERE id = $1"


class Reacted(msgspec.Struct, frozen=True):
    """How often a reaction was given to a post, and whether by the reader."""

    reaction: Reaction
    count: int
    reacted: bool


async def react(
    work: UnitOfWork, principal: Principal, circle_id: UUID, post_id: UUID, reaction: Reaction, *, on: bool
) -> Reacted:
    """Give a reaction to a post that all see, or take it back; twice changes nothing.

    Raises ``Refusal``: ``not_found``, ``forbidden`` for whoever is no member, ``circle_archived``.
    """
    await require_member(work, principal, circle_id)
    post = await lock_post(work, circle_id, post_id)
    if not post.is_public:
        raise Refusal("not_found")
    changed = await work.fetch_value(_GIVE if on else _TAKE, post_id, principal.account_id, reaction)
    if not changed:
        return Reacted(reaction, await work.fetch_value(_COUNTED, post_id, reaction), on)
    count: int = await work.fetch_value(_COUNT, post_id, reaction, 1 if on else -1)
    event = ReactionChanged(
        circle_id=circle_id, thread_id=post.thread_id, post_id=post_id, reaction=reaction, count=count
    )
    await emit(work, event, subject=circle_id)
    return Reacted(reaction, count, on)
