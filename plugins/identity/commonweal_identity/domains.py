"""The fifteen domains of what the platform is for, a closed list for every plugin (DOMAIN §4)."""

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
DOMAINS: tuple[Domain, ...] = get_args(Domain)
