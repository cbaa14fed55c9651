"""Triggers: from which figure on somebody should look, and from which on that is over (DOMAIN §19).

Between the two a trigger stays as it is, so that a figure that trembles about a threshold tells nobody
twice. Pure: figures and the state before give the state after.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
from commonweal import Event, event_type

from commonweal_vectors.evaluating.figures import Figures

Name = Literal["items", "slow", "recall", "memory"]
Change = Literal["reached", "left"]
FEWEST_SEARCHES = 200
"""Of fewer searches, a 95th percentile says little."""


@event_type("vectors.trigger_reached")
class TriggerReached(Event, frozen=True):
    """A figure of a collection passed its threshold; `commonweal vectors evaluate` says what helps."""

    evaluation_id: UUID
    collection: str
    trigger: str
    value: float
    threshold: float


@event_type("vectors.trigger_left")
class TriggerLeft(Event, frozen=True):
    """A figure of a collection is well on the good side of its threshold again, or no longer counts."""

    evaluation_id: UUID
    collection: str
    trigger: str
    value: float | None
    threshold: float


class Trigger(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with two thresholds: it is reached beyond ``enter``, and left beyond ``leave``.

    Either takes ``in_a_row`` evaluations. Where ``enter`` is below ``leave``, low figures are the bad ones.
    One that is ``only_postgresql`` asks whether the database still is the place, and counts nowhere else.
    """

    name: Name
    figure: Callable[[Figures], float | None]
    enter: float
    leave: float
    in_a_row: int = 1
    only_postgresql: bool = False

    def is_beyond(self, value: float) -> bool:
        """Say whether a figure is bad enough to reach the trigger."""
        return value < self.enter if self.enter < self.leave else value > self.enter

    def is_over(self, value: float) -> bool:
        """Say whether a figure is good enough to leave it."""
        return value > self.leave if self.enter < self.leave else value < self.leave

    def nearness(self, value: float) -> float:
        """Return how near a figure is to the threshold: 1 at it, more beyond."""
        if self.enter < self.leave:
            return (1 - value) / (1 - self.enter)
        return value / self.enter


def _slow(figures: Figures) -> float | None:
    found = figures.all_searches
    return found.p95 if found is not None and found.searches >= FEWEST_SEARCHES else None


TRIGGERS = (
    Trigger(
        name="items",
        figure=lambda figures: figures.items,
        enter=500_000,
        leave=450_000,
        only_postgresql=True,
    ),
    Trigger(name="slow", figure=_slow, enter=500, leave=350, in_a_row=2),
    Trigger(name="recall", figure=lambda figures: figures.lowest_recall, enter=0.90, leave=0.93, in_a_row=2),
    Trigger(name="memory", figure=lambda figures: figures.memory_share, enter=0.50, leave=0.40),
)
ITEMS, SLOW, RECALL, MEMORY = TRIGGERS


class State(msgspec.Struct, frozen=True, kw_only=True):
    """How a trigger of a collection stands; ``streak`` evaluations in a row speak for a change."""

    streak: int = 0
    value: float | None = None
    reached_at: datetime | None = None
    left_at: datetime | None = None

    @property
    def is_reached(self) -> bool:
        """Whether it is reached now."""
        return self.reached_at is not None and self.left_at is None


def step(trigger: Trigger, before: State, figures: Figures, now: datetime) -> tuple[State, Change | None]:
    """Return how a trigger stands after an evaluation, and what changed by it, if anything."""
    if trigger.only_postgresql and not figures.in_postgresql:
        after = msgspec.structs.replace(before, value=None, streak=0)
        return _turn(after, now) if before.is_reached else (after, None)
    value = trigger.figure(figures)
    if value is None:
        return msgspec.structs.replace(before, value=None), None
    speaks = trigger.is_over(value) if before.is_reached else trigger.is_beyond(value)
    after = msgspec.structs.replace(before, value=value, streak=before.streak + 1 if speaks else 0)
    return _turn(after, now) if after.streak >= trigger.in_a_row else (after, None)


def _turn(state: State, now: datetime) -> tuple[State, Change]:
    if state.is_reached:
        return msgspec.structs.replace(state, streak=0, left_at=now), "left"
    return msgspec.structs.replace(state, streak=0, reached_at=now, left_at=None), "reached"
