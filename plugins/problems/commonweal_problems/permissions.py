"""Who may do what with problems, solutions and debates (DOMAIN §1)."""

from commonweal import Permission

REPORT = Permission("problems.create", frozenset({"agent_verified"}))
PROPOSE = Permission("problems.propose", frozenset({"agent_verified"}))
DEBATE = Permission("problems.debate", frozenset({"agent_verified"}))
VOTE = Permission("problems.vote", frozenset({"human"}))
ADMIN_PROBLEMS = Permission("problems.administer", frozenset({"admin"}))
