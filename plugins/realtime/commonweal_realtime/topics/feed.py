"""The feed, which everybody may follow: what appeared and what was done, and only what everybody may see."""

from commonweal import Principal, UnitOfWork
from commonweal_missions import api as missions
from commonweal_problems import api as problems

from commonweal_realtime.hooks import Stream, Told, Topic
from commonweal_realtime.topics.telling import Fields, fields, tells

NAME = "feed"
_MISSION = fields(mission="mission_id")


async def may_follow(_work: UnitOfWork, _principal: Principal, _key: None) -> bool:
    """Let everybody follow the feed."""
    return True


def _paid(event: missions.ClaimPaid) -> dict[str, int]:
    """Return what the totals of all verified work grow by; neither whose it was nor where is told."""
    return {"claims": 1, "paid_minor": event.paid_minor}


def _told() -> list[Told]:
    def published(name: str, event_type: type, data: Fields) -> Told:
        return tells(
            NAME, name, event_type, _no_key, data, when=lambda event: event.review_status == "approved"
        )

    return [
        published("problem.published", problems.ProblemReviewed, fields(problem="problem_id")),
        tells(
            NAME,
            "solution.ready",
            problems.SolutionStateChanged,
            _no_key,
            fields(solution="solution_id"),
            when=lambda event: event.state == "ready_for_action" and event.is_public,
        ),
        published("mission.opened", missions.MissionOpened, _MISSION),
        published("mission.completed", missions.MissionCompleted, _MISSION),
        tells(NAME, "impact.updated", missions.ClaimPaid, _no_key, _paid),
    ]


def _no_key(_event: object) -> None:
    return None


def stream() -> Stream:
    """Return the feed; it has no state of its own: its frames say what the totals grow by."""
    about = "What everybody may see: problems, solutions and missions as they appear, and what was done."
    return Stream(
        topics=[Topic(name=NAME, key="none", about=about, may_follow=may_follow)],
        told=_told(),
    )
