"""Taking in what comes back: hard bounces and complaints fill the suppression list, each in its scope."""

import asyncio
from pathlib import Path

from commonweal import Database, UnitOfWork

from commonweal_notifications.mail.reports import Report, reports_in
from commonweal_notifications.mail.service import Mailing
from commonweal_notifications.mail.suppressing import suppress

_MOST_AT_ONCE = 500
_OF_MESSAGE = "SELECT id, address_key FROM notifications.delivery WHERE message_id = $1"


async def take_in(work: UnitOfWork, mailing: Mailing, report: Report, *, is_trusted: bool) -> bool:
    """Write down what a report means; False for one about mail that is not ours.

    Of a trusted reporter an address is enough. A mail that arrived somewhere can be forged: it counts only if
    it names a Message-ID of ours, which only its recipient and the servers on the way know. It is about the
    address that this mail went to, whichever one the account has by now and however a provider writes it.
    """
    named = report.message_id if report.message_id.isprintable() else ""  # others are none of ours
    rows = await work.fetch(_OF_MESSAGE, named) if named else []
    address = report.address if is_trusted else ""
    if not rows and not address:
        return False
    key = rows[0]["address_key"] if rows else None
    if key is None and address:
        key = mailing.keys.address_key(address)
    if report.kind == "bounce" and report.is_permanent:
        await work.execute(
            "UPDATE notifications.delivery SET state = 'failed', reason = 'bounced' WHERE id = ANY ($1)",
            [row["id"] for row in rows],
        )
    if key and report.kind == "complaint":
        await suppress(work, key, "bulk", "complaint")
    elif key and report.is_bad_address:
        await suppress(work, key, "all", "bounce")
    return True


async def read_folder(database: Database, mailing: Mailing) -> int:
    """Read the new mail of the folder for returned mail, and return how many reports it held.

    A mail is marked as read after what it says was saved; read again after a crash, it changes nothing.
    """
    folder = Path(mailing.settings.returned_mail)
    taken = 0
    for path in await asyncio.to_thread(_new_in, folder):
        reports = reports_in(await asyncio.to_thread(path.read_bytes))
        async with database.write() as work:
            for report in reports:
                taken += await take_in(work, mailing, report, is_trusted=False)
        await asyncio.to_thread(path.rename, folder / "cur" / f"{path.name.partition(':')[0]}:2,S")
    return taken


def _new_in(folder: Path) -> list[Path]:
    for name in ("tmp", "new", "cur"):  # the folders that a mail server delivers into
        (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    return sorted((folder / "new").iterdir())[:_MOST_AT_ONCE]
