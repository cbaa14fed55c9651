"""Which addresses a webhook may have: https, and no way into a network behind the server."""

import ipaddress
from urllib.parse import urlsplit

from commonweal import FieldError, Refusal

LONGEST = 2_000
_TUNNELS = [ipaddress.IPv6Network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")]
"""Addresses that hold an IPv4 address, to which a gateway leads (RFC 6052, 8215, 3056)."""


def check_address(url: str, *, loopback: bool) -> str:
    """Return an address that may be told; raises ``Refusal("validation_error")`` for ``/url``.

    With ``loopback`` this machine may be told as well, and over http. What a name resolves to is looked at
    whenever something is sent there.
    """
    problem = _problem(url, loopback=loopback)
    if problem:
        wrong = FieldError("/url", "invalid", message=f"realtime-webhook-url-{problem}")
        raise Refusal("validation_error", fields=[wrong])
    return url


def is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Say whether an address is one of the Internet, and leads no further."""
    if not address.is_global or address.is_multicast:
        return False
    is_old = isinstance(address, ipaddress.IPv6Address) and address.is_site_local
    return not is_old and not any(address in tunnel for tunnel in _TUNNELS)


def _problem(url: str, *, loopback: bool) -> str:
    if len(url) > LONGEST or not url.isascii() or any(letter <= " " or letter == "\x7f" for letter in url):
        return "form"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "form"
    if not host or port == 0 or "\\" in url:
        return "form"
    if parts.username is not None or parts.password is not None or parts.fragment:
        return "secret"
    here = loopback and _is_loopback(host)
    if parts.scheme != "https" and not (here and parts.scheme == "http"):
        return "https"
    return "" if here or not _is_private(host) else "private"


def _is_loopback(host: str) -> bool:
    address = _address(host)
    return host == "localhost" or (address is not None and address.is_loopback)


def _is_private(host: str) -> bool:
    address = _address(host)
    if address is not None:
        return not is_public(address)
    return host == "localhost" or host.endswith((".localhost", ".local", ".internal")) or "." not in host


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
