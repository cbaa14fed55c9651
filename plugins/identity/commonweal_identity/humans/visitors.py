"""What is learned of a visitor who signs in: device, rough place, language, and where they wanted to go."""

import ipaddress
import re
from urllib.parse import urlsplit

from commonweal import Visit

from commonweal_identity.humans.cookies import is_secure
from commonweal_identity.humans.sessions import Place

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
_LOCAL = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")


def place_of(visit: Visit) -> Place:
    """Return from where a session is begun."""
    client = visit.scope.get("client")
    address = client[0] if client else ""
    return Place(device_of(visit.headers.get("user-agent", "")), network_of(address), is_secure(visit))


def device_of(agent: str) -> str:
    """Name a device by what its browser says of itself: ``Firefox · Linux``."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), agent.partition("/")[0].strip()[:40])
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return " · ".join(part for part in (browser, system) if part)


def network_of(address: str) -> str:
    """Return an address without the part that stands for one machine, as its owner may recognise it."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    kept = 24 if parsed.version == 4 else 48  # noqa: PLR2004 - the version of IP
    return str(ipaddress.ip_network((parsed, kept), strict=False).network_address)


def safe_next(text: str | None, otherwise: str = "/account") -> str:
    """Return where to go on to: an address of this site, and nothing else."""
    if not text or not _LOCAL.fullmatch(text) or urlsplit(text).netloc:
        return otherwise
    return text
