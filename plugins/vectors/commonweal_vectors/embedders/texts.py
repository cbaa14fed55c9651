"""Texts as models and services take them."""

LONGEST = 6_000
"""How many characters of a text are embedded: more than a problem or a mission has, and in any language about
as much as models read. What stands behind does not count."""


def clean(text: str, longest: int = LONGEST) -> str:
    """Return the start of a text, without halves of characters, which UTF-8 cannot carry."""
    return text.strip()[:longest].encode("utf-8", "replace").decode()
