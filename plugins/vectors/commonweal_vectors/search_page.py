"""The page where everything is searched at once."""

import msgspec
from commonweal import Form, Page, Refusal, Visit, empty_form, limited
from litestar import get
from litestar.params import FromQuery

from commonweal_vectors.relevance import WORDS_LONGEST
from commonweal_vectors.search_kinds import Group, check_words, search_everything

PAGE = "/search"
MOST = 5


class Sought(msgspec.Struct):
    """The form of the search page has one field."""

    q: str = ""


@get(
    PAGE,
    guards=[limited("search", 30, 60, parameter="q")],
    opt={"public": "It finds what each reader may see."},
)
async def search_page(request: Visit, q: FromQuery[str | None] = None) -> Page:
    """Search missions, problems, solutions and whatever else plugins have, grouped by kind."""
    form: Form[Sought] = empty_form(request, q=q or "")
    groups: list[Group] = []
    words = (q or "").strip()
    if words:
        try:
            groups = await search_everything(request, check_words(words), MOST)
        except Refusal as refusal:
            form.refuse(refusal)
    context = {
        "form": form,
        "sought": words,
        "longest": WORDS_LONGEST,
        "groups": [group for group in groups if group.hits],
        "count": sum(len(group.hits) for group in groups),
        "missing": [group for group in groups if not group.answered],
        "by_words": any(group.by_words for group in groups),
    }
    headers = {"x-robots-tag": "noindex"}
    return Page("vectors/search.html", context, status=422 if form.is_wrong else 200, headers=headers)


SEARCH_PAGES = [search_page]
