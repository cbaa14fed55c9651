"""HTTP to other systems: a plugin reaches the hosts that its manifest names, and nothing else.

Asking others takes its time and may fail, so it belongs into tasks, which are tried again.
"""

import asyncio
import ipaddress
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from commonweal.errors import CommonwealError
from commonweal.plugin.manifest import FILE_NAME

if TYPE_CHECKING:
    import httpx

    from commonweal.plugin.context import PluginContext

LONGEST_SECONDS = 60.0
_PORTS = {"https": 443, "http": 80}
_SETTING = "setting:"
_HEADERS = {"accept-encoding": "gzip, deflate"}


class HttpRefused(CommonwealError):
    """A plugin may not reach an address, or the answer is too long; the message says what to change."""

    code = "http_refused"


class HttpUnavailable(CommonwealError):
    """The other system does not answer in time, or breaks off; try again."""

    code = "service_unavailable"


class Place(NamedTuple):
    """Where a request goes."""

    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, address: str) -> "Place":
        """Read an address, or a host as manifests write it; without a scheme it is https."""
        try:
            parts = urlsplit(address if "://" in address else f"https://{address}")
            scheme = parts.scheme.lower()
            return cls(scheme, (parts.hostname or "").lower(), parts.port or _PORTS.get(scheme, 0))
        except ValueError as error:
            raise HttpRefused(f"{address!r} is no address: {error}") from error

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        name = host if self.port == _PORTS.get(self.scheme) else f"{host}:{self.port}"
        return name if self.scheme == "https" else f"{self.scheme}://{name}"


class HttpClient:
    """What a plugin asks other systems with; ``context.services.get(HttpClient)`` is the plugin's own.

    Redirects are followed where they lead to hosts the plugin may reach. Hosts that resolve to addresses of a
    private network are refused, unless the manifest names the address itself, or the host is the operator's
    choice in a setting.
    """

    def __init__(self, context: "PluginContext") -> None:
        self._context = context

    async def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        form: Mapping[str, Any] | None = None,
        content: bytes | None = None,
        seconds: float = 10,
    ) -> "httpx.Response":
        """Ask, follow redirects, and return the answer, read whole, whatever its status.

        ``seconds`` bounds all of it and is at most 60. Raises ``HttpRefused`` for what the plugin may not
        reach, and ``HttpUnavailable`` when the other system fails to answer.
        """
        from commonweal.messaging import transport  # noqa: PLC0415 - slow to import, and few processes need it

        try:
            async with asyncio.timeout(min(seconds, LONGEST_SECONDS)):
                return await transport.ask(
                    self,
                    method,
                    url,
                    headers={"user-agent": f"Commonweal ({self._context.id})", **_HEADERS, **(headers or {})},
                    params=params,
                    json=json,
                    data=form,
                    content=content,
                )
        except transport.FAILURES as error:
            raise HttpUnavailable(f"{Place.of(url)} does not answer: {error!r}; try again") from error

    async def get(self, url: str, **options: Any) -> "httpx.Response":
        """Ask with GET; the options are those of ``request``."""
        return await self.request("GET", url, **options)

    async def post(self, url: str, **options: Any) -> "httpx.Response":
        """Ask with POST; the options are those of ``request``."""
        return await self.request("POST", url, **options)

    def check(self, place: Place) -> bool:
        """Raise ``HttpRefused`` if a place may not be asked; say whether it may be in a private network."""
        chosen, listed = set[Place](), set[Place]()
        for entry in self._context.manifest.http_hosts:
            if entry.startswith(_SETTING):
                chosen |= _places(getattr(self._context.settings, entry.removeprefix(_SETTING), None))
            else:
                listed.add(Place.of(entry))
        if place not in chosen | listed:
            raise HttpRefused(
                f'plugin {self._context.id} may not reach {place}: add "{place}" to http_hosts in its '
                f"{FILE_NAME}"
            )
        return place in chosen or place.host == "localhost" or _is_address(place.host)

    def refuse_private(self, place: Place, address: str) -> None:
        """Raise ``HttpRefused`` for an address that is not public."""
        if not ipaddress.ip_address(address).is_global:
            raise HttpRefused(
                f"plugin {self._context.id} may not reach {place}: it resolves to {address}, in a private "
                "network; let the operator name it in a setting, and the manifest that setting in http_hosts"
            )


def _places(setting: object) -> set[Place]:
    """Return the places that the value of a setting names: an address, several, or none."""
    if isinstance(setting, str):
        return {Place.of(setting)} if setting else set()
    return {Place.of(each) for each in setting if each} if isinstance(setting, list | tuple) else set()


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
