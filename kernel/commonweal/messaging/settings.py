"""What an operator may set about messaging."""

from typing import Annotated

import msgspec

from commonweal.plugin.secret import Secret

Count = Annotated[int, msgspec.Meta(ge=1)]
Seconds = Annotated[float, msgspec.Meta(gt=0)]


class MessagingSettings(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The settings section ``messaging``.

    ``broker`` names a driver (postgres, redis, rabbitmq) and ``broker_url`` its address, which postgres does
    not need. ``worker_threads`` tasks run side by side in a worker. Failed handlers and tasks wait
    ``event_retry`` and ``task_retry`` seconds, doubled with each failure. A message that nobody took is sent
    again after ``resend`` seconds. Log partitions are kept for ``retention_days``.
    """

    broker: str = "postgres"
    broker_url: Secret | None = None
    worker_threads: Count = 8
    retention_days: Count = 30
    event_retry: Seconds = 1
    task_retry: Seconds = 5
    resend: Seconds = 3600
