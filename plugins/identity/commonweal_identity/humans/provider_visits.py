"""A browser's way to a provider and back: what is kept of it, for ten minutes and one use."""

import base64
import binascii
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Refusal, Visit
from litestar import Response

from commonweal_identity.humans.cookies import PROVIDER, read_cookie, set_cookie
from commonweal_identity.humans.providers import (
    Person,
    ProviderFailed,
    Trip,
    address_at,
    new_trip,
    person_at,
)
from commonweal_identity.keys import SealBroken
from commonweal_identity.services import identity_in
from commonweal_identity.settings import Provider

_KEEP = """
INSERT INTO identity.provider_visit (state, browser, provider, nonce, verifier, next, human_id)
VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
_TAKE = """
DELETE FROM identity.provider_visit
WHERE state = $1 AND browser = $2 AND provider = $3 AND created_at > now() - interval '10 minutes'
RETURNING nonce, verifier, next, human_id
"""
NEWCOMER = "newcomer"
_NEWCOMER_FOR = timedelta(minutes=30)


class Arrived(msgspec.Struct, frozen=True):
    """Who came back from a provider, where they wanted to go, and whose account they connect, if any."""

    person: Person
    next: str
    human_id: UUID | None


class Stranger(msgspec.Struct, frozen=True):
    """Somebody a provider vouches for, who has no account here yet; sealed into a cookie."""

    provider: str
    person: Person
    next: str
    at: datetime


class Departure(msgspec.Struct, frozen=True):
    """Where to send a browser, and the secret that it is to bring back."""

    address: str
    browser: str

    def remember(self, response: Response[Any], visit: Visit) -> None:
        """Let the browser keep its secret."""
        set_cookie(response, visit, PROVIDER, self.browser, 600)


def provider_called(visit: Visit, name: str) -> Provider:
    """Return a provider of the settings; raises ``Refusal("not_found")``."""
    provider = identity_in(visit).settings.providers.get(name)
    if provider is None:
        raise Refusal("not_found")
    return provider


async def depart(visit: Visit, name: str, onward: str, human_id: UUID | None = None) -> Departure:
    """Begin a visit to a provider; raises ``ProviderFailed`` when it cannot be found."""
    provider, keys, trip = provider_called(visit, name), identity_in(visit).keys, new_trip()
    address = await address_at(provider, trip, _back(visit, name))
    browser = secrets.token_urlsafe(32)
    sealed = keys.seal(trip.verifier.encode(), trip.state)
    async with visit.web.database.write() as work:
        await work.execute(
            _KEEP,
            *(keys.hash("visit", trip.state), keys.hash("visit", browser), name, trip.nonce, sealed),
            *(onward, human_id),
        )
    return Departure(address, browser)


async def arrive(visit: Visit, name: str) -> Arrived:
    """Return who comes back from a provider; raises ``ProviderFailed`` for what does not fit."""
    provider, keys = provider_called(visit, name), identity_in(visit).keys
    sent = dict(visit.parameters)
    state, browser = sent.get("state", ""), read_cookie(visit, PROVIDER)
    async with visit.web.database.write() as work:
        row = await work.fetch_row(_TAKE, keys.hash("visit", state), keys.hash("visit", browser), name)
    if row is None:
        raise ProviderFailed("this browser did not begin this visit, or too long ago")
    if "error" in sent or not sent.get("code"):
        raise ProviderFailed("the provider sent the person back without a code")
    trip = Trip(state, row["nonce"], keys.open(row["verifier"], state).decode())
    person = await person_at(provider, trip, _back(visit, name), sent["code"], sent.get("iss", ""))
    return Arrived(person, row["next"], row["human_id"])


def remember_stranger(response: Response[Any], visit: Visit, stranger: Stranger) -> None:
    """Let the browser keep who a provider says it is, until the account is made."""
    sealed = identity_in(visit).keys.seal(msgspec.json.encode(stranger), NEWCOMER)
    value = base64.urlsafe_b64encode(sealed).decode()
    set_cookie(response, visit, NEWCOMER, value, int(_NEWCOMER_FOR.total_seconds()))


def remembered_stranger(visit: Visit) -> Stranger | None:
    """Return who a provider said this browser is."""
    try:
        sealed = base64.urlsafe_b64decode(read_cookie(visit, NEWCOMER))
        found = msgspec.json.decode(identity_in(visit).keys.open(sealed, NEWCOMER), type=Stranger)
    except (SealBroken, ValueError, binascii.Error, msgspec.MsgspecError):
        return None
    return found if datetime.now(UTC) - found.at < _NEWCOMER_FOR else None


def _back(visit: Visit, name: str) -> str:
    base = visit.web.settings.public_url or str(visit.base_url)
    return f"{base.rstrip('/')}/sign-in/with/{name}/callback"
