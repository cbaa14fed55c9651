"""A statement under construction: its text is constant, its values are parameters."""

from typing import LiteralString

# The claims are chosen in the words of the index claim_once.
COUNTED: LiteralString = """
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE state = 'active') AS active,
               count(*) FILTER (WHERE state = 'active' AND progress > 0) AS started,
               count(*) FILTER (WHERE state = 'submitted') AS submitted,
               count(*) FILTER (WHERE state = 'verified') AS verified
        FROM missions.claim
        WHERE mission_id = m.id AND state IN ('active', 'submitted', 'verified')
    ) AS counted
"""
"""Joins what the state of each mission ``m`` follows from."""


class Arguments:
    """The parameters of one statement, numbered as they are added."""

    def __init__(self) -> None:
        self.values: list[object] = []

    def add(self, value: object) -> LiteralString:
        """Add a value and give the ``$n`` that stands for it."""
        self.values.append(value)
        return f"${len(self.values)}"
