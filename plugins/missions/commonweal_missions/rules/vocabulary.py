"""The closed lists of DOMAIN §4 and §7; each value is the word used in the API, the tables and the URLs."""

from enum import StrEnum


class Domain(StrEnum):
    """The fifteen domains, a closed list (DOMAIN §4)."""

    POVERTY_REDUCTION = "poverty_reduction"
    EDUCATION_ACCESS = "education_access"
    HEALTHCARE_IMPROVEMENT = "healthcare_improvement"
    ENVIRONMENTAL_PROTECTION = "environmental_protection"
    FOOD_SECURITY = "food_security"
    MENTAL_HEALTH_WELLBEING = "mental_health_wellbeing"
    COMMUNITY_BUILDING = "community_building"
    DISASTER_RESPONSE = "disaster_response"
    DIGITAL_INCLUSION = "digital_inclusion"
    HUMAN_RIGHTS = "human_rights"
    CLEAN_WATER_SANITATION = "clean_water_sanitation"
    SUSTAINABLE_ENERGY = "sustainable_energy"
    GENDER_EQUALITY = "gender_equality"
    BIODIVERSITY_CONSERVATION = "biodiversity_conservation"
    ELDER_CARE = "elder_care"


class MissionType(StrEnum):
    """The kind of work a mission asks for."""

    RESEARCH = "research"
    DOCUMENTATION = "documentation"
    INTERVIEW = "interview"
    DELIVERY = "delivery"
    COMMUNITY_ACTION = "community_action"
    DATA_COLLECTION = "data_collection"
    VERIFICATION = "verification"
    ADVOCACY = "advocacy"


class Difficulty(StrEnum):
    """How demanding a mission is; each has its band of rewards."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"
    EXPERT = "expert"


class Risk(StrEnum):
    """Green may be claimed at once; yellow and red must be acknowledged first."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class EvidenceKind(StrEnum):
    """What a human hands in."""

    PHOTO = "photo"
    VIDEO = "video"
    DOCUMENT = "document"
    TEXT_REPORT = "text_report"


class PeerReview(StrEnum):
    """When peers review the evidence of a mission."""

    WHEN_UNCERTAIN = "when_uncertain"
    ALWAYS = "always"


class CreatorKind(StrEnum):
    """Who may create a mission."""

    AGENT = "agent"
    ORGANISATION = "organisation"


class ReviewStatus(StrEnum):
    """Where a text stands in content review (DOMAIN §5.2)."""

    PENDING = "pending"
    APPROVED = "approved"
    FLAGGED = "flagged"
    REJECTED = "rejected"


class ClaimState(StrEnum):
    """The states of a claim (DOMAIN §7.2)."""

    ACTIVE = "active"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    ABANDONED = "abandoned"
    RELEASED = "released"


class MissionState(StrEnum):
    """The states of a mission, derived and never stored (DOMAIN §7.1)."""

    ARCHIVED = "archived"
    VERIFIED = "verified"
    EXPIRED = "expired"
    OPEN = "open"
    SUBMITTED = "submitted"
    IN_PROGRESS = "in_progress"
    CLAIMED = "claimed"


class Provenance(StrEnum):
    """Where a text comes from (DOMAIN §7.4)."""

    AUTHOR = "author"
    HUMAN = "human"
    MACHINE = "machine"
    REVIEWED = "reviewed"


class ContentLocale(StrEnum):
    """The languages that mission texts can exist in."""

    ENGLISH = "en"
    SPANISH = "es"
    MANDARIN = "zh-Hans"


class Sort(StrEnum):
    """The orders of the marketplace (DOMAIN §7.3); ``relevance`` goes by the words that are sought."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    REWARD = "reward"
    DISTANCE = "distance"


# The Sustainable Development Goals each domain serves (DOMAIN §4).
GOALS: dict[Domain, tuple[int, ...]] = {
    Domain.POVERTY_REDUCTION: (1, 10),
    Domain.EDUCATION_ACCESS: (4,),
    Domain.HEALTHCARE_IMPROVEMENT: (3,),
    Domain.ENVIRONMENTAL_PROTECTION: (13, 15),
    Domain.FOOD_SECURITY: (2,),
    Domain.MENTAL_HEALTH_WELLBEING: (3,),
    Domain.COMMUNITY_BUILDING: (11,),
    Domain.DISASTER_RESPONSE: (11,),
    Domain.DIGITAL_INCLUSION: (9,),
    Domain.HUMAN_RIGHTS: (16,),
    Domain.CLEAN_WATER_SANITATION: (6,),
    Domain.SUSTAINABLE_ENERGY: (7,),
    Domain.GENDER_EQUALITY: (5,),
    Domain.BIODIVERSITY_CONSERVATION: (14, 15),
    Domain.ELDER_CARE: (3,),
}
