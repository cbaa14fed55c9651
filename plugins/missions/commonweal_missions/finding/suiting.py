"""Missions that suit whoever asks: by a human's skills and place, or by an agent's specialisations."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec
from commonweal import Principal, Translator, UnitOfWork, Visit
from commonweal_vectors import api as vectors

from commonweal_missions.filters import ListingFilters, Near
from commonweal_missions.finding.asking import ask_by_text
from commonweal_missions.finding.conditions import conditions_of
from commonweal_missions.finding.notes import Note
from commonweal_missions.queries.listing import list_missions
from commonweal_missions.queries.matching import Ranking
from commonweal_missions.queries.ranking import rank_by_skills
from commonweal_missions.queries.summary import MissionSummary
from commonweal_missions.reading import rights_of
from commonweal_missions.rules.geography import Point
from commonweal_missions.rules.vocabulary import ContentLocale, Domain
from commonweal_missions.settings import settings_of
from commonweal_missions.skills import skill_name, spellings, suggested

DEPTH = 100
"""How many missions each of the two orders proposes."""


class Able(msgspec.Struct, frozen=True, kw_only=True):
    """What missions are matched with: skills as missions name them, domains, and which missions may suit."""

    skills: tuple[str, ...] = ()
    domains: tuple[Domain, ...] = ()
    filters: ListingFilters


class SuitingMission(msgspec.Struct, frozen=True):
    """A mission that suits, and why.

    ``score`` is the cosine of its text and one's skills, None where only these are shared. ``because`` names
    the skills it asks for that one has; for agents the domain, which is one of their specialisations.
    """

    mission: MissionSummary
    score: float | None
    because: list[str]


class Suiting(NamedTuple):
    """Missions that suit, the best first, and what is to be said of them."""

    missions: list[SuitingMission]
    note: Note | None = None


async def find_suiting(visit: Visit, reader: ContentLocale, now: datetime, limit: int) -> Suiting:
    """Find the open missions that suit whoever asks; those they made or hold a claim of are left out.

    Call it outside of a unit of work.
    """
    async with visit.web.database.read() as work:
        able = await able_of(work, visit.principal, reader)
    if not (able.skills or able.domains):
        return Suiting([], Note.NO_SKILLS)
    text = describe(able, visit.translator)
    likes = await ask_by_text(visit, text, conditions_of(able.filters, now), DEPTH)
    least = settings_of(visit).likeness
    scores = {like.id: like.score for like in likes or () if like.score >= least}
    async with visit.web.database.read() as work:
        skilled = await rank_by_skills(work, able.filters, able.skills, reader, now, DEPTH)
        ranking = Ranking(vectors.fuse([skilled, [*scores]]))
        listed = await list_missions(work, able.filters, reader, now, limit, ranking=ranking)
    found = [SuitingMission(each, scores.get(each.id), because(able, each)) for each in listed.missions]
    return Suiting(found, Note.WORDS if likes is None else None)


async def able_of(work: UnitOfWork, principal: Principal, reader: ContentLocale) -> Able:
    """Read what whoever asks can do, and where; nothing for those who are neither human nor agent."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    rights = await rights_of(work, principal)
    if principal.kind == "agent":
        agent = await identity.find_agent(work, principal.account_id)
        domains = tuple(map(Domain, agent.specializations)) if agent else ()
        return Able(domains=domains, filters=ListingFilters(domains=domains, not_by=rights.creators))
    human = await identity.find_human(work, principal.account_id)
    if human is None:
        return Able(filters=ListingFilters())
    near = None
    if human.latitude is not None and human.longitude is not None:
        near = Near(Point(human.latitude, human.longitude), human.service_radius_km)
    filters = ListingFilters(
        near=near,
        or_anywhere=True,
        languages=_languages(human.languages, reader),
        not_by=rights.creators,
        not_held_by=human.id,
    )
    return Able(skills=spellings(human.skills), filters=filters)


def because(able: Able, mission: MissionSummary) -> list[str]:
    """Return the skills a mission asks for that one has, or its domain if one is specialised in it."""
    shared = [skill for skill in mission.required_skills if suggested(skill) in able.skills]
    return [*shared, *([str(mission.domain)] if mission.domain in able.domains else [])]


def describe(able: Able, words: Translator) -> str:
    """Write what one can do as a text in the reader's language, to be compared with those of missions."""
    skills = dict.fromkeys(skill_name(words, skill) for skill in sorted(set(map(suggested, able.skills))))
    domains = [words.text(f"kernel-domain-{domain.replace('_', '-')}") for domain in able.domains]
    return ", ".join([*skills, *domains])


def _languages(spoken: Sequence[str], reader: ContentLocale) -> tuple[ContentLocale, ...]:
    """Return the languages that missions may be in; any, where the profile names none."""
    known = [locale for locale in ContentLocale if locale.partition("-")[0] in spoken]
    return tuple(sorted({*known, reader})) if spoken else ()
