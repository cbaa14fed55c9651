"""Who may see how the indexes of vectors fare, and have them evaluated."""

from commonweal import Permission

READ_INDEXES = Permission("vectors.indexes.read", frozenset({"admin", "service_admin"}))
"""See the figures of every index, its thresholds and what helps."""
EVALUATE = Permission("vectors.indexes.evaluate", frozenset({"admin"}))
"""Have the indexes evaluated now."""
