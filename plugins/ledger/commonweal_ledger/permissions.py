"""Who may read what of the books (DOMAIN §1): people their own account, admins all of it."""

from commonweal import Permission

READ = Permission("ledger.read", frozenset({"human"}))
ADMIN_LEDGER = Permission("ledger.administer", frozenset({"admin"}))
