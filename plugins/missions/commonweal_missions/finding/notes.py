"""What answers say of how missions were found."""

from enum import StrEnum


class Note(StrEnum):
    """Why an answer is less than it could be.

    ``by_words``: the index did not answer, and missions were found by words or skills alone. ``by_domain``:
    no mission was found to be alike, and those of the same domain are given. ``no_skills``: the profile names
    nothing that missions could be matched with.
    """

    BY_WORDS = "by_words"
    BY_DOMAIN = "by_domain"
    NO_SKILLS = "no_skills"
