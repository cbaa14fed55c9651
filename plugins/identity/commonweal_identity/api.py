"""What other plugins may import from identity."""

from uuid import NAMESPACE_URL, UUID, uuid5

from commonweal_identity.agents.reading import Agent as Agent
from commonweal_identity.agents.reading import agents_of as agents_of
from commonweal_identity.agents.reading import change_approved_items as change_approved_items
from commonweal_identity.agents.reading import find_agent as find_agent
from commonweal_identity.agents.reading import find_agents as find_agents
from commonweal_identity.audit import record_audit as record_audit
from commonweal_identity.organisations.members import Membership as Membership
from commonweal_identity.organisations.members import require_member as require_member
from commonweal_identity.organisations.reading import Organisation as Organisation
from commonweal_identity.organisations.reading import find_organisation as find_organisation
from commonweal_identity.organisations.reading import find_organisations as find_organisations
from commonweal_identity.organisations.reading import memberships_of as memberships_of


def sample_id(kind: str, name: str) -> UUID:
    """Return the id of something in the sample data, the same in each deployment."""
    return uuid5(NAMESPACE_URL, f"https://commonweal.example/sample/{kind}/{name}")
