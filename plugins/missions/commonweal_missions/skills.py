"""Skills as missions ask for them and as people have them, and what they are called."""

from collections.abc import Iterable

from commonweal import Translator


def skill_name(words: Translator, skill: str) -> str:
    """Name a skill in the reader's language; one that nobody translated is shown as its author wrote it."""
    message = f"missions-skill-{skill.replace('_', '-')}"
    return words.text(message) if words.has(message) else skill.replace("_", " ")


def suggested(skill: str) -> str:
    """Return a skill in the form of the names we suggest, such as ``first_aid`` for "First aid"."""
    return "_".join(skill.casefold().split())


def spellings(skills: Iterable[str]) -> tuple[str, ...]:
    """Return skills as they are written, and in the form of the names we suggest."""
    return tuple(sorted({written for skill in skills for written in (skill, suggested(skill))}))
