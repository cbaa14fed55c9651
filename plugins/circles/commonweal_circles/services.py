"""The settings of the plugin in this process."""

from commonweal import Host, Services, Visit

from commonweal_circles.settings import CirclesSettings


def settings_of(source: Visit | Services) -> CirclesSettings:
    """Return the settings that hold in this process."""
    services = source.web.host.services if isinstance(source, Visit) else source
    context = services.get(Host).plugins["circles"].context
    found = context.settings if context else None
    return found if isinstance(found, CirclesSettings) else CirclesSettings()
