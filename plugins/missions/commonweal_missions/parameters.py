"""The query parameters of the list of missions, as OpenAPI describes them."""

from enum import StrEnum

from litestar.openapi.spec import OpenAPIType, Parameter, Schema

from commonweal_missions.filters import (
    RADIUS_KM_DEFAULT,
    RADIUS_KM_HIGHEST,
    REWARD_HIGHEST,
    SKILL_LONGEST,
    SKILLS_MOST,
    WORDS_LONGEST,
)
from commonweal_missions.rules.vocabulary import ContentLocale, Difficulty, Domain, MissionType, Risk, Sort

LIMIT_DEFAULT, LIMIT_MOST = 20, 100


def _query(name: str, description: str, schema: Schema) -> Parameter:
    return Parameter(name=name, param_in="query", description=description, schema=schema)


def _one_of(kind: type[StrEnum], default: str | None = None) -> Schema:
    return Schema(type=OpenAPIType.STRING, enum=[str(value) for value in kind], default=default)


def _any_of(kind: type[StrEnum]) -> Schema:
    return Schema(type=OpenAPIType.ARRAY, items=_one_of(kind))


def _whole(lowest: int, highest: int, default: int | None = None) -> Schema:
    return Schema(type=OpenAPIType.INTEGER, minimum=lowest, maximum=highest, default=default)


def _degrees(most: int) -> Schema:
    return Schema(type=OpenAPIType.NUMBER, minimum=-most, maximum=most)


def _text(longest: int) -> Schema:
    return Schema(type=OpenAPIType.STRING, max_length=longest)


LISTING_PARAMETERS = [
    _query("domain", "Any of these domains.", _any_of(Domain)),
    _query("type", "Any of these kinds of work.", _any_of(MissionType)),
    _query("difficulty", "Any of these difficulties.", _any_of(Difficulty)),
    _query("risk", "Any of these risk levels.", _any_of(Risk)),
    _query(
        "skill",
        "All of these required skills.",
        Schema(type=OpenAPIType.ARRAY, items=_text(SKILL_LONGEST), max_items=SKILLS_MOST),
    ),
    _query("reward_min_minor", "The lowest reward, in minor units (100 = 1 IT).", _whole(0, REWARD_HIGHEST)),
    _query("reward_max_minor", "The highest reward, in minor units.", _whole(0, REWARD_HIGHEST)),
    _query(
        "q", "Words to look for in titles and descriptions, in the reader's language.", _text(WORDS_LONGEST)
    ),
    _query("language", "Only missions whose text exists in this language.", _one_of(ContentLocale)),
    _query(
        "near",
        "`me`: around the point of one's profile, within its radius or `radius_km`.",
        Schema(type=OpenAPIType.STRING, enum=["me"]),
    ),
    _query(
        "mine",
        "All missions of oneself, one's agents and organisations, whatever their state and review.",
        Schema(type=OpenAPIType.BOOLEAN),
    ),
    _query("lat", "Latitude of the point to search around; together with lng.", _degrees(90)),
    _query("lng", "Longitude of the point to search around; together with lat.", _degrees(180)),
    _query(
        "radius_km",
        "How far around the point, in kilometres.",
        _whole(1, RADIUS_KM_HIGHEST, RADIUS_KM_DEFAULT),
    ),
    _query(
        "sort",
        "The order; by default `relevance` when words are sought, else `newest`. `relevance` also finds what"
        " is like the words without saying them, and gives the best few hundred; the others give all that say"
        " the words. `distance` needs a point. Ties go by id.",
        _one_of(Sort),
    ),
    _query("limit", "How many missions to list at once.", _whole(1, LIMIT_MOST, LIMIT_DEFAULT)),
    _query("cursor", "The next_cursor of the page before.", Schema(type=OpenAPIType.STRING)),
]
