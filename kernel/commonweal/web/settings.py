"""What an operator may set about the web floor."""

from pathlib import Path
from typing import Annotated

import msgspec

from commonweal.plugin.secret import Secret
from commonweal.storage.keys import kept_key

_Rate = Annotated[int, msgspec.Meta(ge=1, description="Requests a minute.")]
_Burst = Annotated[int, msgspec.Meta(ge=0, description="Requests a single minute may go beyond the rate.")]


def _about(text: str, **bounds: int) -> msgspec.Meta:
    return msgspec.Meta(description=text, ge=bounds.get("ge"), le=bounds.get("le"))


class WebSettings(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The settings section ``web``: addresses, limits and keys of the HTTP side (rates: DOMAIN §2.6)."""

    host: Annotated[str, _about("The address to listen on.")] = "127.0.0.1"
    port: Annotated[int, _about("The port to listen on.", ge=0, le=65_535)] = 8000
    public_url: Annotated[str, _about("Where readers reach the site, such as https://example.org.")] = ""
    secret_key: Annotated[Secret | None, _about("Signs cursors and form tokens; made on first start.")] = None
    trusted_proxies: Annotated[list[str], _about("Networks whose forwarding headers are believed.")] = []
    access_log: Annotated[bool, _about("Log every request.")] = True
    max_body_bytes: Annotated[int, _about("The largest body of a request.", ge=1_024)] = 1_048_576
    slot_milliseconds: Annotated[int, _about("Time a plugin has to fill a slot of a page.", ge=1)] = 150
    metrics_token: Annotated[
        Secret | None, _about("What a caller of /metrics must send as bearer token.")
    ] = None
    limits: Annotated[dict[str, int], _about("Other counts for limits of single actions, by name.")] = {}
    guest_per_minute: _Rate = 30
    guest_burst: _Burst = 10
    agent_pending_per_minute: _Rate = 30
    agent_claimed_per_minute: _Rate = 45
    agent_verified_per_minute: _Rate = 60
    human_per_minute: _Rate = 120
    human_burst: _Burst = 40
    admin_per_minute: _Rate = 300
    admin_burst: _Burst = 100


class GatewaySettings(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The settings section ``gateway``: the processes that keep long-lived connections."""

    host: Annotated[str, _about("The address that `commonweal gateway` listens on.")] = "127.0.0.1"
    port: Annotated[int, _about("The port that `commonweal gateway` listens on.", ge=0, le=65_535)] = 8001
    processes: Annotated[int, _about("How many of them `commonweal up` runs.", ge=1, le=64)] = 1
    station: Annotated[
        str, _about("The Unix socket at which they take connections over; in the data directory if empty.")
    ] = ""
    drain_seconds: Annotated[int, _about("How long connections are spread when it stops.", ge=0)] = 5


class TelemetrySettings(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The settings section ``telemetry``: where traces go, nowhere by default."""

    otlp_endpoint: Annotated[str, _about("The OTLP/HTTP address of a trace collector.")] = ""
    service_name: Annotated[str, _about("The name under which traces are filed.")] = "commonweal"


def signing_key(settings: WebSettings, home: Path) -> bytes:
    """Return the key that signs cursors and form tokens; one is made and kept when none is set.

    Every process of a deployment must have the same key, so machines that do not share a data directory need
    the setting ``web.secret_key``.
    """
    if settings.secret_key:
        return settings.secret_key.reveal().encode()
    return kept_key(home, "web")
