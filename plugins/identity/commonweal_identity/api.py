"""What other plugins may import from identity."""

from commonweal_identity.admin.acts import is_admin
from commonweal_identity.admin.events import AdminGranted, AdminRevoked
from commonweal_identity.agents.events import (
    AgentChanged,
    AgentCheckedIn,
    AgentClaimed,
    AgentClosed,
    AgentInactive,
    AgentKeyMade,
    AgentKeyRevoked,
    AgentKeyRotated,
    AgentRegistered,
    AgentTrustChanged,
    AgentVerified,
)
from commonweal_identity.agents.reading import Agent, agents_of, answered_for, find_agent, find_agents
from commonweal_identity.agents.trust import change_approved_items
from commonweal_identity.audit import record_audit
from commonweal_identity.current import acts_as, principal_now
from commonweal_identity.events import (
    AccountRestored,
    AccountSuspended,
    AddressChanged,
    HumanConfirmed,
    HumanRegistered,
    HumanSignedIn,
    OrientationFinished,
    PasswordChanged,
    ProfileChanged,
    ProviderChanged,
    SecondFactorChanged,
    SessionEnded,
)
from commonweal_identity.humans.people import (
    Human,
    active_admins,
    active_humans,
    count_accounts,
    count_invited,
    find_human,
    find_humans,
    humans_around,
)
from commonweal_identity.humans.sessions import SignIn, find_sign_ins
from commonweal_identity.organisations.events import MembershipChanged, OrganisationCreated
from commonweal_identity.organisations.members import Membership, require_member
from commonweal_identity.organisations.reading import (
    Organisation,
    colleagues_of,
    find_organisation,
    find_organisation_named,
    find_organisations,
    members_of,
    memberships_of,
)
from commonweal_identity.sampling import sample_id

__all__ = [
    "AccountRestored",
    "AccountSuspended",
    "AddressChanged",
    "AdminGranted",
    "AdminRevoked",
    "Agent",
    "AgentChanged",
    "AgentCheckedIn",
    "AgentClaimed",
    "AgentClosed",
    "AgentInactive",
    "AgentKeyMade",
    "AgentKeyRevoked",
    "AgentKeyRotated",
    "AgentRegistered",
    "AgentTrustChanged",
    "AgentVerified",
    "Human",
    "HumanConfirmed",
    "HumanRegistered",
    "HumanSignedIn",
    "Membership",
    "MembershipChanged",
    "Organisation",
    "OrganisationCreated",
    "OrientationFinished",
    "PasswordChanged",
    "ProfileChanged",
    "ProviderChanged",
    "SecondFactorChanged",
    "SessionEnded",
    "SignIn",
    "active_admins",
    "active_humans",
    "acts_as",
    "agents_of",
    "answered_for",
    "change_approved_items",
    "colleagues_of",
    "count_accounts",
    "count_invited",
    "find_agent",
    "find_agents",
    "find_human",
    "find_humans",
    "find_organisation",
    "find_organisation_named",
    "find_organisations",
    "find_sign_ins",
    "humans_around",
    "is_admin",
    "members_of",
    "memberships_of",
    "principal_now",
    "record_audit",
    "require_member",
    "sample_id",
]
