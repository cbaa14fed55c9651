"""Reputation: a tier gained or lost, and a streak that ends today unless something is done."""

from datetime import date, datetime

from commonweal import RecordedEvent, Translator, UnitOfWork
from commonweal_reputation import api as reputation

from commonweal_notifications.hooks import Data, Kind, Notice
from commonweal_notifications.kinds.events import StreakAtRisk
from commonweal_notifications.kinds.words import Found, Words, notices

_OWN = "/account/reputation"
_ABOUT = "reputation"


async def tier_changed(_work: UnitOfWork, recorded: RecordedEvent[reputation.TierChanged]) -> list[Notice]:
    """Tell a human of a new tier."""
    event = recorded.event
    tiers: list[str] = list(reputation.TIERS)
    direction = "up" if tiers.index(event.after) > tiers.index(event.before) else "down"
    return notices([recorded.subject], _ABOUT, tier=event.after, direction=direction)


async def streak_at_risk(_work: UnitOfWork, recorded: RecordedEvent[StreakAtRisk]) -> list[Notice]:
    """Tell a human that the streak ends with this day."""
    event = recorded.event
    return notices([event.human_id], _ABOUT, day=event.day.isoformat(), days=event.days)


def _tier(each: Data, reader: Translator, _found: Found) -> Data:
    return {
        "tier": each["tier"],
        "tier_name": reader.text(f"reputation-tier-{each['tier']}"),
        "direction": each["direction"],
        "url": _OWN,
    }


def _streak(each: Data, reader: Translator, _found: Found) -> Data | None:
    """Describe the danger for as long as it lasts: the day, where the reader lives."""
    if datetime.now(reader.zone).date() > date.fromisoformat(each["day"]):
        return None
    return {"days": each["days"], "url": "/missions"}


def kinds(words: Words) -> list[Kind]:
    """Return the kinds about reputation."""
    tier = {"tier": "contributor", "tier_name": "Contributor", "direction": "up", "url": _OWN}
    return [
        Kind(
            name="notifications.tier_reached",
            event_types=[reputation.TierChanged],
            decide=tier_changed,
            describe=words.describer(_tier),
            samples=[
                tier,
                {**tier, "tier": "trusted", "tier_name": "Trusted"},
                {**tier, "tier": "expert", "tier_name": "Expert"},
                {**tier, "tier": "newcomer", "tier_name": "Newcomer", "direction": "down"},
            ],
        ),
        Kind(
            name="notifications.streak_at_risk",
            event_types=[StreakAtRisk],
            decide=streak_at_risk,
            describe=words.describer(_streak),
            samples=[{"days": 12, "url": "/missions"}],
        ),
    ]
