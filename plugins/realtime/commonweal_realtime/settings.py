"""What an operator may change about streams."""

from typing import Annotated

import msgspec
from commonweal import Secret


def _about(text: str, least: int, most: int | None = None) -> msgspec.Meta:
    return msgspec.Meta(description=text, ge=least, le=most)


class RealtimeSettings(msgspec.Struct, frozen=True):
    """The section ``realtime``: what one gateway process allows its connections, and what webhooks need."""

    topics_per_connection: Annotated[int, _about("How many topics one connection may follow.", 1)] = 100
    connections_per_principal: Annotated[int, _about("How many connections one account may have.", 1)] = 20
    connections_per_network: Annotated[
        int, _about("How many connections guests may have from one address, or one /64 of IPv6.", 1)
    ] = 100
    frames_per_second: Annotated[int, _about("How many frames a second a client may send.", 1)] = 10
    frame_bytes: Annotated[int, _about("The largest frame a client may send.", 256, 16_384)] = 4_096
    buffer_bytes: Annotated[
        int, _about("How much may wait for a client that reads slowly, before it is dropped.", 16_384)
    ] = 262_144
    canary_seconds: Annotated[
        int, _about("How often a gateway tries whether what is committed comes out of it.", 1)
    ] = 5
    secret_key: Annotated[
        Secret | None,
        msgspec.Meta(
            description="Secrets of webhooks are derived from it; made on first start. "
            "All machines need the same."
        ),
    ] = None
    webhooks_on_loopback: Annotated[
        bool,
        msgspec.Meta(
            description="Whether webhooks may lead to this machine itself, and over http; for development."
        ),
    ] = False
