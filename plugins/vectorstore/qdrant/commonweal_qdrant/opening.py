"""How the store is opened: by the settings, with a server or with the engine on this machine."""

from commonweal import DriverSetup, VectorStore

from commonweal_qdrant.embedded import EmbeddedBackend
from commonweal_qdrant.store import QdrantStore

DIRECTORY = "qdrant"
_LINGER = 10.0  # seconds that the engine waits for another client when the last has gone


def open_store(setup: DriverSetup) -> VectorStore:
    """Open the store of a deployment; nothing is connected to before it is asked for."""
    settings = setup.settings
    if settings.qdrant_url:
        from commonweal_qdrant.server import open_server  # noqa: PLC0415 - takes seconds to import

        return QdrantStore(open_server(settings))
    return QdrantStore(EmbeddedBackend(setup.home / DIRECTORY, settings.store_seconds, _LINGER))
