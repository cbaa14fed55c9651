"""What circles show on the pages of others: those related to a problem or a mission."""

from typing import Any

from commonweal import Fragment, SlotFill, Visit

from commonweal_circles.finding.related import Matter, related

MOST = 3
MILLISECONDS = 1_000


async def of_problem(visit: Visit, problem: Any) -> Fragment | None:
    """Show circles related to a problem that everybody may read."""
    if problem.review_status != "approved":
        return None
    matter = Matter(
        text=f"{problem.title}\n{problem.description}",
        domain=problem.domain,
        latitude=problem.latitude,
        longitude=problem.longitude,
    )
    return await _shown(visit, matter)


async def of_mission(visit: Visit, mission: Any) -> Fragment | None:
    """Show circles related to a mission that everybody may read, by its public point."""
    if mission.review_status != "approved":
        return None
    matter = Matter(
        text=f"{mission.title}\n{mission.description}",
        domain=mission.domain,
        latitude=mission.location.latitude if mission.location else None,
        longitude=mission.location.longitude if mission.location else None,
    )
    return await _shown(visit, matter)


async def _shown(visit: Visit, matter: Matter) -> Fragment | None:
    found = await related(visit, matter, MOST)
    return Fragment("circles/finding_related.html", {"circles": found}) if found else None


SLOTS: list[SlotFill] = [
    SlotFill(slot="problems.problem", render=of_problem, order=40, milliseconds=MILLISECONDS),
    SlotFill(slot="missions.mission.aside", render=of_mission, order=40, milliseconds=MILLISECONDS),
]
