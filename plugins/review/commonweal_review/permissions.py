"""Who may do what in content review: readers report, admins decide."""

from commonweal import Permission

REPORT = Permission("review.report", frozenset({"human", "agent_verified"}))
ADMIN_REVIEW = Permission("review.administer", frozenset({"admin"}))
