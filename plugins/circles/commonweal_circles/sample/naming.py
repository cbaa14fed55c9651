"""The names of the sample: ``ana`` is a person, ``agent:heron_field`` an agent."""

from typing import Any, NamedTuple
from uuid import UUID

from commonweal_identity.api import sample_id


class Account(NamedTuple):
    """An account of the sample."""

    id: UUID
    kind: str


def account_of(name: str) -> Account:
    """Return the account of a name, whatever role stands behind it."""
    plain = name.removeprefix("agent:").partition(":")[0]
    kind = "agent" if name.startswith("agent:") else "human"
    return Account(sample_id(kind, plain), kind)


def circle_id_of(circle: dict[str, Any]) -> UUID:
    """Return the id of a sample circle."""
    return sample_id("circle", circle["name"])
