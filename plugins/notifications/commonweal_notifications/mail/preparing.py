"""From rows that are due to a letter to be handed over, in one unit of work; or to why there is none."""

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

import msgspec
from commonweal import Mail, UnitOfWork

from commonweal_notifications.deciding.hours import next_digest
from commonweal_notifications.deciding.recipients import hours_of
from commonweal_notifications.deciding.rules import Hours
from commonweal_notifications.digests.lists import Story
from commonweal_notifications.digests.periods import held_until, period_of
from commonweal_notifications.hooks import Kind
from commonweal_notifications.mail import records
from commonweal_notifications.mail.composing import Form, Reader
from commonweal_notifications.mail.readers import find_reader
from commonweal_notifications.mail.records import Due, Row, State
from commonweal_notifications.mail.service import Mailing
from commonweal_notifications.mail.suppressing import suppressed
from commonweal_notifications.mail.telling import tell
from commonweal_notifications.mail.words import MailBroken

LOG = logging.getLogger(__name__)


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A mail that is marked as being handed over, and the rows that it tells of."""

    mail: Mail
    ids: list[UUID]
    recipient: UUID
    state: State
    attempt: int
    period: str = ""


async def prepare(work: UnitOfWork, mailing: Mailing, due: Due) -> Letter | None:
    """Write the mail for rows that are due and mark them; None when none is sent now, which is noted."""
    reader, bar = await find_reader(work, due.recipient)
    if reader is None:
        await records.end(work, due.ids, "skipped", bar)
        return None
    rows = [
        row
        for row in await records.read_rows(work, due.ids)
        if not await _skip(work, row, _why_not(mailing.kind(row.kind), row, due.state, bar))
    ]
    is_bulk = due.state == "digest" or any(mailing.kind(row.kind).bulk for row in rows)
    key = mailing.keys.address_key(reader.address)
    if rows and (reason := await suppressed(work, key, is_bulk=is_bulk)):
        await records.end(work, [row.id for row in rows], "skipped", reason)
        return None
    if not rows or await _must_wait(work, mailing, reader, due.state, rows):
        return None
    return await _written(work, mailing, reader, due.state, rows)


def _why_not(kind: Kind, row: Row, state: State, bar: str) -> str:
    """Say why a row is not told any more; empty when it is."""
    if kind.can_be_off:
        reasons = {bar: bool(bar), "turned_off": row.is_off, "muted": row.is_muted}
        if reason := next((name for name, holds in reasons.items() if holds), ""):
            return reason
    return "read" if row.is_read and state != "queued" else ""


async def _skip(work: UnitOfWork, row: Row, reason: str) -> bool:
    if reason:
        await records.end(work, [row.id], "skipped", reason)
    return bool(reason)


async def _must_wait(
    work: UnitOfWork, mailing: Mailing, reader: Reader, state: State, rows: Sequence[Row]
) -> bool:
    """Say whether it is night by now; what came due late then waits for the morning."""
    if any(mailing.kind(row.kind).urgent for row in rows):
        return False
    hours = await hours_of(work, reader.id)
    until = held_until(datetime.now(UTC), reader.zone, hours, is_digest=state == "digest")
    if until is None:
        return False
    later: State = "digest" if state == "digest" else "held"
    await records.wait(work, [row.id for row in rows], later, "quiet_hours", until)
    return True


async def _written(
    work: UnitOfWork, mailing: Mailing, reader: Reader, state: State, rows: Sequence[Row]
) -> Letter | None:
    hours = await hours_of(work, reader.id)
    period = ""
    if state == "digest":
        period = await _begin_period(work, reader, hours, rows)
        if not period:
            return None
    told = await tell(work, mailing, reader, rows)
    ids = [row.id for row in rows if told.get(row.id, True)]
    letter = await _letter(work, mailing, reader, state, [row for row in rows if row.id in ids], told, hours)
    if letter is None and period:
        await records.forget_period(work, reader.id, period)
    return letter and msgspec.structs.replace(letter, period=period)


async def _letter(
    work: UnitOfWork,
    mailing: Mailing,
    reader: Reader,
    state: State,
    rows: Sequence[Row],
    told: Mapping[UUID, Story | None],
    hours: Hours,
) -> Letter | None:
    stories = [story for row in rows if (story := told.get(row.id))]
    if not stories:
        return None
    ids, message = [row.id for row in rows], records.as_message(rows[0].id)
    try:
        if len(ids) == 1 and state != "digest":
            mail = mailing.composer.notice(reader, stories[0], message)
        else:
            form: Form = "batch" if state != "digest" else "weekly" if hours.digest == "weekly" else "daily"
            mail = mailing.composer.list(reader, stories, form, message, len(ids) - len(stories))
    except MailBroken:
        LOG.exception("a mail could not be written, and is not sent")
        await records.end(work, ids, "failed", "template_error")
        return None
    key = mailing.keys.address_key(mail.to)
    await records.begin_handing(work, ids, mail.headers["Message-ID"], key)
    attempt = max(row.attempts for row in rows) + 1
    return Letter(mail=mail, ids=ids, recipient=reader.id, state=state, attempt=attempt)


async def _begin_period(work: UnitOfWork, reader: Reader, hours: Hours, rows: Sequence[Row]) -> str:
    """Return the period of the digest that is due; empty when there is none to be had now."""
    ids, now = [row.id for row in rows], datetime.now(UTC)
    if hours.digest == "none":
        await records.end(work, ids, "skipped", "no_digest")
        return ""
    period = period_of(now, reader.zone, hours.digest, hours.digest_hour)
    if await records.begin_period(work, reader.id, period):
        return period
    due = next_digest(now, reader.zone, hours.digest, hours.digest_hour)
    await records.wait(work, ids, "digest", "digest", due)
    return ""
