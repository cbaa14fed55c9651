"""The page of the directory: what its form sends, the filters as chips, and what is suggested."""

from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple, TypeVar

import msgspec
from commonweal import Form, Page, Translator, Visit, empty_form

from commonweal_circles.finding.filters import ORDER, CircleFilters, Sort, usual_sort
from commonweal_circles.finding.listing import around_named, around_reader, listed
from commonweal_circles.finding.suggesting import Suggested, suggest
from commonweal_circles.permissions import OPEN, READ_OWN
from commonweal_circles.rules.vocabulary import DOMAINS, Domain, Joining

PAGE_SIZE = 12
SUGGESTED = 3
JOINING: tuple[Joining, ...] = ("open", "request", "invitation")
T = TypeVar("T")


class Chosen(msgspec.Struct):
    """The filters of the directory, as its form sends them; an empty entry is no filter."""

    domain: Domain | None = None
    joining: Joining | None = None
    q: str = ""
    place: str = ""
    near: Literal["me"] | None = None
    mine: Literal["true"] | None = None
    archived: Literal["true"] | None = None
    sort: Sort | None = None


class Chip(NamedTuple):
    """A filter that is set, and the address of the list without it."""

    label: str
    url: str


async def directory_page(visit: Visit, entries: dict[str, str | None], cursor: str | None) -> Page:
    """Show the circles that the reader asked for; a wrong filter is told and left out."""
    form, chosen = _chosen(visit, entries)
    filters = await _filters(visit, form, chosen)
    found = await listed(visit, filters, PAGE_SIZE, cursor)
    chips = list(_chips(visit.translator, chosen, visit.here))
    is_first = not chips and not cursor and not form.is_wrong
    context: dict[str, Any] = {
        "form": form,
        "filters": filters,
        "circles": found.items,
        "by_words": found.by_words,
        "chips": chips,
        "domains": DOMAINS,
        "ways": JOINING,
        "sorts": [sort for sort in ("relevance", *ORDER) if sort != "relevance" or filters.words],
        "usual_sort": usual_sort(filters.words),
        "sort_url": lambda sort: visit.here(sort=sort, cursor=None),
        "next_url": visit.here(cursor=found.next_cursor) if found.next_cursor else "",
        "first_url": visit.here(cursor=None) if cursor else "",
        "suggested": await _suggested(visit) if is_first else Suggested([]),
        "may_open": OPEN.allows(visit.principal),
        "is_known": READ_OWN.allows(visit.principal),
    }
    return Page("circles/finding_directory.html", context, status=422 if form.is_wrong else 200)


async def _suggested(visit: Visit) -> Suggested:
    return await suggest(visit, SUGGESTED) if READ_OWN.allows(visit.principal) else Suggested([])


async def _filters(visit: Visit, form: Form[Any], chosen: Chosen) -> CircleFilters:
    """Turn what was chosen into filters; what depends on who asks is left out for a guest."""
    words = chosen.q.strip()
    is_known = READ_OWN.allows(visit.principal)
    async with visit.web.database.read() as work:
        near = await around_named(work, chosen.place.strip())
        if chosen.near and near is None:
            near = await around_reader(work, visit)
            if near is None:
                form.fail("near", "needs", "circles-finding-no-place")
    sort = chosen.sort if chosen.sort and (chosen.sort != "relevance" or words) else usual_sort(words)
    return CircleFilters(
        domain=(chosen.domain,) if chosen.domain else (),
        joining=(chosen.joining,) if chosen.joining else (),
        words=words,
        near=near,
        place=chosen.place.strip(),
        mine=chosen.mine is not None and is_known,
        archived=chosen.archived is not None and is_known,
        sort=sort,
    )


def _chosen(visit: Visit, entries: dict[str, str | None]) -> tuple[Form[Any], Chosen]:
    form: Form[Any] = empty_form(visit, **{name: value for name, value in entries.items() if value})
    given: dict[str, object] = {}
    for field in msgspec.structs.fields(Chosen):
        if not entries.get(field.name):
            continue
        try:
            given[field.name] = msgspec.convert(entries[field.name], field.type)
        except msgspec.ValidationError:
            form.fail(field.name, "invalid")
    return form, msgspec.convert(given, Chosen)


def _chips(words: Translator, chosen: Chosen, here: Callable[..., str]) -> Iterator[Chip]:
    """Name every filter that is set."""

    def chip(name: str, label: str) -> Chip:
        return Chip(label, here(**{name: None, "cursor": None}))

    if chosen.q.strip():
        yield chip("q", chosen.q.strip())
    if chosen.domain:
        yield chip("domain", words.text(f"kernel-domain-{chosen.domain.replace('_', '-')}"))
    if chosen.joining:
        yield chip("joining", words.text(f"circles-joining-{chosen.joining}"))
    if chosen.place.strip():
        yield chip("place", words.text("circles-finding-chip-place", place=chosen.place.strip()))
    if chosen.near:
        yield chip("near", words.text("circles-finding-near-me"))
    if chosen.mine:
        yield chip("mine", words.text("circles-finding-mine"))
    if chosen.archived:
        yield chip("archived", words.text("circles-finding-archived"))
