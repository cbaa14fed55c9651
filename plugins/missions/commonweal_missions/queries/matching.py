"""The condition of the marketplace: which missions a set of filters finds (DOMAIN §7.3)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, cast
from uuid import UUID

from commonweal_problems import api as problems

from commonweal_missions.filters import ListingFilters, Near
from commonweal_missions.queries.statement import Arguments
from commonweal_missions.reading import Rights, readable
from commonweal_missions.rules.geography import Box, boxes_around, chord_square, sphere
from commonweal_missions.rules.vocabulary import ContentLocale, Sort

# Approved missions whose derived state is "open" (rules/state.py); all but the time is in the indexes, too.
OPEN = (
    "m.review_status = 'approved' AND m.archived_at IS NULL AND m.slots_taken < m.max_claims"
    " AND m.expires_at > {now}"
)

_MISSIONS = "missions.mission AS m"
_SPOT = "point(m.grid_longitude, m.grid_latitude)"  # as the index mission_spot has it


class Position(NamedTuple):
    """Where a page of the listing ends: the value it is sorted by, and the mission's id.

    In a ranked list the value is the place, counted from 1.
    """

    key: datetime | int | float
    id: UUID


class Ranking(NamedTuple):
    """Missions in the order of the best match.

    ``by_words`` says that the index could not be asked; ``cut`` that more missions say the words.
    """

    ids: list[UUID]
    by_words: bool = False
    cut: bool = False

    def place(self, position: Position) -> int:
        """Return the place behind which a page goes on: that of the mission shown last, as it is now."""
        if position.id in self.ids:
            return self.ids.index(position.id) + 1
        return cast("int", position.key) - 1  # those behind it have moved up


class Match(NamedTuple):
    """The parts of a statement over ``missions.mission m``, which ``tables`` bring.

    ``key`` is what the order goes by, ties by id in the same ``direction``; ``square`` is the squared chord
    to the asked point, or NULL.
    """

    tables: str
    condition: str
    order: str
    key: str
    direction: str
    square: str


def match(
    filters: ListingFilters,
    reader: ContentLocale,
    now: datetime,
    arguments: Arguments,
    after: Position | None = None,
    ranking: Ranking | None = None,
) -> Match:
    """Turn filters, order and the end of the page before into conditions.

    With a ``ranking`` only its missions are found, in this order, whether they say the words or not.
    """
    conditions = [
        _offered(filters, now, arguments),
        *_choices(filters, arguments),
        *_rewards(filters, arguments),
        *_languages(filters, arguments),
        *_strangers(filters, arguments),
    ]
    if ranking is None:
        conditions += _words(filters, reader, arguments)
    square = "NULL::float8"
    if filters.near is not None:
        square = _square(filters.near, arguments)
        within = _within(filters.near, square, arguments)
        conditions.append(f"({within} OR m.grid_latitude IS NULL)" if filters.or_anywhere else within)
    if filters.inside:
        conditions.append(inside(filters.inside, arguments))
    if ranking is not None:
        return _among(ranking, conditions, square, arguments, after)
    key, direction = _order(filters, square)
    if after is not None:
        beyond = ">" if direction == "ASC" else "<"
        conditions.append(f"({key}, m.id) {beyond} ({arguments.add(after.key)}, {arguments.add(after.id)})")
    condition, order = " AND ".join(conditions), f"{key} {direction}, m.id {direction}"
    return Match(_MISSIONS, condition, order, key, direction, square)


def _among(
    ranking: Ranking,
    conditions: Sequence[str],
    square: str,
    arguments: Arguments,
    after: Position | None,
) -> Match:
    """Keep what meets the conditions of ranked missions, in their order."""
    tables = (
        f"unnest({arguments.add(ranking.ids)}::uuid[]) WITH ORDINALITY AS ranked (id, place)"
        f" JOIN {_MISSIONS} ON m.id = ranked.id"
    )
    if after is not None:
        conditions = [*conditions, f"ranked.place > {arguments.add(ranking.place(after))}::bigint"]
    return Match(tables, " AND ".join(conditions), "ranked.place", "ranked.place", "ASC", square)


def _choices(filters: ListingFilters, arguments: Arguments) -> Iterator[str]:
    """Keep the missions with one of the chosen values of each closed list, and with all chosen skills."""
    for column, values in (
        ("domain", filters.domains),
        ("type", filters.types),
        ("difficulty", filters.difficulties),
        ("risk", filters.risks),
    ):
        if len(values) == 1:  # an index that begins with the column then also gives the order
            yield f"m.{column} = {arguments.add(str(values[0]))}"
        elif values:
            yield f"m.{column} = ANY ({arguments.add([str(value) for value in values])}::text[])"
    if filters.skills:
        yield f"m.required_skills @> {arguments.add(list(filters.skills))}::text[]"


def _rewards(filters: ListingFilters, arguments: Arguments) -> Iterator[str]:
    """Keep the missions whose reward lies within the bounds."""
    if filters.reward_min_minor is not None:
        yield f"m.reward_minor >= {arguments.add(filters.reward_min_minor)}"
    if filters.reward_max_minor is not None:
        yield f"m.reward_minor <= {arguments.add(filters.reward_max_minor)}"


def _languages(filters: ListingFilters, arguments: Arguments) -> Iterator[str]:
    """Keep the missions that exist in one of some languages."""
    if filters.languages:
        locales = arguments.add([str(locale) for locale in filters.languages])
        yield (
            "EXISTS (SELECT FROM missions.mission_translation AS available WHERE available.mission_id = m.id"
            f" AND available.locale = ANY ({locales}::text[]) AND available.review_status = 'approved')"
        )


def _strangers(filters: ListingFilters, arguments: Arguments) -> Iterator[str]:
    """Leave out the missions of certain creators, and those a human has a claim of."""
    if filters.not_by:
        yield f"m.creator_id <> ALL ({arguments.add(list(filters.not_by))}::uuid[])"
    if filters.not_held_by is not None:
        holder = arguments.add(filters.not_held_by)
        yield (
            "NOT EXISTS (SELECT FROM missions.claim AS held WHERE held.mission_id = m.id"
            f" AND held.human_id = {holder} AND held.state IN ('active', 'submitted', 'verified'))"
        )


def _words(filters: ListingFilters, reader: ContentLocale, arguments: Arguments) -> Iterator[str]:
    """Keep the missions that say the words in the reader's language."""
    if filters.words:
        locale, words = arguments.add(str(reader)), arguments.add(problems.asked(filters.words))
        yield (
            "m.id IN (SELECT found.mission_id FROM missions.mission_translation AS found"
            f" WHERE found.search @@ missions.search_query({locale}, {words})"
            f" AND found.locale = {locale} AND found.review_status = 'approved')"
        )


def _square(near: Near, arguments: Arguments) -> str:
    """Write the squared chord between the mission's snapped point and the asked one."""
    terms = []
    for axis, value in zip("xyz", sphere(near.point), strict=True):
        difference = f"(m.sphere_{axis} - {arguments.add(value)}::float8)"
        terms.append(f"{difference} * {difference}")
    return f"({' + '.join(terms)})"


def _within(near: Near, square: str, arguments: Arguments) -> str:
    """Keep the missions within the radius: boxes for the index, the chord for exactness."""
    boxes = inside(boxes_around(near.point, near.radius_km * 1000), arguments)
    return f"{boxes} AND {square} <= {arguments.add(chord_square(near.radius_km * 1000))}::float8"


def inside(boxes: Sequence[Box], arguments: Arguments) -> str:
    """Keep the missions in one of some boxes, as an index finds them."""
    written = " OR ".join(
        f"{_SPOT} <@ box(point({arguments.add(box.west)}::float8, {arguments.add(box.south)}::float8),"
        f" point({arguments.add(box.east)}::float8, {arguments.add(box.north)}::float8))"
        for box in boxes
    )
    return f"({written})"


def _offered(filters: ListingFilters, now: datetime, arguments: Arguments) -> str:
    """Keep what the marketplace offers, or everything of certain creators whom the reader belongs to."""
    if filters.creators is None:
        return OPEN.format(now=arguments.add(now))
    creators = arguments.add(list(filters.creators))
    may_read = readable(Rights(filters.creators), arguments)
    return f"m.creator_id = ANY ({creators}::uuid[]) AND {may_read}"


def _order(filters: ListingFilters, square: str) -> tuple[str, str]:
    """Give what a sort goes by and its direction; ties go by id in the same direction."""
    sort = filters.sort
    if sort is Sort.REWARD:
        return "m.reward_minor", "DESC"
    if sort is Sort.DISTANCE:
        return square, "ASC"
    if filters.creators is not None:  # some are not published
        return "m.created_at", "DESC"
    return "m.published_at", "DESC"
