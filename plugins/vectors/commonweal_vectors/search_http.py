"""The JSON API that searches everything at once."""

from typing import Annotated

import msgspec
from commonweal import FieldError, Refusal, Visit, limited
from litestar import Response, get
from litestar.params import QueryParameter

from commonweal_vectors.hooks import Hit
from commonweal_vectors.relevance import BY_WORDS, WORDS_LONGEST, answered
from commonweal_vectors.search_kinds import check_words, kinds, search_everything

Words = Annotated[str, QueryParameter(min_length=1, max_length=WORDS_LONGEST)]
Names = Annotated[list[str] | None, QueryParameter(name="in", description="the kinds to search; else all")]
Limit = Annotated[int, QueryParameter(ge=1, le=20, description="how many of each kind")]


class Found(msgspec.Struct, frozen=True):
    """What was found of one kind, best first, and the address of the page with all of it.

    Without ``answered`` the kind was late, or failed: try again. With ``by_words`` the index of vectors did
    not answer, so that words alone decided.
    """

    kind: str
    items: list[Hit]
    more: str
    answered: bool
    by_words: bool


class Everything(msgspec.Struct, frozen=True):
    """What a search found, by kind."""

    kinds: list[Found]


@get(
    "/search",
    guards=[limited("search", 30, 60)],
    opt={"public": "It finds what each reader may see."},
    response_headers=[BY_WORDS],
    operation_id="searchEverything",
    summary="Search everything",
)
async def search(request: Visit, q: Words, names: Names = None, limit: Limit = 5) -> Response[Everything]:
    """Search missions, problems, solutions and whatever else plugins have, by words and by likeness."""
    words = check_words(q)
    known = [kind.name for _, kind in kinds(request)]
    if unknown := set(names or ()) - set(known):
        choices = {"choices": ", ".join(known), "value": ", ".join(sorted(unknown))}
        raise Refusal("validation_error", fields=[FieldError("in", "not_a_choice", dict(choices))])
    groups = await search_everything(request, words, limit, names)
    found = [
        Found(group.name, list(group.hits), group.more, group.answered, group.by_words) for group in groups
    ]
    return answered(Everything(found), by_words=any(each.by_words for each in found))


SEARCH_ROUTES = [search]
