"""Where readers of mail reach the site."""

from commonweal import Host, Services, WebSettings

from commonweal_notifications.mail.settings import NotificationsSettings


def site_of(services: Services) -> str:
    """Return the beginning of links in what is read elsewhere, such as ``https://example.org``.

    It is ``notifications.site``, else ``web.public_url``, else where the web process listens on this machine.
    """
    settings = services.get(Host).settings
    web = settings.section("web", WebSettings)
    own = settings.section("notifications", NotificationsSettings).site
    return (own or web.public_url or f"http://localhost:{web.port}").rstrip("/")
