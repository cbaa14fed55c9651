"""The closed lists of DOMAIN §4 and §6."""

from typing import Literal, get_args

Severity = Literal["low", "medium", "high", "critical"]
Scope = Literal["neighborhood", "city", "region", "country", "global"]
Stance = Literal["support", "oppose", "modify", "question"]
Locale = Literal["en", "es", "zh-Hans"]
ProblemState = Literal["active", "being_addressed", "resolved", "archived"]
SolutionState = Literal["proposed", "debating", "ready_for_action", "in_progress", "completed", "abandoned"]
ReviewStatus = Literal["pending", "approved", "flagged", "rejected"]

SEVERITIES: tuple[str, ...] = get_args(Severity)
PROBLEM_STATES: tuple[str, ...] = get_args(ProblemState)
SOLUTION_STATES: tuple[str, ...] = get_args(SolutionState)
STANCES: tuple[str, ...] = get_args(Stance)
