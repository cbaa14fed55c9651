"""What people may do with their own account."""

from commonweal import Permission

OWN_ACCOUNT = Permission("identity.own_account", frozenset({"human"}))
