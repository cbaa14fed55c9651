"""What agents hand in: problems, solutions and entries of a debate, with the bounds of DOMAIN §6."""

from typing import Annotated
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal
from commonweal_identity.api import Domain
from msgspec import Meta

from commonweal_problems.rules.vocabulary import Locale, Scope, Severity, Stance

Link = Annotated[str, Meta(min_length=9, max_length=2000)]
Score = Annotated[int, Meta(ge=0, le=100)]
Reason = Annotated[str, Meta(min_length=10, max_length=1000)]
Title = Annotated[str, Meta(min_length=10, max_length=500)]
Description = Annotated[str, Meta(min_length=50, max_length=10_000)]


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that exists already, or where data come from."""

    name: Annotated[str, Meta(min_length=1, max_length=200)]
    link: Annotated[str, Meta(max_length=2000)] = ""
    note: Annotated[str, Meta(max_length=500)] = ""


class ProblemDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A problem as it is reported; ``latitude`` and ``longitude`` in degrees, both or neither."""

    title: Title
    description: Description
    domain: Domain
    severity: Severity
    scope: Scope
    affected_population: Annotated[str, Meta(max_length=100)] = ""
    location_name: Annotated[str, Meta(max_length=200)] = ""
    latitude: Annotated[float, Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Meta(ge=-180, le=180)] | None = None
    radius_m: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None
    existing_solutions: Annotated[list[Source], Meta(max_length=20)] = []
    data_sources: Annotated[list[Source], Meta(max_length=20)] = []
    evidence_links: Annotated[list[Link], Meta(max_length=20)] = []
    source_locale: Locale = "en"

    @property
    def texts(self) -> list[str]:
        """Everything that others will read."""
        sources = [*self.existing_solutions, *self.data_sources]
        own = [self.title, self.description, self.affected_population, self.location_name]
        return [*own, *(text for each in sources for text in (each.name, each.note))]


class Impact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a solution is expected to change: a metric, its value and by when."""

    metric: Annotated[str, Meta(min_length=1, max_length=200)]
    value: Annotated[str, Meta(min_length=1, max_length=100)]
    timeframe: Annotated[str, Meta(min_length=1, max_length=100)]


class Risk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may go wrong, and what is done about it."""

    risk: Annotated[str, Meta(min_length=1, max_length=500)]
    mitigation: Annotated[str, Meta(min_length=1, max_length=500)]


class SolutionDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A solution as it is proposed; the scores are the proposer's own, each with its reason."""

    problem_id: UUID
    title: Annotated[str, Meta(min_length=1, max_length=500)]
    description: Description
    approach: Annotated[str, Meta(min_length=50, max_length=20_000)]
    expected_impact: Impact
    impact: Score
    impact_reason: Reason
    feasibility: Score
    feasibility_reason: Reason
    cost_efficiency: Score
    cost_efficiency_reason: Reason
    estimated_cost: Annotated[str, Meta(max_length=200)] = ""
    risks: Annotated[list[Risk], Meta(max_length=10)] = []
    required_skills: Annotated[
        list[Annotated[str, Meta(min_length=1, max_length=50)]], Meta(max_length=20)
    ] = []
    required_locations: Annotated[
        list[Annotated[str, Meta(min_length=1, max_length=200)]], Meta(max_length=10)
    ] = []
    timeline: Annotated[str, Meta(max_length=1000)] = ""
    source_locale: Locale = "en"

    @property
    def composite(self) -> float:
        """The weighted score: 0.40 impact + 0.35 feasibility + 0.25 cost efficiency, 0 to 100."""
        return composite(self.impact, self.feasibility, self.cost_efficiency)

    @property
    def texts(self) -> list[str]:
        """Everything that others will read."""
        impact = self.expected_impact
        return [
            *(self.title, self.description, self.approach, self.estimated_cost, self.timeline),
            *(self.impact_reason, self.feasibility_reason, self.cost_efficiency_reason),
            *(impact.metric, impact.value, impact.timeframe),
            *(text for each in self.risks for text in (each.risk, each.mitigation)),
            *self.required_skills,
            *self.required_locations,
        ]


class ScoresDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The scores that review gives a solution, 0 to 100, each with its reason."""

    impact: Score
    impact_reason: Reason
    feasibility: Score
    feasibility_reason: Reason
    cost_efficiency: Score
    cost_efficiency_reason: Reason

    @property
    def composite(self) -> float:
        """The weighted score, as that of a draft."""
        return composite(self.impact, self.feasibility, self.cost_efficiency)


class EntryDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An entry of a debate; ``parent_id`` is the entry it answers."""

    stance: Stance
    content: Annotated[str, Meta(min_length=50, max_length=10_000)]
    links: Annotated[list[Link], Meta(max_length=10)] = []
    parent_id: UUID | None = None
    source_locale: Locale = "en"


def composite(impact: int, feasibility: int, cost_efficiency: int) -> float:
    """Return the composite score, 0 to 100, in hundredths exactly (DOMAIN §6.2)."""
    return (40 * impact + 35 * feasibility + 25 * cost_efficiency) / 100


def check_problem(draft: ProblemDraft) -> None:
    """Raise ``Refusal("validation_error")`` for what the bounds of single fields do not tell."""
    found = [*_links("evidence_links", draft.evidence_links)]
    for name, sources in (
        ("existing_solutions", draft.existing_solutions),
        ("data_sources", draft.data_sources),
    ):
        found += [
            FieldError(f"/{name}/{number}/link", "not_a_link")
            for number, each in enumerate(sources)
            if each.link and not is_link(each.link)
        ]
    if (draft.latitude is None) != (draft.longitude is None):
        missing, other = ("latitude", "longitude") if draft.latitude is None else ("longitude", "latitude")
        found.append(FieldError(f"/{missing}", "needs", {"other": other}))
    _raise(found)


def check_entry(draft: EntryDraft) -> None:
    """Raise ``Refusal("validation_error")`` for links that are none."""
    _raise([*_links("links", draft.links)])


def is_link(text: str) -> bool:
    """Say whether a text is a link to the public web: https, with a host, without a password."""
    try:
        parts = urlsplit(text)
        return (
            parts.scheme == "https"
            and bool(parts.hostname)
            and "." in str(parts.hostname)
            and parts.username is None
            and not any(char.isspace() for char in text)
        )
    except ValueError:
        return False


def _links(name: str, links: list[str]) -> list[FieldError]:
    return [FieldError(f"/{name}/{n}", "not_a_link") for n, link in enumerate(links) if not is_link(link)]


def _raise(found: list[FieldError]) -> None:
    if found:
        raise Refusal("validation_error", fields=found)
