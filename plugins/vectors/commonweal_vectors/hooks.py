"""The hook that vectors specify: what the search page finds."""

from collections.abc import Awaitable, Callable, Sequence

import msgspec
from commonweal import PluginContext, Visit, hookspec


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One result on the search page, in the reader's language.

    ``facts`` are short words shown beneath the title, such as a domain and a place; ``locale`` is the
    language of title and excerpt when it is not the reader's.
    """

    title: str
    excerpt: str
    url: str
    facts: Sequence[str] = ()
    locale: str | None = None


class Hits(msgspec.Struct, frozen=True):
    """The best results of one kind; with ``by_words`` found by words alone, for want of an index."""

    found: Sequence[Hit]
    by_words: bool = False


class Searchable(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of thing that the search page finds.

    ``find`` is called with the reader's visit, what they wrote (1 to 200 characters) and how many results are
    wanted at most; it shows what this reader may see and nothing else. ``more`` is the address of the full
    list, to which ``q`` is added. ``label`` is a message id.
    """

    name: str
    label: str
    more: str
    find: Callable[[Visit, str, int], Awaitable[Hits]]
    order: int = 50


@hookspec
def commonweal_searchables(context: PluginContext) -> list[Searchable]:  # type: ignore[empty-body]  # a specification
    """Let the search page find what your plugin has, by words and by likeness.

    Example:
    >>> from commonweal import hookimpl
    >>> from commonweal_vectors.api import Hit, Hits, Searchable
    >>> async def find_trees(visit, words, limit):
    ...     return Hits([Hit(title="The old oak", excerpt="It stands by the river.", url="/trees/1")])
    >>> @hookimpl
    ... def commonweal_searchables(context):
    ...     return [Searchable(name="trees", label="trees-title", more="/trees", find=find_trees)]
    >>> commonweal_searchables(None)[0].more
    '/trees'

    """
