"""What answers say of how missions were found, in a header where that was not as it should be."""

from enum import StrEnum
from typing import TypeVar

from litestar import Response
from litestar.datastructures import ResponseHeader

T = TypeVar("T")
HEADER = "Commonweal-Search"


class Note(StrEnum):
    """Why an answer is less than it could be."""

    WORDS = "words"
    DOMAIN = "domain"
    NO_SKILLS = "no-skills"


_MEANINGS = {
    Note.WORDS: "when the index of vectors did not answer, so that words or skills alone decided",
    Note.DOMAIN: "when none was found by likeness, so that the newest of the same domain are given",
    Note.NO_SKILLS: "when the profile names nothing that missions could be matched with",
}


def described(*notes: Note) -> ResponseHeader:
    """Return what the documentation of a route says of the header."""
    description = "; ".join(f"`{note}` {_MEANINGS[note]}" for note in notes)
    return ResponseHeader(name=HEADER, documentation_only=True, description=f"{description}.")


def answered(content: T, note: Note | None) -> Response[T]:
    """Return an answer of the API, with the header if there is something to say."""
    return Response(content, headers={HEADER: str(note)} if note else None)
