"""What an operator may set about the database and the blob stores."""

from typing import Annotated

import msgspec

from commonweal.plugin.secret import Secret

Seconds = Annotated[float, msgspec.Meta(gt=0)]


class DatabaseSettings(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The settings section ``database``.

    ``driver`` is ``embedded`` (a server of our own below the data directory) or ``external`` (``url``).
    ``pooled`` says that ``url`` leads through PgBouncer in transaction mode; ``direct_url`` then leads past it,
    for migrations, locks and notifications. ``replicas`` are read-only copies of ``url``. A statement, an idle
    transaction and a wait for a lock may each last the seconds given.
    """

    driver: str = "embedded"
    url: Secret | None = None
    direct_url: Secret | None = None
    pooled: bool = False
    pool_min: Annotated[int, msgspec.Meta(ge=0)] = 1
    pool_max: Annotated[int, msgspec.Meta(ge=1)] = 10
    replicas: list[Secret] = []
    statement_seconds: Seconds = 10
    idle_seconds: Seconds = 30
    lock_seconds: Seconds = 5
