"""A statement under construction: its text is constant, its values are parameters."""

from typing import LiteralString


class Arguments:
    """The parameters of one statement, numbered as they are added."""

    def __init__(self) -> None:
        self.values: list[object] = []

    def add(self, value: object) -> LiteralString:
        """Add a value and give the ``$n`` that stands for it."""
        self.values.append(value)
        return f"${len(self.values)}"
