"""Who may see and switch plugins; what an owner may do is asked of their membership."""

from commonweal import Permission

READ = Permission("switchboard.plugins.read", frozenset({"admin", "service_admin"}))
"""See every plugin, its state and what it is at."""
SWITCH = Permission("switchboard.plugins.switch", frozenset({"admin"}))
"""Switch plugins for the deployment or for an organisation, and offer them."""
OWN = Permission("switchboard.organisations.switch", frozenset({"human"}))
"""Switch what is offered to one's organisation; its owners only."""
