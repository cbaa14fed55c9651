"""The closed lists of DOMAIN §4 and §6."""

from typing import Literal, get_args

Domain = Literal[
    "poverty_reduction",
    "education_access",
    "healthcare_improvement",
    "environmental_protection",
    "food_security",
    "mental_health_wellbeing",
    "community_building",
    "disaster_response",
    "digital_inclusion",
    "human_rights",
    "clean_water_sanitation",
    "sustainable_energy",
    "gender_equality",
    "biodiversity_conservation",
    "elder_care",
]
Severity = Literal["low", "medium", "high", "critical"]
Scope = Literal["neighborhood", "city", "region", "country", "global"]
Stance = Literal["support", "oppose", "modify", "question"]
Locale = Literal["en", "es", "zh-Hans"]
ProblemState = Literal["active", "being_addressed", "resolved", "archived"]
SolutionState = Literal["proposed", "debating", "ready_for_action", "in_progress", "completed", "abandoned"]
ReviewStatus = Literal["pending", "approved", "flagged", "rejected"]

DOMAINS: tuple[str, ...] = get_args(Domain)
SEVERITIES: tuple[str, ...] = get_args(Severity)
PROBLEM_STATES: tuple[str, ...] = get_args(ProblemState)
SOLUTION_STATES: tuple[str, ...] = get_args(SolutionState)
STANCES: tuple[str, ...] = get_args(Stance)
