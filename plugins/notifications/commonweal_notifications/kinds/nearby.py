"""New missions near a person who asked to hear of them; where they live is read, and told nobody."""

from commonweal import RecordedEvent, Translator, UnitOfWork
from commonweal_identity import api as identity
from commonweal_missions import api as missions

from commonweal_notifications.hooks import Data, Kind, Notice
from commonweal_notifications.kinds.words import Found, Words, behind, missions_in, notices

_WISHES = """
SELECT account, near_km FROM notifications.person
WHERE near_km IS NOT NULL AND (near_domains = '{}' OR $1 = ANY (near_domains))
"""


async def opened(work: UnitOfWork, recorded: RecordedEvent[missions.MissionOpened]) -> list[Notice]:
    """Tell whoever asked for missions of this domain within so many kilometres, once it is published.

    The distance is to the public point of the mission, as in the marketplace; a slot that is free again is
    no new mission, and nobody is told of one they made or answer for.
    """
    event = recorded.event
    mission = (await missions.find_missions(work, [event.mission_id], "en")).get(event.mission_id)
    if event.before is not None or mission is None or mission.review_status != "approved":
        return []
    if mission.latitude is None or mission.longitude is None:
        return []
    wishes = {row["account"]: row["near_km"] * 1_000 for row in await work.fetch(_WISHES, mission.domain)}
    if not wishes:
        return []
    most = max(wishes.values())
    near = await identity.humans_around(work, wishes, mission.latitude, mission.longitude, most)
    own = await behind(work, mission.creator_kind, mission.creator_id)
    return [
        notice
        for human, metres in near.items()
        if metres <= wishes[human] and human not in own
        for notice in notices(
            [human], f"mission:{mission.id}", "nearby", mission=str(mission.id), metres=round(metres, -2)
        )
    ]


def _near(each: Data, reader: Translator, found: Found) -> Data | None:
    mission = found.get(each["mission"])
    if mission is None or mission.review_status != "approved":
        return None
    return {
        "mission": mission.title,
        "distance": reader.distance(each["metres"]),
        "domain": reader.text(f"kernel-domain-{str(mission.domain).replace('_', '-')}"),
        "reward": reader.currency_minor(mission.reward_minor),
        "url": f"/missions/{mission.id}",
    }


def kinds(words: Words) -> list[Kind]:
    """Return the kinds about what is near."""
    sample = {
        "mission": "Count the wells along the river road",
        "distance": "1.4 km",
        "domain": "Clean Water & Sanitation",
        "reward": "12 IT",
        "url": "/missions/0198c0de-0000-7000-8000-000000000002",
    }
    return [
        Kind(
            name="notifications.mission_nearby",
            event_types=[missions.MissionOpened],
            decide=opened,
            describe=words.describer(_near, missions_in),
            samples=[sample],
            email="digest",
            bulk=True,
        )
    ]
