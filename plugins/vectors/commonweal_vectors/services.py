"""What vectors need in every process, found through a request or a plugin's services."""

from dataclasses import dataclass, field

from commonweal import (
    Collection,
    Collections,
    Database,
    Host,
    Refusal,
    ServiceMissing,
    Services,
    VectorDrivers,
    VectorsUnavailable,
    Visit,
)

from commonweal_vectors.recent import Recent
from commonweal_vectors.timing import Timings


@dataclass(frozen=True)
class Resting:
    """A store that did not answer, and until when, by the monotonic clock, writers do not ask it again."""

    until: float
    error: VectorsUnavailable


@dataclass
class Vectors:
    """The services of vectors; one for each process."""

    database: Database
    drivers: VectorDrivers
    collections: Collections
    host: Host
    timings: Timings = field(default_factory=Timings)
    queries: Recent = field(default_factory=Recent)
    resting: dict[str, Resting] = field(default_factory=dict)

    def collection(self, name: str) -> Collection:
        """Return a collection; raises ``Refusal("not_found")`` for one that no plugin has now."""
        found = self.collections.get(name)
        if found is None or not self.host.is_enabled(name.partition(".")[0]):
            raise Refusal("not_found")
        return found

    def present(self) -> list[Collection]:
        """Return the collections of the plugins that are on."""
        return [
            each for name, each in self.collections.items() if self.host.is_enabled(name.partition(".")[0])
        ]


def vectors_of(source: Visit | Services) -> Vectors:
    """Return the services of vectors, after making them when a process asks for the first time."""
    services = source.web.host.services if isinstance(source, Visit) else source
    try:
        return services.get(Vectors)
    except ServiceMissing:
        found = Vectors(
            services.get(Database),
            services.get(VectorDrivers),
            services.get(Collections),
            services.get(Host),
        )
        services.provide(Vectors, found)
        return found
