"""The topic of a mission: its slots and its state, for whoever may open it.

Nobody is told whose claim it was; what happens to it is told to its human (``people``).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Principal, RecordedEvent, UnitOfWork
from commonweal_missions import api as missions

from commonweal_realtime.hooks import Data, Part, Revocation, Stream, Told, Topic
from commonweal_realtime.topics.access import follower_now, whoever_left
from commonweal_realtime.topics.telling import Key, fields, tells

NAME = "mission"
_STATES = (
    missions.MissionOpened,
    missions.MissionClaimed,
    missions.MissionInProgress,
    missions.MissionSubmitted,
    missions.MissionCompleted,
    missions.MissionExpired,
    missions.MissionArchived,
)


async def may_follow(work: UnitOfWork, principal: Principal, key: UUID) -> bool:
    """Say whether a follower may open the mission at all (the predicate of its page)."""
    return await missions.may_read(work, await follower_now(work, principal), key)


async def standing(work: UnitOfWork, keys: Sequence[UUID]) -> Mapping[UUID, Data]:
    """Read how missions stand."""
    found = await missions.mission_standings(work, keys)
    return {key: msgspec.to_builtins(each) for key, each in found.items()}


def _mission(event: Any) -> UUID:
    mission_id: UUID = event.mission_id
    return mission_id


def _seen_no_longer(recorded: RecordedEvent[missions.MissionReviewed]) -> Iterable[tuple[UUID, None]]:
    event = recorded.event
    return [] if event.review_status == "approved" else [(event.mission_id, None)]


def _edited(recorded: RecordedEvent[missions.MissionEdited]) -> Iterable[tuple[UUID, None]]:
    return [(recorded.event.mission_id, None)]  # it waits for review again (DOMAIN §5.2)


def _let_go(recorded: RecordedEvent[Any]) -> Iterable[tuple[UUID, UUID]]:
    """Name whoever could open a mission only as they held a claim on it."""
    return [(recorded.event.mission_id, recorded.event.human_id)]


def _sample(recorded: RecordedEvent[missions.SampleLoaded]) -> Iterable[tuple[UUID, Data]]:
    return [(mission_id, {}) for mission_id in recorded.event.mission_ids]


def _told() -> list[Told]:
    key: Key = _mission
    updated = "mission.updated"
    return [
        tells(NAME, "mission.claimed", missions.ClaimMade, key),
        tells(NAME, "mission.submitted", missions.ClaimSubmitted, key),
        tells(NAME, "mission.verified", missions.ClaimVerified, key),
        tells(NAME, "mission.returned", missions.ClaimReturned, key),
        tells(NAME, "mission.abandoned", missions.ClaimAbandoned, key),
        tells(NAME, "mission.released", missions.ClaimReleased, key),
        *(tells(NAME, updated, each, key) for each in _STATES),
        tells(NAME, updated, missions.MissionEdited, key, fields("version")),
        tells(NAME, updated, missions.MissionReviewed, key, fields("review_status")),
        tells(
            NAME,
            "mission.translated",
            missions.TranslationWritten,
            key,
            fields("locale"),
            when=lambda event: event.review_status == "approved",
        ),
        tells(NAME, updated, missions.TranslationReviewed, key),
        Told(topic=NAME, name=updated, event_type=missions.SampleLoaded, tell=_sample),
    ]


def stream() -> Stream:
    """Return the topic of missions."""
    about = "A mission: its slots, what becomes of its claims, and its state."
    return Stream(
        topics=[Topic(name=NAME, key="uuid", about=about, may_follow=may_follow, presence=True)],
        told=_told(),
        parts=[Part(topic=NAME, name="mission", read=standing)],
        revocations=[
            Revocation(topic=NAME, event_type=missions.MissionReviewed, whom=_seen_no_longer),
            Revocation(topic=NAME, event_type=missions.MissionEdited, whom=_edited),
            Revocation(topic=NAME, event_type=missions.ClaimAbandoned, whom=_let_go),
            Revocation(topic=NAME, event_type=missions.ClaimReleased, whom=_let_go),
            Revocation(topic=NAME, event_type=missions.ClaimVerified, whom=_let_go),
            *whoever_left(NAME),
        ],
    )
