"""Inviting people (DOMAIN §10.2): one's link, and what came of it; JSON and page."""

from uuid import UUID

import msgspec
from commonweal import Page, UnitOfWork, Visit, needs
from commonweal_identity import api as identity
from litestar import get

from commonweal_ledger.earnings import REFERRAL_MINOR
from commonweal_ledger.permissions import READ

INVITE = "/account/invite"
_PAID = """
    SELECT count(*) AS rewarded, coalesce(sum(p.amount_minor), 0)::bigint AS earned_minor
    FROM ledger.posting p JOIN ledger.transaction t ON t.id = p.transaction_id
    WHERE p.account_id = $1 AND t.type = 'earn_referral'
        AND NOT EXISTS (SELECT FROM ledger.transaction r WHERE r.reverses = t.id)
"""


class Referrals(msgspec.Struct, frozen=True):
    """One's link, how many joined by it, for how many one was rewarded, and with what, in minor units."""

    link: str
    joined: int
    rewarded: int
    earned_minor: int
    reward_minor: int = REFERRAL_MINOR


async def read_referrals(work: UnitOfWork, human_id: UUID, link: str) -> Referrals:
    """Return what came of a human's invitations."""
    joined = await identity.count_invited(work, human_id)
    rewarded, earned_minor = await work.fetch_row(_PAID, human_id)
    return Referrals(link, joined, rewarded, earned_minor)


@get("/referrals", guards=[needs(READ)], operation_id="readReferrals", summary="Read one's invitations")
async def referrals(request: Visit) -> Referrals:
    """Give the link by which one invites, how many joined, and what one earned by it.

    Whoever registers by the link was invited by its owner, who is rewarded once: when the first mission of
    the invited person is verified.
    """
    return await _referrals_of(request)


@get(INVITE, guards=[needs(READ)])
async def invite_page(request: Visit) -> Page:
    """Show one's link, and what came of it."""
    return Page("ledger/invite.html", {"referrals": await _referrals_of(request)})


async def _referrals_of(visit: Visit) -> Referrals:
    base = (visit.web.settings.public_url or str(visit.base_url)).rstrip("/")
    link = f"{base}/register?invited_by={visit.principal.id}"
    async with visit.web.database.read() as work:
        return await read_referrals(work, visit.principal.account_id, link)
