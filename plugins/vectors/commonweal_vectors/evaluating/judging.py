"""How a collection stands, in one word and in full: its figures, its triggers and what helps."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from commonweal_vectors.evaluating.figures import Evaluation, Figures
from commonweal_vectors.evaluating.remedies import Remedy, advise
from commonweal_vectors.evaluating.trials import Trial
from commonweal_vectors.evaluating.triggers import TRIGGERS, Name, State, Trigger

Outlook = Literal["building", "fine", "watch", "act"]
Stand = Literal["reached", "near", "fine", "unknown"]
NEAR = 0.8
SOON = timedelta(days=60)


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How a trigger of a collection stands; ``streak`` of ``in_a_row`` evaluations speak for a change.

    ``enter`` is the threshold at which it is reached, ``leave`` the one at which it is left.
    """

    name: Name
    stand: Stand
    value: float | None
    enter: float
    leave: float
    streak: int
    in_a_row: int
    reached_at: datetime | None
    left_at: datetime | None


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a collection: its last evaluation with figures, and why a later one failed."""

    collection: str
    outlook: Outlook
    evaluation: Evaluation | None = None
    problem: str | None = None
    triggers: list[Standing] = []
    remedies: list[Remedy] = []
    trial: Trial | None = None


def judge(
    collection: str,
    evaluation: Evaluation | None,
    states: dict[Name, State],
    *,
    today: date,
    problem: str | None = None,
    trial: Trial | None = None,
) -> Judgement:
    """Return how a collection stands by its last figures and the states of its triggers."""
    figures = evaluation.figures if evaluation else None
    if figures is None:
        return Judgement(
            collection=collection, outlook="watch" if problem else "building", problem=problem, trial=trial
        )
    standings = [
        standing(trigger, states.get(trigger.name, State()))
        for trigger in TRIGGERS
        if figures.in_postgresql or not trigger.only_postgresql
    ]
    pressing = [each.name for each in standings if each.stand == "reached"]
    return Judgement(
        collection=collection,
        outlook=_outlook(figures, standings, problem, today),
        evaluation=evaluation,
        problem=problem,
        triggers=standings,
        remedies=advise(figures, pressing, trial.per_second if trial else None),
        trial=trial,
    )


def standing(trigger: Trigger, state: State) -> Standing:
    """Return how a trigger stands, in one word and with its thresholds."""
    return Standing(
        name=trigger.name,
        stand=_stand(trigger, state),
        value=state.value,
        enter=trigger.enter,
        leave=trigger.leave,
        streak=state.streak,
        in_a_row=trigger.in_a_row,
        reached_at=state.reached_at,
        left_at=state.left_at,
    )


def _stand(trigger: Trigger, state: State) -> Stand:
    if state.is_reached:
        return "reached"
    if state.value is None:
        return "unknown"
    return "near" if state.streak or trigger.nearness(state.value) >= NEAR else "fine"


def _outlook(figures: Figures, standings: Sequence[Standing], problem: str | None, today: date) -> Outlook:
    stands = {each.stand for each in standings}
    if "reached" in stands:
        return "act"
    soon = figures.growth and figures.growth.limit_on and figures.growth.limit_on <= today + SOON
    worries = (
        problem,
        "near" in stands,
        figures.behind,
        figures.changes.failing,
        figures.in_postgresql and soon,
    )
    return "watch" if any(worries) else "fine"
