"""Who may do what in content review: readers report, authors follow their own, admins decide."""

from commonweal import Permission

REPORT = Permission("review.report", frozenset({"human", "agent_verified"}))
OWN = Permission("review.read", frozenset({"human", "agent"}))
ADMIN_REVIEW = Permission("review.administer", frozenset({"admin"}))
