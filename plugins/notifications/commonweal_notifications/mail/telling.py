"""What rows tell: looked up for the reader by the plugins whose kinds they are."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec
from commonweal import Database, UnitOfWork

from commonweal_notifications.digests.lists import Story
from commonweal_notifications.hooks import Kind
from commonweal_notifications.mail import records
from commonweal_notifications.mail.composing import Reader
from commonweal_notifications.mail.records import Row
from commonweal_notifications.mail.service import Mailing
from commonweal_notifications.mail.words import MailBroken

LOG = logging.getLogger(__name__)
DESCRIBE_SECONDS = 10.0
_LOOKED_UP = 4  # times as many as are listed: some are alike, some are gone


async def tell(
    work: UnitOfWork, mailing: Mailing, reader: Reader, rows: Sequence[Row]
) -> Mapping[UUID, Story | None]:
    """Return what the newest rows tell; None for those that tell nothing, whose record says why."""
    most = _LOOKED_UP * mailing.settings.digest_items
    of_kind: dict[str, list[Row]] = defaultdict(list)
    for row in rows[:most]:
        of_kind[row.kind].append(row)
    told: dict[UUID, Story | None] = {}
    for name, own in of_kind.items():
        told |= await _tell(work, mailing, reader, mailing.kind(name), own)
    return told


async def _tell(
    work: UnitOfWork, mailing: Mailing, reader: Reader, kind: Kind, rows: Sequence[Row]
) -> dict[UUID, Story | None]:
    data = [msgspec.json.decode(row.data) for row in rows]
    try:
        # In a unit whose failure spoils nothing else, and not for ever: other mail waits meanwhile.
        async with mailing.services.get(Database).write() as inner, asyncio.timeout(DESCRIBE_SECONDS):
            described = await kind.describe(inner, reader.locale, data)
        pairs = list(zip(rows, described, strict=True))
    except Exception:
        LOG.exception("the kind %s could not say what its notifications are about", kind.name)
        await records.end(work, [row.id for row in rows], "failed", "not_described")
        return dict.fromkeys((row.id for row in rows), None)
    told: dict[UUID, Story | None] = {}
    for row, values in pairs:
        story = None if values is None else Story(kind, row.about, row.group_key, values)
        reason = "gone" if story is None else _fault(mailing, reader, story)
        if reason:
            await records.end(work, [row.id], "skipped" if story is None else "failed", reason)
        told[row.id] = None if reason else story
    return told


def _fault(mailing: Mailing, reader: Reader, story: Story) -> str:
    """Say what is wrong with the words of a story, so that it does not spoil a mail that tells of others."""
    words = mailing.composer.words(reader.locale, reader.zone)
    try:
        words.of_kind(story.kind.name, "label", {})
        for part in ("title", "text"):
            words.of_kind(story.kind.name, part, story.values)
        if story.group and words.has_group(story.kind.name):
            words.of_kind(story.kind.name, "group", {**story.values, "count": 2})
    except MailBroken:
        LOG.exception("a notification could not be written for mail")
        return "template_error"
    return ""
