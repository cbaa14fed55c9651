"""The background work of mail."""

from datetime import timedelta

from commonweal import OperatorError, Schedule, TaskContext, task

from commonweal_notifications.mail import records
from commonweal_notifications.mail.returned import read_folder
from commonweal_notifications.mail.sending import send_due
from commonweal_notifications.mail.service import Mailing, mailing_of

_BEGINS_SECONDS = 45.0
_LIMIT = _BEGINS_SECONDS + records.HANDING_SECONDS


@task("notifications.send_mail", queue="notifications.mail", time_limit=_LIMIT)
async def send_mail(context: TaskContext) -> None:
    """Send the mail that somebody waits for."""
    await _send(context, is_bulk=False)


@task("notifications.send_bulk_mail", queue="notifications.bulk", time_limit=_LIMIT)
async def send_bulk_mail(context: TaskContext) -> None:
    """Send digests and the rest that nobody waits for; it never stands before mail that somebody does."""
    await _send(context, is_bulk=True)


@task("notifications.read_returned_mail", queue="notifications.bulk", time_limit=300)
async def read_returned_mail(context: TaskContext) -> None:
    """Read what mail servers sent back: reports of mail that did not arrive, and complaints."""
    mailing = _mailing(context)
    if mailing.settings.returned_mail:
        await read_folder(context.database, mailing)


SCHEDULES = [
    Schedule(name="notifications.mail", task=send_mail, every=timedelta(seconds=5)),
    Schedule(name="notifications.bulk_mail", task=send_bulk_mail, every=timedelta(seconds=15)),
    Schedule(name="notifications.returned_mail", task=read_returned_mail, every=timedelta(minutes=1)),
]
TASKS = [send_mail, send_bulk_mail, read_returned_mail]


async def _send(context: TaskContext, *, is_bulk: bool) -> None:
    """Send one stream, unless this process is at it already."""
    mailing = _mailing(context)
    turn = mailing.turns[is_bulk]
    if not turn.locked():
        async with turn:
            await send_due(context.database, mailing, is_bulk=is_bulk, seconds=_BEGINS_SECONDS)


def _mailing(context: TaskContext) -> Mailing:
    if context.plugin is None:
        raise OperatorError("mail is sent by the plugin notifications: let a worker run the task")
    return mailing_of(context.plugin)
