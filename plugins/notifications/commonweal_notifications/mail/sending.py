"""Sending what is due: each letter is handed to the mail server once at most, whatever crashes in between.

Its rows are marked and committed before the server is spoken to, and marked again afterwards. What is found
marked after a crash may have been taken by the server: it is called unknown and not sent again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from uuid import UUID

from commonweal import Database, MailRefused, MailUnavailable, OperatorError, UnitOfWork

from commonweal_notifications.mail import records
from commonweal_notifications.mail.preparing import Letter, prepare
from commonweal_notifications.mail.records import Due, Stream
from commonweal_notifications.mail.service import Mailing
from commonweal_notifications.mail.suppressing import suppress

LOG = logging.getLogger(__name__)
MOST_ATTEMPTS = 10
"""How often a letter is tried, within about eight hours."""

_SEND_SECONDS = records.HANDING_SECONDS - 60  # what is left is for writing down what came of it
_GRACE_SECONDS = 4.0
_SETTLINGS = 4


async def send_due(database: Database, mailing: Mailing, *, is_bulk: bool, seconds: float) -> int:
    """Send what is due of one stream, several letters at a time, and return how many were looked at.

    No letter is begun after ``seconds``.
    """
    async with database.write() as work:
        await records.give_up_lost(work)
    stream, busy = mailing.stream(is_bulk=is_bulk), set[UUID]()
    ends = asyncio.get_running_loop().time() + seconds
    done = 0

    async def one_by_one() -> None:
        nonlocal done
        while asyncio.get_running_loop().time() < ends and await send_next(database, mailing, stream, busy):
            done += 1

    async with asyncio.TaskGroup() as group:
        for _ in range(mailing.connections):
            group.create_task(one_by_one())
    return done


async def send_next(database: Database, mailing: Mailing, stream: Stream, busy: set[UUID]) -> bool:
    """Send the letter that is due first; False when nothing is due, but to those who are ``busy``."""
    async with database.write() as work:
        due = await records.next_due(work, stream, busy)
        if due is None:
            return False
        if not due.ids:
            busy.add(due.recipient)
            return True
        letter = await _prepare(database, work, mailing, due)
    if letter is not None:
        await _finish(hand_over(database, mailing, letter))
    return True


async def _prepare(database: Database, work: UnitOfWork, mailing: Mailing, due: Due) -> Letter | None:
    """Prepare a letter; one that cannot be prepared holds up no other."""
    try:
        async with database.write() as inner:
            return await prepare(inner, mailing, due)
    except Exception:
        LOG.exception("a mail could not be prepared, and is not sent")
        await records.end(work, due.ids, "failed", "not_prepared")
        return None


async def hand_over(database: Database, mailing: Mailing, letter: Letter) -> None:
    """Hand a letter to the mail server and write down what came of it."""
    try:
        async with asyncio.timeout(_SEND_SECONDS):
            await mailing.mailer.send(letter.mail)
    except MailRefused as error:
        is_bad = error.bad_address
        await _settle(database, lambda work: _refused(work, mailing, letter, is_bad=is_bad))
    except (MailUnavailable, OperatorError) as error:
        if getattr(error, "answer_lost", False):
            await _settle(database, lambda work: records.end(work, letter.ids, "unknown", "answer_lost"))
        else:
            LOG.warning("a mail could not be handed over: %s", error)
            await _settle(database, lambda work: _again(work, letter))
    except Exception:  # of which nobody knows how far the mail came
        LOG.exception("a mailer failed, and its mail may have been sent")
        await _settle(database, lambda work: records.end(work, letter.ids, "unknown", "answer_lost"))
    else:
        await _settle(database, lambda work: records.note_sent(work, letter.ids))


async def _refused(work: UnitOfWork, mailing: Mailing, letter: Letter, *, is_bad: bool) -> None:
    await records.end(work, letter.ids, "failed", "bad_address" if is_bad else "refused")
    if is_bad:
        await suppress(work, mailing.keys.address_key(letter.mail.to), "all", "refused")


async def _again(work: UnitOfWork, letter: Letter) -> None:
    if letter.period:
        await records.forget_period(work, letter.recipient, letter.period)
    if letter.attempt >= MOST_ATTEMPTS:
        await records.end(work, letter.ids, "failed", "gave_up")
        return
    due = datetime.now(UTC) + records.pause_before(letter.attempt)
    await records.wait(work, letter.ids, letter.state, "server_unavailable", due)


async def _settle(database: Database, write: Callable[[UnitOfWork], Awaitable[None]]) -> None:
    """Write down what came of a letter; a database that is away for a moment is waited for."""
    for attempt in range(1, _SETTLINGS + 1):
        try:
            async with database.write() as work:
                await write(work)
        except Exception:
            if attempt == _SETTLINGS:
                raise
            await asyncio.sleep(0.1 * 4**attempt)
        else:
            return


async def _finish(handing: Awaitable[None]) -> None:
    """Wait for a letter to be handed over; a worker that is told to stop finishes it if that is quick."""
    task = asyncio.ensure_future(handing)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task], timeout=_GRACE_SECONDS)
        task.cancel()
        raise
