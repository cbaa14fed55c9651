"""Passwords are hashed with argon2id (RFC 9106) in a few threads of their own, never on the event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError
from commonweal import Refusal

from commonweal_identity.settings import IdentitySettings

T = TypeVar("T")


class Hasher:
    """Hashes and checks passwords; ``computed`` counts how often, which makes up the time of an answer."""

    def __init__(self, settings: IdentitySettings) -> None:
        self.computed = 0
        self._waiting = 0
        self._most_waiting = settings.hash_waiting
        self._threads = ThreadPoolExecutor(settings.hash_threads, thread_name_prefix="identity-hash")
        self._argon2 = PasswordHasher(
            time_cost=settings.hash_rounds,
            memory_cost=settings.hash_memory_kib,
            parallelism=1,
            type=Type.ID,
        )

    async def hash(self, password: str) -> str:
        """Return the hash to keep; raises ``Refusal("service_unavailable")`` when too many wait already."""
        return await self._run(self._argon2.hash, password)

    async def matches(self, kept: str | None, password: str) -> bool:
        """Say whether a password is the one that was kept.

        Without one, a hash is computed all the same: how long it takes tells nobody whether there is one.
        """
        if kept is None:
            await self.hash(password)
            return False
        return await self._run(self._verify, kept, password)

    def is_outdated(self, kept: str) -> bool:
        """Say whether a hash was made with less effort than is asked for now."""
        return self._argon2.check_needs_rehash(kept)

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _verify(self, kept: str, password: str) -> bool:
        try:
            return self._argon2.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _run(self, compute: Callable[..., T], *given: str) -> T:
        if self._waiting >= self._most_waiting:
            raise Refusal("service_unavailable")
        self._waiting += 1
        self.computed += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, compute, *given)
        finally:
            self._waiting -= 1
