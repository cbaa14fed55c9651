"""How a service is asked: with patience for what passes by itself, and none for what does not."""

import asyncio
import random
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import msgspec
from commonweal import (
    EmbedderRefused,
    HttpClient,
    HttpRefused,
    HttpUnavailable,
    VectorSettings,
    VectorsUnavailable,
)

from commonweal_vectors.embedders.answers import is_too_large, said

if TYPE_CHECKING:
    import httpx

PATIENCE = 5.0
"""How many seconds a question is asked again; what has no answer by then is left for later."""

_FIRST_WAIT = 0.2
_PASSING = frozenset({408, 409, 424, 425, 429})
_FAILED = 500


class _Later(msgspec.Struct):
    """Why there is no answer yet, and how many seconds the service wants to be left alone."""

    problem: str
    seconds: float = 0


class Asking:
    """Posts questions to one address, again while the service is busy or out of order."""

    def __init__(self, http: HttpClient, settings: VectorSettings, address: str) -> None:
        self._http = http
        self._key = key = settings.embedder_key
        self._seconds = settings.embedder_seconds
        self._address = address
        self._headers = {"authorization": f"Bearer {key.reveal()}"} if key else {}

    async def ask(self, question: Mapping[str, Any]) -> "httpx.Response":
        """Return the answer, whatever its status, unless that passes by itself.

        Raises ``VectorsUnavailable`` when patience is over, and ``EmbedderRefused`` for an address that may
        not be asked.
        """
        over = time.monotonic() + PATIENCE
        wait = _FIRST_WAIT
        while isinstance(answer := await self._once(question), _Later):
            pause = max(answer.seconds, wait * random.uniform(0.5, 1))  # noqa: S311 - so that not all come at once
            if time.monotonic() + pause > over:
                raise VectorsUnavailable(f"{answer.problem}; embedding is tried again later")
            await asyncio.sleep(pause)
            wait *= 2
        return answer

    def said(self, response: "httpx.Response") -> str:
        """Return what the service says is wrong, without the key."""
        words = said(response)
        return words.replace(self._key.reveal(), str(self._key)) if self._key else words

    async def _once(self, question: Mapping[str, Any]) -> "httpx.Response | _Later":
        try:
            response = await self._http.post(
                self._address, headers=self._headers, json=question, seconds=self._seconds
            )
        except HttpUnavailable as error:
            return _Later(str(error))
        except HttpRefused as error:
            raise EmbedderRefused(f"{error}; look at vectors.embedder_url") from error
        passes = response.status_code in _PASSING or response.status_code >= _FAILED
        if not passes or is_too_large(response):
            return response
        problem = f"{self._address} answers with {response.status_code} ({self.said(response)})"
        return _Later(problem, _told_seconds(response.headers.get("retry-after", "")))


def _told_seconds(retry_after: str) -> float:
    """Return the seconds of a header Retry-After, which names seconds or a moment (RFC 9110, 10.2.3)."""
    try:
        return max(0.0, float(retry_after))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return 0
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
