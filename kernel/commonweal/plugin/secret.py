"""A value that must not be shown."""


class Secret:
    """A text that is shown as dots wherever it is printed, logged or put in a message; ``reveal`` gives it out."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself, for the one place that needs it."""
        return self._text

    def __str__(self) -> str:
        return "•••"

    def __repr__(self) -> str:
        return "Secret('•••')"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)
