"""Faults on purpose: a process that dies at any step, and stores that refuse, lose answers or act late."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from commonweal import VectorsUnavailable
from commonweal.storage import work as work_module
from commonweal.storage.work import UnitOfWork

_STATEMENTS = ("fetch", "fetch_row", "fetch_value", "execute", "execute_many")
_WRITES = ("upsert", "delete")


class Killed(BaseException):
    """What a process that is killed does from then on: nothing."""


class Faults:
    """Counts every step a process takes with the database and its stores, and ends it at one of them."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.trouble = ""
        self.late: list = []
        self._left = 0
        self._steps = 0
        for name in _STATEMENTS:
            patch.setattr(UnitOfWork, name, self._counted(getattr(UnitOfWork, name)))
        patch.setattr(work_module, "_commit", self._counted(work_module._commit))

    def afflict(self, patch: pytest.MonkeyPatch, store, *, own_transactions: bool) -> None:
        """Let a store suffer; only one that is no part of our transactions can act late."""
        for name in _WRITES:
            call = self._troubled(getattr(store, name), own_transactions=own_transactions)
            patch.setattr(store, name, self._counted(call), raising=False)

    @contextmanager
    def dying_at(self, step: int) -> Iterator[None]:
        """Die right after the n-th step, or not at all if there are fewer; 0 for never."""
        self._left, self._steps = step, 0
        try:
            yield
        except Killed:
            pass
        finally:
            self._left = 0

    @property
    def died(self) -> bool:
        """Whether the last one died before its end."""
        return self._steps < 0

    async def let_arrive(self) -> None:
        """Let what stores were asked, and did not answer, take effect."""
        while self.late:
            await self.late.pop()()

    def _counted(self, function):
        async def wrapper(*arguments, **options):
            result = await function(*arguments, **options)
            self._count()
            return result

        return wrapper

    def _count(self) -> None:
        if self._left:
            self._steps += 1
            if self._steps == self._left:
                self._left, self._steps = 0, -1
                raise Killed

    def _troubled(self, function, *, own_transactions: bool):
        async def wrapper(*arguments, **options):
            if self.trouble == "late" and own_transactions:
                self.late.append(lambda: function(*arguments, **options))
            elif self.trouble != "down":
                answer = await function(*arguments, **options)
                if not self.trouble:
                    return answer
            raise VectorsUnavailable("the store does not answer")

        return wrapper
