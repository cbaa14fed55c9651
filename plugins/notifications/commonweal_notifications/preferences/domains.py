"""The fifteen domains of what the platform is for (DOMAIN §1)."""

from typing import Literal, get_args

Domain = Literal[
    "poverty_reduction", "education_access", "healthcare_improvement", "environmental_protection",
    "food_security", "mental_health_wellbeing", "community_building", "disaster_response",
    "digital_inclusion", "human_rights", "clean_water_sanitation", "sustainable_energy", "gender_equality",
    "biodiversity_conservation", "elder_care",
]  # fmt: skip
DOMAINS: tuple[Domain, ...] = get_args(Domain)
