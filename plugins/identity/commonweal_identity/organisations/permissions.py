"""Who may do what with organisations (DOMAIN §2.4); memberships are asked beside the acts."""

from commonweal import Permission

ACT = Permission("identity.organisations.act", frozenset({"human"}))
"""Answer invitations, and act as what one's membership allows."""
READ_MEMBERS = Permission("identity.organisations.read", frozenset({"human", "service"}))
"""Read members: people of their organisations, service tokens of the one they belong to."""
ADMIN_ORGANISATIONS = Permission("identity.organisations.administer", frozenset({"admin"}))
"""Make organisations, and suspend them."""
