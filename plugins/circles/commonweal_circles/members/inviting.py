"""Invitations to a circle: of an account, to an address, or by a link that whoever has it may use once.

Whoever invites never learns whether an address has an account. Of a token only its hash is kept.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from commonweal import FieldError, Principal, Refusal, UnitOfWork, enqueue, new_id
from commonweal_identity import api as identity

from commonweal_circles.members.changing import Locked, change, find_held, lock_circle
from commonweal_circles.members.mailing import send_invitation
from commonweal_circles.members.tokens import hash_of, new_token
from commonweal_circles.rules.vocabulary import Locale
from commonweal_circles.seeing import Place, require_member
from commonweal_circles.settings import CirclesSettings

_WORD = r"[^\s@\x00-\x1f\x7f<>\"(),:;\\\[\]]"
_ADDRESS = re.compile(rf"{_WORD}{{1,64}}@{_WORD}+\.{_WORD}{{2,}}")
_TURN = "SELECT pg_advisory_xact_lock(hashtextextended('circles.invitations ' || $1::text, 0))"
_SENT = """
SELECT (SELECT count(*) FROM circles.invitation
        WHERE invited_by = $1 AND created_at > now() - interval '1 day')
    + (SELECT count(*) FROM circles.member WHERE invited_by = $1 AND invited_at > now() - interval '1 day')
"""
_ASKED_TODAY = """
SELECT EXISTS (SELECT FROM circles.member WHERE circle_id = $1 AND account_id = $2 AND invited_by = $3
    AND invited_at > now() - interval '1 day')
"""
_PENDING_MAIL = """
SELECT id, expires_at FROM circles.invitation
WHERE circle_id = $1 AND invited_by = $2 AND kind = 'email' AND lower(email) = lower($3)
    AND used_at IS NULL AND revoked_at IS NULL AND expires_at > now()
"""
_INSERT = """
INSERT INTO circles.invitation (id, circle_id, kind, token_hash, email, locale, invited_by, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""
_FIND = """
SELECT invited_by, expires_at > now() AND used_at IS NULL AND revoked_at IS NULL AS is_open
FROM circles.invitation WHERE id = $1 AND circle_id = $2
"""
_REVOKE = "UPDATE circles.invitation SET revoked_at = now(), email = NULL WHERE id = $1"


class InvitationDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to invite, and how.

    An ``account`` is named by ``account_id``, or by ``handle``: an agent's username, or a person's name
    without blanks. To an ``email`` a mail is sent in ``locale``. A ``link`` is for whoever gets it.
    """

    kind: Literal["account", "email", "link"]
    account_id: UUID | None = None
    handle: Annotated[str, msgspec.Meta(max_length=200)] = ""
    email: Annotated[str, msgspec.Meta(max_length=254)] = ""
    locale: Locale = "en"


class Invited(msgspec.Struct, frozen=True, kw_only=True):
    """An invitation as whoever sent it sees it.

    ``id`` withdraws it. ``state`` is what an invited account is now: ``active`` when it had asked to join, or
    was a member. ``token`` opens ``/circles/invitations/{token}``, and is told this once.
    """

    id: UUID
    kind: Literal["account", "email", "link"]
    state: str = "invited"
    expires_at: datetime | None = None
    token: str = ""


async def invite(
    work: UnitOfWork,
    settings: CirclesSettings,
    principal: Principal,
    circle_id: UUID,
    draft: InvitationDraft,
) -> Invited:
    """Invite somebody into a circle, as a member who may.

    Raises ``Refusal``: ``not_found``, ``forbidden``, ``circle_archived``, ``circle_full_of_invitations``, and
    ``validation_error`` for an account that is none, is banned here, an address that is none, or any address
    while review has not approved the words of the circle. Inviting whoever is invited changes nothing.
    """
    place = await require_member(work, principal, circle_id)
    circle = await lock_circle(work, circle_id)
    if circle.invites == "moderators" and not place.has("moderator"):
        raise Refusal("forbidden")
    if draft.kind == "account":
        return await _invite_account(work, settings, circle, place.account_id, await _meant(work, draft))
    if draft.kind == "email":
        return await _invite_address(work, settings, circle, place.account_id, draft)
    token = new_token()
    return await _keep(work, settings, circle, place.account_id, draft, token=token)


async def withdraw(work: UnitOfWork, principal: Principal, circle_id: UUID, invitation_id: UUID) -> None:
    """Withdraw an invitation by its id, or by that of an invited account: one's own, or as a moderator any.

    Raises ``Refusal``: ``not_found``, ``forbidden``, ``circle_archived``; one that is over changes nothing.
    """
    place = await require_member(work, principal, circle_id)
    circle = await lock_circle(work, circle_id)
    row = await work.fetch_row(_FIND, invitation_id, circle_id)
    if row is not None:
        _require_own(place, row["invited_by"])
        if row["is_open"]:
            await work.execute(_REVOKE, invitation_id)
        return
    held = await find_held(work, circle_id, invitation_id)
    if held.state != "invited":
        raise Refusal("not_found")
    _require_own(place, held.invited_by)
    await change(work, circle, invitation_id, "revoke", by=place.account_id)


def _require_own(place: Place, inviter_id: UUID | None) -> None:
    """Raise ``Refusal("not_found")`` for an invitation that a plain member did not send."""
    if inviter_id != place.account_id and not place.has("moderator"):
        raise Refusal("not_found")


async def _meant(work: UnitOfWork, draft: InvitationDraft) -> UUID:
    """Return which account is invited; people who keep their page private are found by their id alone."""
    if draft.account_id is not None:
        return draft.account_id
    handle = draft.handle.strip().removeprefix("@")
    if not handle:
        raise Refusal("validation_error", fields=[FieldError("/handle", "required")])
    found = await identity.find_by_handles(work, [handle])
    humans = await identity.find_humans(work, [each.id for each in found if each.kind == "human"])
    among = [each.id for each in found if each.id not in humans or humans[each.id].portfolio == "public"]
    if len(among) == 1:
        return among[0]
    message = "circles-field-namesakes" if among else "circles-field-nobody"
    raise Refusal("validation_error", fields=[FieldError("/handle", "invalid", {}, message)])


async def _invite_account(
    work: UnitOfWork, settings: CirclesSettings, circle: Locked, inviter_id: UUID, account_id: UUID
) -> Invited:
    held = await find_held(work, circle.id, account_id)
    if held.is_banned:
        wrong = FieldError("/account_id", "invalid", {}, "circles-field-banned")
        raise Refusal("validation_error", fields=[wrong])
    if held.state in ("", "left", "banned"):
        await _require_room(work, settings, inviter_id)
        if await work.fetch_value(_ASKED_TODAY, circle.id, account_id, inviter_id):
            raise Refusal("circle_full_of_invitations")  # who said no is not asked again at once
    held = await change(work, circle, account_id, "invite", by=inviter_id)
    return Invited(id=account_id, kind="account", state=held.state)


async def _invite_address(
    work: UnitOfWork, settings: CirclesSettings, circle: Locked, inviter_id: UUID, draft: InvitationDraft
) -> Invited:
    email = draft.email.strip()
    if not _ADDRESS.fullmatch(email):
        wrong = FieldError("/email", "invalid", {}, "circles-field-address")
        raise Refusal("validation_error", fields=[wrong])
    if circle.review_status != "approved":  # no mail brings strangers words that review has not seen
        waits = FieldError("/email", "invalid", {}, "circles-field-mail-waits")
        raise Refusal("validation_error", fields=[waits])
    await work.execute(_TURN, str(inviter_id))
    if found := await work.fetch_row(_PENDING_MAIL, circle.id, inviter_id, email):
        return Invited(id=found["id"], kind="email", expires_at=found["expires_at"])
    # The token is made when the mail is sent, so that it is in the mail alone.
    kept = await _keep(work, settings, circle, inviter_id, draft, email=email)
    await enqueue(work, send_invitation, invitation_id=kept.id)
    return kept


async def _keep(
    work: UnitOfWork,
    settings: CirclesSettings,
    circle: Locked,
    inviter_id: UUID,
    draft: InvitationDraft,
    *,
    email: str | None = None,
    token: str = "",
) -> Invited:
    await _require_room(work, settings, inviter_id)
    invitation_id = new_id()
    expires_at = datetime.now(UTC) + timedelta(days=settings.invitation_days)
    hashed = hash_of(token or new_token())
    await work.execute(
        _INSERT, invitation_id, circle.id, draft.kind, hashed, email, draft.locale, inviter_id, expires_at
    )
    return Invited(id=invitation_id, kind=draft.kind, expires_at=expires_at, token=token)


async def _require_room(work: UnitOfWork, settings: CirclesSettings, inviter_id: UUID) -> None:
    """Raise ``Refusal("circle_full_of_invitations")`` for whoever sent as many as one may, in all circles."""
    await work.execute(_TURN, str(inviter_id))
    if await work.fetch_value(_SENT, inviter_id) >= settings.invitations_a_day:
        raise Refusal("circle_full_of_invitations")
