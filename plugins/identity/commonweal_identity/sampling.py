"""The ids of sample data, the same in each deployment."""

from uuid import NAMESPACE_URL, UUID, uuid5


def sample_id(kind: str, name: str) -> UUID:
    """Return the id of something in the sample data, such as ``("human", "ana")``."""
    return uuid5(NAMESPACE_URL, f"https://commonweal.example/sample/{kind}/{name}")
