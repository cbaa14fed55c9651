"""All stories of what users do; each file enters its own when it is imported."""

from . import (  # noqa: F401 - they enter stories
    scenarios_circle_talk,
    scenarios_circle_work,
    scenarios_circles,
    scenarios_missions,
    scenarios_people,
    scenarios_problems,
    scenarios_time,
)
from .walking import SCENARIOS

__all__ = ["SCENARIOS"]
