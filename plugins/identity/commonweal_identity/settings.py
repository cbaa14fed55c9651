"""What an operator may set about identity."""

from typing import Annotated, Literal

import msgspec
from commonweal import Secret


def _about(text: str, **bounds: int) -> msgspec.Meta:
    return msgspec.Meta(description=text, ge=bounds.get("ge"), le=bounds.get("le"))


class Provider(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A provider of identities, such as Google: people who have an account there can sign in with it.

    ``oidc`` providers are found by their issuer (OpenID Connect Discovery); ``github`` speaks OAuth 2 only,
    and its addresses can be set for a server of one's own.
    """

    name: str
    client_id: str
    client_secret: Secret
    kind: Literal["oidc", "github"] = "oidc"
    issuer: str = ""
    site_url: str = "https://github.com"
    api_url: str = "https://api.github.com"


class IdentitySettings(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The settings section ``identity``."""

    secret_key: Annotated[
        Secret | None,
        _about("Signs tokens and seals secrets; made on first start. All machines need the same."),
    ] = None
    providers: Annotated[
        dict[str, Provider], _about("Providers that people may sign in with, by a short name for addresses.")
    ] = {}
    terms_version: Annotated[str, _about("The version of the terms people accept when they register.")] = "1"
    hash_memory_kib: Annotated[
        int, _about("Memory for one password hash (argon2id).", ge=8, le=4_194_304)
    ] = 65_536
    hash_rounds: Annotated[int, _about("Passes over that memory.", ge=1, le=100)] = 3
    hash_threads: Annotated[int, _about("How many passwords are hashed at once.", ge=1, le=64)] = 2
    hash_waiting: Annotated[int, _about("How many may wait for it before new ones are refused.", ge=1)] = 200
