"""What content review needs in every process, found through a request or a plugin's services."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from commonweal import Database, HookExecutor, Host, Refusal, ServiceMissing, Services, Visit

from commonweal_review.model import ContentKind
from commonweal_review.settings import ReviewSettings


@dataclass
class Review:
    """The services of content review; one for each process."""

    settings: ReviewSettings
    database: Database
    executor: HookExecutor
    host: Host

    @cached_property
    def kinds(self) -> Mapping[str, ContentKind]:
        """The kinds of content that plugins contribute, by name."""
        given = self.host.collect_each("commonweal_content_kinds", ContentKind)
        return {kind.name: kind.of(plugin.id) for plugin, kind in given}

    def kind(self, name: str) -> ContentKind:
        """Return a kind; one whose plugin is gone cannot be decided about: ``Refusal("conflict")``."""
        found = self.kinds.get(name)
        if found is None or not self.host.is_enabled(name.partition(".")[0]):
            raise Refusal("conflict")
        return found


def review_of(source: Visit | Services) -> Review:
    """Return the services of content review, after making them when a process asks for the first time."""
    services = source.web.host.services if isinstance(source, Visit) else source
    try:
        return services.get(Review)
    except ServiceMissing:
        host = services.get(Host)
        context = host.plugins["review"].context
        settings = context.settings if context and context.settings else ReviewSettings()
        review = Review(settings, services.get(Database), services.get(HookExecutor), host)
        services.provide(Review, review)
        return review
