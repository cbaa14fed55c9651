"""Sends one message to one receiver, and says what came of it."""

import ipaddress
import logging
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import msgspec
from commonweal import HttpClient, HttpRefused, HttpUnavailable, PluginContext, Refusal

from commonweal_realtime.webhooks.addresses import check_address, is_public

log = logging.getLogger("commonweal.realtime")

SECONDS = 15
"""How long a receiver may take (Standard Webhooks, "Request timeouts")."""

SHOWN = 1_000
"""How much of an answer is kept, in letters."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an attempt: the status of an answer, or else a problem by its code."""

    status: int | None = None
    problem: str | None = None
    answer: str = ""
    milliseconds: int = 0
    retry_after: timedelta | None = None


class ReceiverRefused(HttpRefused):
    """A message does not go where it would have to; ``problem`` is the code that its owner is shown."""

    def __init__(self, problem: str, words: str) -> None:
        super().__init__(words)
        self.problem = problem


class Door(HttpClient):
    """Lets one request out, to an address that its owner chose: never into a private network, never on.

    The kernel's client connects to the very address that is looked at here, so that a name which leads
    elsewhere a moment later gains nothing.
    """

    def __init__(self, context: PluginContext, *, loopback: bool) -> None:
        super().__init__(context)
        self._loopback = loopback
        self._is_used = False

    def check(self, place: Any) -> bool:
        """Refuse a second request, which only a redirect can ask for; no place may be private."""
        if self._is_used:
            raise ReceiverRefused("redirect", f"the answer leads on to {place}; register that address")
        self._is_used = True
        return False

    def refuse_private(self, place: Any, address: str) -> None:
        """Refuse an address that is not public, but for this machine's own where the operator allows it."""
        found = ipaddress.ip_address(address.partition("%")[0])
        if not is_public(found) and not (self._loopback and found.is_loopback):
            raise ReceiverRefused("private", f"{place} leads into a private network; register a public one")


async def send(context: PluginContext, url: str, headers: Mapping[str, str], body: bytes) -> Outcome:
    """Post a message; whatever happens is an outcome, and nothing is raised."""
    loopback: bool = context.settings.webhooks_on_loopback
    began = time.monotonic()
    try:
        check_address(url, loopback=loopback)
        answer = await Door(context, loopback=loopback).post(
            url,
            content=body,
            headers={"content-type": "application/json", "accept-encoding": "identity", **headers},
            seconds=SECONDS,
        )
    except Refusal:
        outcome = Outcome(problem="address")
    except ReceiverRefused as refused:
        outcome = Outcome(problem=refused.problem)
    except HttpRefused:
        outcome = Outcome(problem="too_long")
    except HttpUnavailable as error:
        outcome = Outcome(problem="late" if isinstance(error.__cause__, TimeoutError) else "unreachable")
    except Exception:  # such as a host that is no name; whatever it is, it is this receiver's
        log.exception("a message to a webhook could not be sent")
        outcome = Outcome(problem="unreachable")
    else:
        words = answer.content[: 4 * SHOWN].decode("utf-8", "replace").replace("\0", "")[:SHOWN]
        asked = retry_after(answer.headers.get("retry-after"), datetime.now(UTC))
        outcome = Outcome(status=answer.status_code, answer=words, retry_after=asked)
    return msgspec.structs.replace(outcome, milliseconds=int(1_000 * (time.monotonic() - began)))


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """Read the header Retry-After, seconds or a date (RFC 9110 §10.2.3); None for none, or a past one."""
    if not value:
        return None
    try:
        pause = timedelta(seconds=int(value)) if value.isdecimal() else parsedate_to_datetime(value) - now
    except (ValueError, TypeError, OverflowError):
        return None
    return pause if pause > timedelta() else None
