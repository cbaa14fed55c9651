"""What the search page finds here: circles, and the threads in them, as their own lists find them."""

from commonweal import Visit
from commonweal_vectors.api import Hit, Hits, Searchable

from commonweal_circles.finding import listing
from commonweal_circles.finding.filters import CircleFilters
from commonweal_circles.finding.reading import CircleSummary
from commonweal_circles.finding.threads import ThreadFilters, ThreadSummary, search_threads


async def find_circles(visit: Visit, words: str, limit: int) -> Hits:
    """Find the circles of which the reader sees the face by relevance."""
    found = await listing.listed(visit, CircleFilters(words=words, sort="relevance"), limit, None)
    return Hits([_circle(visit, each) for each in found.items], found.by_words)


async def find_threads(visit: Visit, words: str, limit: int) -> Hits:
    """Find the threads that the reader may read by relevance."""
    found = await search_threads(visit, ThreadFilters(words=words), limit, None)
    return Hits([_thread(visit, each) for each in found.items], found.by_words)


def _circle(visit: Visit, circle: CircleSummary) -> Hit:
    words = visit.translator
    subject = (
        words.text(f"kernel-domain-{circle.domain.replace('_', '-')}") if circle.domain else circle.topic
    )
    facts = [subject, circle.place_name, words.text("circles-members", count=circle.members)]
    return Hit(
        title=circle.name,
        excerpt=circle.excerpt,
        url=f"/circles/{circle.id}",
        facts=[fact for fact in facts if fact],
        locale=_other(visit, circle.locale),
    )


def _thread(visit: Visit, thread: ThreadSummary) -> Hit:
    return Hit(
        title=thread.title,
        excerpt=thread.excerpt,
        url=f"/circles/{thread.circle_id}/threads/{thread.id}",
        facts=[thread.circle_name, visit.translator.text("circles-finding-replies", count=thread.replies)],
        locale=_other(visit, thread.locale),
    )


def _other(visit: Visit, locale: str) -> str | None:
    return None if locale == visit.locale else locale


SEARCHABLES: list[Searchable] = [
    Searchable(name="circles", label="circles-navigation", more="/circles", find=find_circles, order=40),
    Searchable(
        name="threads", label="circles-finding-threads", more="/circles/threads", find=find_threads, order=45
    ),
]
