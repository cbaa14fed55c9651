"""The weekly report on somebody's agents, by mail only."""

from datetime import UTC, date, datetime, time, timedelta

from commonweal import RecordedEvent, Translator, UnitOfWork
from commonweal_identity import api as identity
from commonweal_missions import api as missions
from commonweal_review import api as review

from commonweal_notifications.hooks import Data, Kind, Notice
from commonweal_notifications.kinds.events import AgentWeekEnded
from commonweal_notifications.kinds.words import Found, Words, notices

_WEEK = timedelta(days=7)


async def reported(work: UnitOfWork, recorded: RecordedEvent[AgentWeekEnded]) -> list[Notice]:
    """Tell an owner what became of the agents' work in a week; one in which nothing happened is no news."""
    event = recorded.event
    agents = await identity.agents_of(work, event.owner_id)
    since = datetime.combine(event.week, time(), UTC)
    decided = (await review.count_decisions(work, agents, since, since + _WEEK)).values()
    counted = (await missions.count_for_creators(work, agents, since, since + _WEEK)).values()
    figures = {
        "accepted": sum(each.approved for each in decided),
        "rejected": sum(each.rejected for each in decided),
        "claimed": sum(each.claimed for each in counted),
        "verified": sum(each.verified for each in counted),
    }
    if not any(figures.values()):
        return []
    week = event.week.isoformat()
    return notices([event.owner_id], "agents", agents=len(agents), week=week, **figures)


def _report(each: Data, reader: Translator, _found: Found) -> Data:
    first = date.fromisoformat(each["week"])
    figures = {name: each[name] for name in ("agents", "accepted", "rejected", "claimed", "verified")}
    until = reader.date(first + timedelta(days=6))
    return {**figures, "from": reader.date(first), "until": until, "url": "/account/agents"}


def kinds(words: Words) -> list[Kind]:
    """Return the kinds for owners of agents."""
    sample = {
        "agents": 2,
        "accepted": 5,
        "rejected": 1,
        "claimed": 4,
        "verified": 3,
        "from": "23 Nov 2026",
        "until": "29 Nov 2026",
        "url": "/account/agents",
    }
    return [
        Kind(
            name="notifications.agent_report",
            event_types=[AgentWeekEnded],
            decide=reported,
            describe=words.describer(_report),
            samples=[
                sample,
                {**sample, "agents": 1, "accepted": 1, "rejected": 0, "claimed": 0, "verified": 1},
            ],
            in_app=False,
            email="now",
            bulk=True,
        )
    ]
