"""What sending mail needs in every process; one for each, found by its type."""

import asyncio
from dataclasses import dataclass, field

from commonweal import Catalogue, Host, Mailer, MailSettings, PluginContext, ServiceMissing, Services, Visit
from msgspec.structs import replace

from commonweal_notifications.deciding.kinds import is_on, kinds_of
from commonweal_notifications.hooks import Kind
from commonweal_notifications.mail.composing import Composer
from commonweal_notifications.mail.keys import Keys
from commonweal_notifications.mail.records import Stream
from commonweal_notifications.mail.settings import NotificationsSettings
from commonweal_notifications.mail.site import site_of


@dataclass
class Mailing:
    """The services of mail."""

    settings: NotificationsSettings
    keys: Keys
    composer: Composer
    services: Services
    connections: int
    turns: tuple[asyncio.Lock, asyncio.Lock] = field(default_factory=lambda: (asyncio.Lock(), asyncio.Lock()))
    """What a process holds while it sends mail, and while it sends bulk mail."""

    @property
    def mailer(self) -> Mailer:
        """What takes mail."""
        return self.services.get(Mailer)  # type: ignore[type-abstract]  # a service is found by its protocol

    def kind(self, name: str) -> Kind:
        """Return a kind that is there."""
        return kinds_of(self.services)[name]

    def find_kind(self, name: str) -> Kind | None:
        """Return a kind, or None for one that is not there any more."""
        return kinds_of(self.services).get(name)

    def bulk_kinds(self) -> list[str]:
        """Return the kinds whose mail nobody waits for, and that may be off."""
        return [name for name, kind in kinds_of(self.services).items() if kind.bulk and kind.can_be_off]

    def stream(self, *, is_bulk: bool) -> Stream:
        """Return what is looked for in one stream: the mail of a plugin that is off waits."""
        host = self.services.get(Host)
        kinds = {name: kind for name, kind in kinds_of(self.services).items() if is_on(host, name)}
        return Stream(list(kinds), [name for name, kind in kinds.items() if kind.bulk], is_bulk)


def mailing_of(context: PluginContext) -> Mailing:
    """Return the services of mail, made when a process asks for the first time."""
    try:
        return context.services.get(Mailing)
    except ServiceMissing:
        settings: NotificationsSettings = replace(context.settings, site=site_of(context.services))
        keys, mail = Keys(context.services, settings), context.services.get(MailSettings)
        composer = Composer(settings, keys, context.services.get(Catalogue), mail)
        mailing = Mailing(settings, keys, composer, context.services, mail.connections)
        context.services.provide(Mailing, mailing)
        return mailing


def mailing_in(visit: Visit) -> Mailing:
    """Return the services of mail that answer a request."""
    context = visit.web.host.plugins["notifications"].context
    if context is None:
        raise ServiceMissing("notifications are not set up")
    return mailing_of(context)
