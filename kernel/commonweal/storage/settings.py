"""What an operator may set about the database and the blob stores."""

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from commonweal.plugin.secret import Secret


class DatabaseSettings(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The settings section ``database``: where the data live, and what a transaction may take."""

    driver: Annotated[
        str, Meta(description="embedded (a server of our own, from commonweal-embedded) or external (url)")
    ] = "embedded"
    url: Annotated[Secret | None, Meta(description="postgresql://user:password@host:5432/name")] = None
    direct_url: Annotated[
        Secret | None, Meta(description="address past the pooler, for migrations and locks")
    ] = None
    pooled: Annotated[bool, Meta(description="url leads through PgBouncer in transaction mode")] = False
    pool_min: Annotated[int, Meta(ge=0, description="connections each process keeps open")] = 1
    pool_max: Annotated[int, Meta(ge=1, description="connections each process may open")] = 10
    replicas: Annotated[list[Secret], Meta(description="addresses of read-only copies")] = []
    plugin_roles: Annotated[
        bool, Meta(description="whether each plugin's statements have the rights of that plugin only")
    ] = True
    statement_seconds: Annotated[float, Meta(gt=0, description="how long a statement may take")] = 10
    idle_seconds: Annotated[float, Meta(gt=0, description="how long an open transaction may idle")] = 30
    lock_seconds: Annotated[float, Meta(gt=0, description="how long a lock is waited for")] = 5


class BlobSettings(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The settings section ``blobs``: where files are kept."""

    driver: Annotated[str, Meta(description="local (a folder) or s3")] = "local"
    directory: Annotated[
        Path | None, Meta(description="the folder; blobs in the data directory if unset")
    ] = None
    bucket: Annotated[str, Meta(description="the bucket of S3")] = ""
    endpoint: Annotated[str, Meta(description="address of the S3 server; Amazon's own if empty")] = ""
    region: Annotated[str, Meta(description="region of the bucket")] = "us-east-1"
    access_key_id: Annotated[str, Meta(description="the key's public half")] = ""
    secret_access_key: Annotated[Secret | None, Meta(description="the key's secret half")] = None
