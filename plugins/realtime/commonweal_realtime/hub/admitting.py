"""Whether somebody may follow, from where, and how things stand there: all from one snapshot."""

import asyncio
import logging
from collections.abc import Collection, Sequence

import msgspec
from commonweal import (
    Database,
    DatabaseUnavailable,
    Host,
    Position,
    Principal,
    Refusal,
    UnitOfWork,
    as_plugin,
    newest_position,
)

from commonweal_realtime.hooks import Part
from commonweal_realtime.hub.registry import Owned, Place
from commonweal_realtime.hub.states import SECONDS, PartFailed, StateReader, States, is_connected
from commonweal_realtime.hub.telling import USE, guarded

_LOG = logging.getLogger(__name__)
_MOST = 200  # questions for one snapshot
_READ_ONLY = "SET TRANSACTION READ ONLY"

ALLOWED, FORBIDDEN, UNANSWERED = "", "forbidden", "stream_unavailable"
"""The answers to whether somebody may follow; those that are no yes are codes of refusals."""


def told_code(principal: Principal, answer: str) -> str:
    """Return the code that somebody is told: a guest does not learn that there is something private."""
    return "unknown_topic" if answer == FORBIDDEN and principal.kind == "guest" else answer


class Question(msgspec.Struct, eq=False):
    """Whether a principal may follow topics; ``with_state`` are those whose state is wanted, too."""

    principal: Principal
    places: Sequence[Place]
    with_state: Collection[str] = ()
    answers: dict[str, str] = {}
    position: Position = Position(0, 0)
    states: States = {}
    settled: asyncio.Future[None] | None = None
    asked: int = 0


class Admission:
    """Answers questions, many in one snapshot, in the order in which they were asked."""

    def __init__(self, database: Database, host: Host, states: StateReader) -> None:
        self._database = database
        self._host = host
        self._states = states
        self._waiting: list[Question] = []
        self._answering: asyncio.Task[None] | None = None

    async def ask(
        self, principal: Principal, places: Sequence[Place], with_state: Collection[str] = ()
    ) -> Question:
        """Ask, and return the question with its answers; raises DatabaseUnavailable and the like."""
        question = Question(principal, places, with_state)
        question.settled = asyncio.get_running_loop().create_future()
        self._waiting.append(question)
        if self._answering is None or self._answering.done():
            self._answering = asyncio.create_task(self._answer_all())
        await question.settled
        return question

    async def close(self) -> None:
        """Answer nothing more."""
        if self._answering is not None:
            self._answering.cancel()
            await asyncio.wait([self._answering])
        for question in self._waiting:
            if question.settled and not question.settled.done():
                question.settled.cancel()

    async def _answer_all(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
            together = [each for each in together if each.settled and not each.settled.done()]
            try:
                await self._answer(together)
            except Exception as error:  # noqa: BLE001 - it is those who asked who must know
                _settle(together, error)
            except BaseException:
                self._waiting = [*together, *self._waiting]
                raise
            else:
                _settle(together, None)

    async def _answer(self, together: Sequence[Question]) -> None:
        """Answer in as many snapshots as it takes: a function that fails spoils the one it is called in.

        A predicate that hangs is waited for once: everybody else waits, too.
        """
        failed: dict[tuple[int, str], str] = {}
        broken: list[Owned[Part]] = []
        rest = list(together)
        while rest:
            try:
                async with self._database.write(isolation="repeatable read") as work:
                    await work.execute(_READ_ONLY)
                    await self._answer_in(work, rest, failed, broken)
            except PartFailed as error:
                broken.append(error.part)
            except _PredicateFailed as error:
                failed[id(error.question), error.place.text] = UNANSWERED
                if error.has_hung:
                    failed |= {
                        (id(question), place.text): UNANSWERED
                        for question in rest
                        for place in question.places
                        if place.known is error.place.known
                    }
            else:
                rest = []

    async def _answer_in(
        self,
        work: UnitOfWork,
        together: Sequence[Question],
        failed: dict[tuple[int, str], str],
        broken: Sequence[Owned[Part]],
    ) -> None:
        position = await newest_position(self._database)
        wanted: dict[str, Place] = {}
        for question in together:
            question.position = position
            question.answers = {}
            for place in question.places:
                answer = failed.get((id(question), place.text))
                if answer is None:
                    answer = await self._may_follow(work, question, place)
                question.answers[place.text] = answer
                if answer == ALLOWED and place.text in question.with_state:
                    wanted[place.text] = place
        states = await self._states.read_in(work, list(wanted.values()), without=broken)
        for question in together:
            question.states = {text: states[text] for text in question.with_state if text in states}

    async def _may_follow(self, work: UnitOfWork, question: Question, place: Place) -> str:
        """Ask a topic's predicate; an error that is no refusal spoils the snapshot."""
        known = place.known
        may_follow, has_hung = as_plugin(known.owner, known.topic.may_follow), False
        with guarded(self._host, known.owner, f"asking who may follow {known.topic.name}"):
            try:
                async with asyncio.timeout(SECONDS):
                    allowed = await may_follow(work, question.principal, place.key)
            except Refusal:
                allowed = False
            except TimeoutError:
                has_hung = True
                raise
            return ALLOWED if allowed else FORBIDDEN
        if not await is_connected(work):
            raise DatabaseUnavailable("The connection broke while somebody was asked who may follow.")
        raise _PredicateFailed(question, place, has_hung=has_hung)


class _PredicateFailed(Exception):
    """A predicate raised, or has hung."""

    def __init__(self, question: Question, place: Place, *, has_hung: bool) -> None:
        super().__init__(f"{place.text}: {USE}")
        self.question = question
        self.place = place
        self.has_hung = has_hung


def _settle(together: Sequence[Question], error: Exception | None) -> None:
    for question in together:
        if question.settled and not question.settled.done():
            if error is None:
                question.settled.set_result(None)
            else:
                question.settled.set_exception(error)
