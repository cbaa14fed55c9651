"""Turns the sample content into missions and claims: the same ones each time, spread in time and place.

Nothing is random: what varies is taken from the hash of a key, so that two deployments hold the same sample.
"""

import hashlib
import math
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec

from commonweal_missions.rules.geography import Point
from commonweal_missions.rules.reward import MINOR_PER_TOKEN
from commonweal_missions.rules.state import MissionFacts, state_of
from commonweal_missions.rules.translation import source_hash
from commonweal_missions.rules.vocabulary import (
    ClaimState,
    ContentLocale,
    Difficulty,
    Domain,
    MissionState,
    MissionType,
    Provenance,
    Risk,
)
from commonweal_missions.sample.reading import (
    Content,
    Handwritten,
    Pattern,
    SampleCity,
    SampleCreator,
    SampleEvidence,
    SampleText,
    Variant,
)

MISSIONS_AT_LEAST = 480
HUMANS = 240  # invented people without accounts, who hold slots of open missions
PEOPLE = (
    "ana",
    "bo",
    "wanjiru",
    "tunde",
    "efua",
    "meera",
    "rafiq",
    "liwayway",
    "wei",
    "jonas",
    "imogen",
    "deshawn",
    "camila",
    "rosa",
)
"""Sample accounts that hold claims, on full missions only: no visitor is linked with them (DOMAIN §8.3)."""
FULL_MOST = 6
WAITING = "rosa"
"""Whose open claims are handed in and wait for peers."""
WORKING, OPEN_EACH = ("ana", "bo", "camila", "rosa"), 2
PUBLISHED_DAYS, EXPIRES_DAYS = 40.0, (5.0, 60.0)
_GOLDEN = (math.sqrt(5) - 1) / 2  # its multiples fill an interval evenly
_BEGINNING_MS = 1_767_225_600_000  # 2026-01-01, the time in the ids of all that is invented


class PlannedClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim of an invented human."""

    id: UUID
    human_id: UUID
    state: ClaimState
    claimed_at: datetime
    deadline: datetime
    progress: int
    submitted_at: datetime | None = None
    finished_at: datetime | None = None
    person: str = ""


class PlannedMission(msgspec.Struct, frozen=True, kw_only=True):
    """A mission with its words and claims, ready to be written."""

    key: str
    domain: Domain
    type: MissionType
    difficulty: Difficulty
    risk: Risk
    reward_minor: int
    duration_min: int
    max_claims: int
    claim_hours: int
    skills: list[str]
    evidence: list[SampleEvidence]
    optional_steps: list[int]
    creator: SampleCreator
    point: Point | None
    place_slug: str | None
    radius_km: int | None
    source_locale: ContentLocale
    texts: dict[ContentLocale, SampleText]
    published_at: datetime
    expires_at: datetime
    claims: list[PlannedClaim]

    @property
    def id(self) -> UUID:
        """The id of the mission, the same in each deployment."""
        return sample_id(f"mission/{self.key}")

    @property
    def creator_id(self) -> UUID:
        """The account of the creator."""
        return identity_id(self.creator.kind, self.creator.slug)

    def state(self, now: datetime) -> MissionState:
        """Derive the state from the claims."""
        states = Counter(claim.state for claim in self.claims)
        active = [claim for claim in self.claims if claim.state is ClaimState.ACTIVE]
        facts = MissionFacts(
            archived_at=None,
            expires_at=self.expires_at,
            max_claims=self.max_claims,
            active=len(active),
            started=sum(claim.progress > 0 for claim in active),
            submitted=states[ClaimState.SUBMITTED],
            verified=states[ClaimState.VERIFIED],
        )
        return state_of(facts, now)

    @property
    def closed_at(self) -> datetime | None:
        """When the last slot was verified, if all are."""
        ends = [claim.finished_at for claim in self.claims if claim.finished_at]
        return max(ends) if len(ends) == self.max_claims else None


def sample_id(key: str) -> UUID:
    """Make a UUIDv7 (RFC 9562) from a key: a fixed time, and the hash of the key where chance would be."""
    bits = int.from_bytes(hashlib.sha256(key.encode()).digest()[:10])
    value = _BEGINNING_MS << 80 | bits
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def identity_id(kind: str, name: str) -> UUID:
    """Return the id of an account of the sample; as ``identity.api.sample_id`` does, without loading it."""
    return uuid5(NAMESPACE_URL, f"https://commonweal.example/sample/{kind}/{name}")


def plan(content: Content, now: datetime) -> list[PlannedMission]:
    """Plan every sample mission for a marketplace that is filled at ``now``."""
    planned = [*_handwritten(content, now), *_patterned(content, now)]
    return _claimed(planned, now)


def hash_of(mission: PlannedMission, locale: ContentLocale) -> str:
    """Give the hash of the source that a text was made from: an older one where the content says so."""
    source, text = mission.texts[mission.source_locale], mission.texts[locale]
    return source_hash(
        text.translated_from or source.title, source.description, source.steps, source.evidence
    )


def _handwritten(content: Content, now: datetime) -> Iterator[PlannedMission]:
    for file in content.handwritten:
        for mission in file.mission:
            city = content.cities[mission.city] if mission.city else None
            point, place = _where(city, mission.place)
            yield _planned(
                mission,
                key=mission.key,
                domain=file.domain,
                variant=mission,
                creator=content.creators[mission.creator],
                point=point,
                place=place,
                source_locale=mission.source_locale,
                texts=mission.text,
                published_at=now
                - timedelta(
                    days=mission.published_days_ago, minutes=1 + _number(mission.key, "minute") % 720
                ),
                expires_at=now + timedelta(days=mission.expires_in_days),
            )


def _patterned(content: Content, now: datetime) -> Iterator[PlannedMission]:
    """Make missions of each pattern in as many places as the sample needs, evenly over its cities."""
    handwritten = sum(len(file.mission) for file in content.handwritten)
    patterns = [(file.domain, pattern) for file in content.patterns for pattern in file.pattern]
    each = math.ceil((MISSIONS_AT_LEAST - handwritten) / max(1, len(patterns)))
    for number, (domain, pattern) in enumerate(patterns):
        cities = [content.cities[slug] for slug in pattern.cities or content.cities]
        for turn in range(min(each, sum(len(city.places) for city in cities))):
            city = cities[(number * 7 + turn) % len(cities)]
            quarter = city.places[(number * 3 + turn // len(cities)) % len(city.places)]
            key = f"{pattern.key}-{city.slug}-{quarter.slug}"
            point, place = _where(city, quarter.slug)
            spread = number * each + turn
            lowest, highest = EXPIRES_DAYS
            yield _planned(
                pattern,
                key=key,
                domain=domain,
                variant=pattern.variants[_number(key, "variant") % len(pattern.variants)],
                creator=content.creators[pattern.creators[_number(key, "creator") % len(pattern.creators)]],
                point=point,
                place=place,
                source_locale=city.source_locale,
                texts=_localised(pattern, city, quarter.name),
                published_at=now - _age(PUBLISHED_DAYS * (spread * _GOLDEN % 1), key),
                expires_at=now + timedelta(days=lowest + (highest - lowest) * (spread * _GOLDEN**2 % 1)),
            )


def _planned(
    made_from: Handwritten | Pattern,
    *,
    key: str,
    domain: Domain,
    variant: Handwritten | Variant,
    creator: SampleCreator,
    point: Point | None,
    place: str | None,
    source_locale: ContentLocale,
    texts: dict[ContentLocale, SampleText],
    published_at: datetime,
    expires_at: datetime,
) -> PlannedMission:
    return PlannedMission(
        key=key,
        domain=domain,
        type=made_from.type,
        difficulty=variant.difficulty,
        risk=made_from.risk,
        reward_minor=variant.reward * MINOR_PER_TOKEN,
        duration_min=variant.duration_min,
        max_claims=variant.max_claims,
        claim_hours=made_from.claim_hours,
        skills=made_from.skills,
        evidence=made_from.evidence,
        optional_steps=made_from.optional_steps,
        creator=creator,
        point=point,
        place_slug=place,
        radius_km=made_from.radius_km if point else None,
        source_locale=source_locale,
        texts=texts,
        published_at=published_at,
        expires_at=expires_at,
        claims=[],
    )


def _age(days: float, key: str) -> timedelta:
    """Say how long ago a mission was published: on its day, at an hour of its own."""
    return timedelta(days=days, minutes=1 + _number(key, "minute") % 720)


def _where(city: SampleCity | None, quarter_slug: str | None) -> tuple[Point | None, str | None]:
    """Give the position and the slug of the place of a mission."""
    if city is None:
        return None, None
    if quarter_slug is None:
        return Point(city.latitude, city.longitude), city.slug
    quarter = next(place for place in city.places if place.slug == quarter_slug)
    return Point(quarter.latitude, quarter.longitude), f"{city.slug}/{quarter.slug}"


def _localised(
    pattern: Pattern, city: SampleCity, place: dict[ContentLocale, str]
) -> dict[ContentLocale, SampleText]:
    """Write the texts of a pattern for a place, in its city's language and those it is translated into."""
    provenances = {**pattern.translations, city.source_locale: Provenance.AUTHOR}

    def fill(text: str, locale: ContentLocale) -> str:
        return text.replace("{place}", place[locale]).replace("{city}", city.name[locale])

    return {
        locale: SampleText(
            provenance=provenance,
            title=fill(pattern.text[locale].title, locale),
            description=fill(pattern.text[locale].description, locale),
            steps=[fill(step, locale) for step in pattern.text[locale].steps],
            evidence=[fill(item, locale) for item in pattern.text[locale].evidence],
        )
        for locale, provenance in provenances.items()
    }


def _claimed(missions: list[PlannedMission], now: datetime) -> list[PlannedMission]:
    """Let invented humans claim slots, so that missions differ in what is left of them.

    Humans take turns: nobody holds a mission twice or more than three open claims (DOMAIN §7.2). Sample
    accounts hold full missions; most of their claims are verified.
    """
    claimed = []
    turn = seat = 0
    open_claims: Counter[str] = Counter()
    for mission in missions:
        taken = _taken(mission)
        claims = []
        for slot in range(taken):
            if taken == mission.max_claims:
                person = PEOPLE[(seat + slot) % len(PEOPLE)]
                claims.append(_seated(mission, person, slot, now, open_claims))
            else:
                claims.append(_claim(mission, turn + slot, slot, now))
        if taken == mission.max_claims:
            seat += taken
        else:
            turn += taken
        claimed.append(msgspec.structs.replace(mission, claims=claims))
    return claimed


def _taken(mission: PlannedMission) -> int:
    """Say how many slots of a mission are taken: none of most, some of many, all of one in twelve."""
    chance = _number(mission.key, "slots") % 12
    if chance == 0 and mission.max_claims <= FULL_MOST:
        return mission.max_claims
    return 0 if chance <= 5 else _number(mission.key, "taken") % mission.max_claims  # noqa: PLR2004 - a share


def _claim(mission: PlannedMission, turn: int, slot: int, now: datetime) -> PlannedClaim:
    """Let an invented human hold a slot and work on it."""
    key = f"claim/{mission.key}/{slot}"
    open_hours = min(mission.claim_hours * 0.8, (now - mission.published_at) / timedelta(hours=1))
    claimed_at = now - timedelta(hours=open_hours * (_number(key, "age") % 100) / 100)
    return PlannedClaim(
        id=sample_id(key),
        human_id=sample_id(f"human/{turn % HUMANS}"),
        state=ClaimState.ACTIVE,
        claimed_at=claimed_at,
        deadline=min(claimed_at + timedelta(hours=mission.claim_hours), mission.expires_at),
        progress=_number(key, "progress") % 10 * 10,
    )


def _seated(
    mission: PlannedMission, person: str, slot: int, now: datetime, open_claims: Counter[str]
) -> PlannedClaim:
    """Let a sample account hold a slot: verified, or for the first ones still being worked on."""
    key = f"claim/{mission.key}/{slot}"
    claimed_at = mission.published_at + (now - mission.published_at) * (_number(key, "age") % 60 / 100)
    deadline = claimed_at + timedelta(hours=mission.claim_hours)
    made = PlannedClaim(
        id=sample_id(key),
        human_id=identity_id("human", person),
        state=ClaimState.VERIFIED,
        claimed_at=claimed_at,
        deadline=min(deadline, mission.expires_at),
        progress=100,
        submitted_at=claimed_at + (now - claimed_at) * 0.3,
        finished_at=claimed_at + (now - claimed_at) * 0.5,
        person=person,
    )
    still_open = made.deadline > now and person in WORKING and open_claims[person] < OPEN_EACH
    if not still_open:
        return made
    open_claims[person] += 1
    if person == WAITING:
        return msgspec.structs.replace(made, state=ClaimState.SUBMITTED, finished_at=None)
    return msgspec.structs.replace(
        made,
        state=ClaimState.ACTIVE,
        progress=_number(key, "progress") % 8 * 10 + 10,
        submitted_at=None,
        finished_at=None,
    )


def _number(key: str, what: str) -> int:
    """Take a number from the hash of a key."""
    return int.from_bytes(hashlib.sha256(f"{what}/{key}".encode()).digest()[:4])
