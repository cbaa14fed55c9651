"""What identity needs in every process: settings, keys, the hashing of passwords, and the hooks of others."""

from dataclasses import dataclass
from functools import cached_property

from commonweal import Host, KeptKeys, PluginContext, ServiceMissing, Visit, as_plugin

from commonweal_identity.hashing import Hasher
from commonweal_identity.hooks import OrientationFinished
from commonweal_identity.keys import Keys
from commonweal_identity.settings import IdentitySettings


@dataclass
class Identity:
    """The services of identity; one for each process, found by its type."""

    settings: IdentitySettings
    keys: Keys
    hasher: Hasher
    host: Host

    @cached_property
    def after_orientation(self) -> list[OrientationFinished]:
        """What other plugins do in the unit of work in which a person finishes the orientation."""
        given = self.host.collect("commonweal_orientation_finished")
        return [as_plugin(each.plugin.id, each.value) for each in given]


def identity_of(context: PluginContext) -> Identity:
    """Return the services of identity, after making them when a process asks for the first time."""
    try:
        return context.services.get(Identity)
    except ServiceMissing:
        settings: IdentitySettings = context.settings
        secret = settings.secret_key.reveal().encode() if settings.secret_key else None
        identity = Identity(
            settings,
            Keys(secret or context.services.get(KeptKeys).key("identity")),
            Hasher(settings),
            context.services.get(Host),
        )
        context.services.provide(Identity, identity)
        return identity


def identity_in(visit: Visit) -> Identity:
    """Return the services of identity that answer a request."""
    context = visit.web.host.plugins["identity"].context
    if context is None:
        raise ServiceMissing("identity is not set up")
    return identity_of(context)
