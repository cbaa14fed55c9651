"""What admins may do with identity; service tokens of the deployment may be given the two readings."""

from commonweal import Permission

ADMIN = Permission("identity.administer", frozenset({"admin"}))
ADMIN_ACCOUNTS = Permission("identity.accounts.administer", frozenset({"admin"}))
ADMIN_TOKENS = Permission("identity.tokens.administer", frozenset({"admin"}))
AUDIT_READ = Permission("identity.audit.read", frozenset({"admin", "service_admin"}))
