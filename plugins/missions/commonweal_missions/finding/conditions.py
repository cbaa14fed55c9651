"""The filters of the marketplace as conditions of the index.

They only keep missions from being proposed that would not be shown; what decides stands in
``queries/matching.py``. The language of a text is no condition: a mission is proposed by whichever of its
texts is most like what is asked, and is then shown in the reader's language. Texts of one language lie
together, so for whoever writes in another than they read the site in, such a condition would empty the
neighbourhood of the question, and all the rest would have to be compared one by one.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from commonweal import And, Equal, Filter, GeoPoint, Near, Not, OneOf, Or, Range

from commonweal_missions.filters import ListingFilters
from commonweal_missions.filters import Near as Around
from commonweal_missions.rules.geography import snap

ROUNDING_METRES = 800.0
"""How far the grid of 0.01 degree may move a point, and so how much further the index looks."""


def conditions_of(filters: ListingFilters, now: datetime) -> Filter:
    """Keep the texts of the open missions that pass the filters, but for words."""
    return And([*open_at(now), *_choices(filters), *_bounds(filters)])


def open_at(now: datetime) -> list[Filter]:
    """Keep the missions that can be claimed at a moment, and until the minute it lies in is over.

    So all questions of a minute have the same condition, and a store that plans for it does so once.
    """
    minute_is_over = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return [Equal("open", value=True), Range(field="expires", least=minute_is_over)]


def _choices(filters: ListingFilters) -> Iterator[Filter]:
    listed: tuple[tuple[str, Sequence[str]], ...] = (
        ("domain", filters.domains),
        ("type", filters.types),
        ("difficulty", filters.difficulties),
        ("risk", filters.risks),
        ("locales", filters.languages),
    )
    for field, values in listed:
        if values:
            yield OneOf(field, [str(value) for value in values])
    for skill in filters.skills:
        yield Equal("skills", skill)
    if filters.not_by:
        yield Not(OneOf("creator", [str(creator) for creator in filters.not_by]))


def _bounds(filters: ListingFilters) -> Iterator[Filter]:
    if filters.reward_min_minor is not None or filters.reward_max_minor is not None:
        yield Range(field="reward", least=filters.reward_min_minor, most=filters.reward_max_minor)
    if filters.near is not None:
        within = _within(filters.near)
        yield Or([within, Equal("anywhere", value=True)]) if filters.or_anywhere else within


def _within(near: Around) -> Filter:
    point = snap(near.point)  # it may be where somebody lives, and the store may be anywhere
    return Near("place", GeoPoint(*point), near.radius_km * 1_000.0 + ROUNDING_METRES)
