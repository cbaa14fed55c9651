"""What an operator may set about the database and the blob stores."""

from pathlib import Path
from typing import Annotated

import msgspec

from commonweal.plugin.secret import Secret

Seconds = Annotated[float, msgspec.Meta(gt=0)]


class DatabaseSettings(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The settings section ``database``.

    ``driver`` is ``embedded`` (a server of our own below the data directory) or ``external`` (``url``).
    ``pooled`` says that ``url`` leads through PgBouncer in transaction mode; ``direct_url`` then leads past
    it, for migrations, locks and notifications. ``replicas`` are read-only copies of ``url``. A statement, an
    idle transaction and a wait for a lock may each last the seconds given.
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


class BlobSettings(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The settings section ``blobs``: where files are kept.

    ``driver`` is ``local`` (``directory``, by default ``blobs`` in the data directory) or ``s3`` (``bucket``
    at ``endpoint``, or at Amazon's own when that is empty, with the two keys).
    """

    driver: str = "local"
    directory: Path | None = None
    bucket: str = ""
    endpoint: str = ""
    region: str = "us-east-1"
    access_key_id: str = ""
    secret_access_key: Secret | None = None
