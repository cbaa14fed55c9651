"""What a plugin is handed by the kernel: its names, settings, secrets, log, and the services it may use."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from commonweal.errors import CommonwealError, OperatorError
from commonweal.plugin.acting import acting_plugin
from commonweal.plugin.manifest import FILE_NAME, Capability, Manifest
from commonweal.plugin.names import Names
from commonweal.plugin.secret import Secret

if TYPE_CHECKING:
    from structlog.stdlib import BoundLogger

_Service = TypeVar("_Service")


class ServiceMissing(CommonwealError):
    """A service was asked for that this process does not have."""

    code = "service_missing"


class CapabilityMissing(CommonwealError):
    """A plugin asked for what its manifest does not say that it uses; the message says what to add there."""

    code = "capability_missing"

    def __init__(self, plugin_id: str, wanted: str, field_name: str, value: str) -> None:
        super().__init__(
            f'plugin {plugin_id} may not use {wanted}: add "{value}" to {field_name} in its {FILE_NAME}'
        )


class SecretMissing(OperatorError):
    """A plugin needs a secret that is not set."""

    code = "secret_missing"


class Services:
    """The services of one process, each found by its type.

    The runtime provides them once they are up, before it collects the hooks that hand out a context;
    ``context.services.get(Database)`` is how a plugin comes by one. Some want a capability: a plugin whose
    manifest does not name it is refused, whichever way it came here.
    """

    def __init__(self) -> None:
        self._by_type: dict[type, object] = {}
        self._makers: dict[type, Callable[[PluginContext], object]] = {}
        self._capabilities: dict[type, Capability] = {}
        self._contexts: dict[str, PluginContext] = {}
        self._asker: PluginContext | None = None

    def provide(
        self, kind: type[_Service], service: _Service, *, capability: Capability | None = None
    ) -> None:
        """Make ``service`` the one that is found as ``kind``; a second one for the same type is refused."""
        self._refuse_second(kind)
        self._by_type[kind] = service
        if capability:
            self._capabilities[kind] = capability

    def provide_each(
        self, kind: type[_Service], make: "Callable[[PluginContext], _Service]", *, capability: Capability
    ) -> None:
        """Make each plugin with the capability find a ``kind`` of its own, made when it first asks."""
        self._refuse_second(kind)
        self._makers[kind] = make
        self._capabilities[kind] = capability

    def get(self, kind: type[_Service]) -> _Service:
        """Return the service of type ``kind``; raises ``ServiceMissing`` or ``CapabilityMissing``."""
        asker = self._asker or self._contexts.get(acting_plugin() or "")
        capability = self._capabilities.get(kind)
        if asker and capability and capability not in asker.manifest.capabilities:
            raise CapabilityMissing(asker.id, kind.__name__, "capabilities", capability)
        if asker and kind in self._makers:
            if kind not in asker.own_services:
                asker.own_services[kind] = self._makers[kind](asker)
            return asker.own_services[kind]  # type: ignore[no-any-return]  # provide_each() ties it to its key
        try:
            return self._by_type[kind]  # type: ignore[return-value]  # provide() ties the value to its key
        except KeyError:
            known = ", ".join(sorted(known.__name__ for known in self._by_type)) or "none"
            raise ServiceMissing(f"this process has no service {kind.__name__}; it has: {known}") from None

    def of(self, context: "PluginContext") -> "Services":
        """Return the same services as one plugin finds them."""
        self._contexts[context.id] = context
        view = Services()
        view.__dict__.update(self.__dict__, _asker=context)
        return view

    def _refuse_second(self, kind: type) -> None:
        if kind in self._by_type or kind in self._makers:
            raise ServiceMissing(f"there already is a service {kind.__name__}")


def _none_set(_key: str) -> None:
    """Find no secret, where no settings stand behind a context."""


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
    own_services: dict[type, Any] = field(default_factory=dict, repr=False)
    secrets: Callable[[str], Secret | None] = field(default=_none_set, repr=False)

    def __post_init__(self) -> None:
        """See the services as this plugin may use them."""
        self.services = self.services.of(self)

    @property
    def id(self) -> str:
        """Return the plugin's id."""
        return self.manifest.id

    def secret(self, name: str) -> Secret:
        """Return a secret that the manifest names; call ``reveal()`` where it is used and nowhere else.

        Raises ``CapabilityMissing`` for one that it does not name, and ``SecretMissing`` for one nobody set.
        """
        if "secrets" not in self.manifest.capabilities:
            raise CapabilityMissing(self.id, "secrets", "capabilities", "secrets")
        if name not in self.manifest.secrets:
            raise CapabilityMissing(self.id, f"the secret {name}", "secrets", name)
        if found := self.secrets(self.names.secret_key(name)):
            return found
        raise SecretMissing(
            f"plugin {self.id} needs the secret {name}: set "
            f"COMMONWEAL_SECRETS__{self.names.secret_key(name).upper()}, or that key in the section secrets"
        )

    @cached_property
    def log(self) -> "BoundLogger":
        """Return the plugin's own structured log, under the name the kernel derived for it."""
        import structlog  # noqa: PLC0415 - slow to import, and most commands log nothing

        return structlog.stdlib.get_logger(self.names.log_name)
