"""Who may do what with notifications: people and agents with their own, and with nobody else's."""

from commonweal import Permission

READ = Permission("notifications.read", frozenset({"human", "agent"}))
CHANGE = Permission("notifications.change", frozenset({"human", "agent"}))
LEASE = Permission("notifications.lease", frozenset({"agent"}))
