"""The last step of every way in: a session by cookie, or first the second factor."""

import base64
import binascii
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Refusal, Visit
from litestar import Response
from litestar.response import Redirect

from commonweal_identity.humans.cookies import SECOND_STEP, SESSION, read_cookie, set_cookie
from commonweal_identity.humans.sessions import Tokens, begin_session, end_sessions, tokens_of
from commonweal_identity.humans.signing_in import SignedIn
from commonweal_identity.humans.visitors import place_of
from commonweal_identity.keys import SealBroken
from commonweal_identity.services import identity_in

STEP_PAGE, ENROL_PAGE = "/sign-in/second-step", "/account/second-factor"
_STEP_FOR = timedelta(minutes=10)


class HalfWay(msgspec.Struct, frozen=True):
    """A person who knew the password and has not shown the second factor yet; sealed into a cookie."""

    human_id: UUID
    next: str
    at: datetime


async def enter(visit: Visit, who: SignedIn, onward: str) -> Response[Any]:
    """Let a person in who knows the password, or lead on to the second factor."""
    if not who.needs_second_factor:
        return await enter_now(
            visit, who.human_id, ENROL_PAGE if who.is_admin else onward, second_factor=False
        )
    sealed = identity_in(visit).keys.seal(
        msgspec.json.encode(HalfWay(who.human_id, onward, datetime.now(UTC))), SECOND_STEP
    )
    response = Redirect(STEP_PAGE, status_code=303)
    value = base64.urlsafe_b64encode(sealed).decode()
    set_cookie(response, visit, SECOND_STEP, value, int(_STEP_FOR.total_seconds()))
    return response


def half_way(visit: Visit) -> HalfWay | None:
    """Return who is between password and second factor in this browser, if anybody."""
    try:
        sealed = base64.urlsafe_b64decode(read_cookie(visit, SECOND_STEP))
        found = msgspec.json.decode(identity_in(visit).keys.open(sealed, SECOND_STEP), type=HalfWay)
    except (SealBroken, ValueError, binascii.Error, msgspec.MsgspecError):
        return None
    return found if datetime.now(UTC) - found.at < _STEP_FOR else None


async def enter_now(visit: Visit, human_id: UUID, onward: str, *, second_factor: bool) -> Response[Any]:
    """Begin a session by cookie, in the place of one this browser had."""
    async with visit.web.database.write() as work:
        if visit.principal.session_id is not None:
            await end_sessions(work, [visit.principal.session_id], "signed_out")
        begun = await begin_session(
            work,
            identity_in(visit).keys,
            human_id,
            "cookie",
            place_of(visit),
            second_factor=second_factor,
        )
    response = Redirect(onward, status_code=303)
    set_cookie(response, visit, SESSION, begun.secret)
    if read_cookie(visit, SECOND_STEP):
        set_cookie(response, visit, SECOND_STEP, "")
    return response


async def give_tokens(visit: Visit, who: SignedIn, *, second_factor: bool) -> Tokens:
    """Begin a session of a program that acts for a person."""
    if who.needs_second_factor and not second_factor:
        raise Refusal("second_factor_required")
    keys = identity_in(visit).keys
    async with visit.web.database.write() as work:
        begun = await begin_session(
            work, keys, who.human_id, "token", place_of(visit), second_factor=second_factor
        )
    return tokens_of(keys, begun)
