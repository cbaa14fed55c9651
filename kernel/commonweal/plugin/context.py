"""What a plugin is handed by the kernel: its names, settings, log, and the services it may use."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from commonweal.errors import CommonwealError
from commonweal.plugin.manifest import Manifest
from commonweal.plugin.names import Names

if TYPE_CHECKING:
    from structlog.stdlib import BoundLogger

_Service = TypeVar("_Service")


class ServiceMissing(CommonwealError):
    """A service was asked for that this process does not have."""

    code = "service_missing"


class Services:
    """The services of one process, each found by its type.

    The runtime provides them once they are up, before it collects the hooks that hand out a context;
    ``context.services.get(Database)`` is how a plugin comes by one.
    """

    def __init__(self) -> None:
        self._by_type: dict[type, object] = {}

    def provide(self, kind: type[_Service], service: _Service) -> None:
        """Make ``service`` the one that is found as ``kind``; a second one for the same type is refused."""
        if kind in self._by_type:
            raise ServiceMissing(f"there already is a service {kind.__name__}")
        self._by_type[kind] = service

    def get(self, kind: type[_Service]) -> _Service:
        """Return the service of type ``kind``, or raise ``ServiceMissing``."""
        try:
            return self._by_type[kind]  # type: ignore[return-value]  # provide() ties the value to its key
        except KeyError:
            known = ", ".join(sorted(known.__name__ for known in self._by_type)) or "none"
            raise ServiceMissing(f"this process has no service {kind.__name__}; it has: {known}") from None


@dataclass
class PluginContext:
    """What one plugin is handed when its hooks are called.

    ``settings`` is the struct its ``commonweal_settings`` hook declared, filled in; without that hook, None.
    """

    manifest: Manifest
    names: Names
    package_path: Path
    services: Services
    settings: Any = None

    @property
    def id(self) -> str:
        """Return the plugin's id."""
        return self.manifest.id

    @cached_property
    def log(self) -> "BoundLogger":
        """Return the plugin's own structured log, under the name the kernel derived for it."""
        import structlog  # noqa: PLC0415 - slow to import, and most commands log nothing

        return structlog.stdlib.get_logger(self.names.log_name)
