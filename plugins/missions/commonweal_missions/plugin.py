"""The wiring of the mission marketplace: what the plugin contributes to the kernel."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from commonweal import SampleData, hookimpl

if TYPE_CHECKING:
    from commonweal import Collection, Event, NavigationItem, PluginContext, Schedule, SlotFill
    from commonweal_review.api import ContentKind
    from commonweal_vectors.api import Searchable

    from commonweal_missions.checking.facts import CheckedEvidence
    from commonweal_missions.checking.scoring import Score

# Imports stand inside the hooks: the command line loads this module, and needs none of what they bring.


@hookimpl
def commonweal_tables() -> Sequence[type[Any]]:
    """Name the tables of the marketplace."""
    from commonweal_missions.evidence.tables import EVIDENCE_TABLES  # noqa: PLC0415
    from commonweal_missions.tables import (  # noqa: PLC0415
        Claim,
        Claimer,
        Mission,
        MissionTranslation,
        Place,
        Template,
    )

    return [Place, Mission, MissionTranslation, Claimer, Claim, Template, *EVIDENCE_TABLES]


@hookimpl
def commonweal_settings() -> type[Any]:
    """Name the section ``missions``."""
    from commonweal_missions.settings import MissionsSettings  # noqa: PLC0415

    return MissionsSettings


@hookimpl
def commonweal_event_types() -> "list[type[Event]]":
    """Add what happens to missions, claims and evidence."""
    from commonweal_missions.claims.events import CLAIM_EVENTS, STATE_EVENTS, ClaimProgressed  # noqa: PLC0415
    from commonweal_missions.evidence.events import EVIDENCE_EVENTS  # noqa: PLC0415
    from commonweal_missions.missions.events import MISSION_EVENTS  # noqa: PLC0415
    from commonweal_missions.translations.events import TRANSLATION_EVENTS  # noqa: PLC0415

    of_claims: list[type[Event]] = [*CLAIM_EVENTS, ClaimProgressed, *STATE_EVENTS.values()]
    return [*of_claims, *MISSION_EVENTS, *TRANSLATION_EVENTS, *EVIDENCE_EVENTS]


@hookimpl
def commonweal_tasks() -> list[Any]:
    """Add the background work."""
    from commonweal_missions.evidence.tasks import EVIDENCE_TASKS  # noqa: PLC0415
    from commonweal_missions.tasks import (  # noqa: PLC0415
        count_miss,
        look_at_deadlines,
        settle_mission,
        translate_mission,
    )

    return [look_at_deadlines, settle_mission, count_miss, translate_mission, *EVIDENCE_TASKS]


@hookimpl
def commonweal_schedules() -> "list[Schedule]":
    """Look at the deadlines every minute, at reviews and at what lies about now and then."""
    from commonweal_missions.evidence.tasks import EVIDENCE_SCHEDULES  # noqa: PLC0415
    from commonweal_missions.tasks import SCHEDULES  # noqa: PLC0415

    return [*SCHEDULES, *EVIDENCE_SCHEDULES]


@hookimpl
def commonweal_routes() -> Sequence[Any]:
    """Add the JSON API."""
    from commonweal_missions.appeals.http import DECIDING_ROUTES  # noqa: PLC0415
    from commonweal_missions.claims.http import CLAIM_ROUTES  # noqa: PLC0415
    from commonweal_missions.evidence.http import EVIDENCE_ROUTES  # noqa: PLC0415
    from commonweal_missions.evidence.http_files import FILE_ROUTES  # noqa: PLC0415
    from commonweal_missions.finding.http import FINDING_ROUTES  # noqa: PLC0415
    from commonweal_missions.http import list_open_missions, read_mission  # noqa: PLC0415
    from commonweal_missions.missions.http import MISSION_ROUTES  # noqa: PLC0415
    from commonweal_missions.peers.http import PEER_ROUTES  # noqa: PLC0415
    from commonweal_missions.portfolio.showing import portfolio_of  # noqa: PLC0415
    from commonweal_missions.templating.http import TEMPLATE_ROUTES  # noqa: PLC0415
    from commonweal_missions.translations.http import TRANSLATION_ROUTES  # noqa: PLC0415

    return [
        list_open_missions,
        read_mission,
        *FINDING_ROUTES,
        portfolio_of,
        *CLAIM_ROUTES,
        *MISSION_ROUTES,
        *TRANSLATION_ROUTES,
        *TEMPLATE_ROUTES,
        *EVIDENCE_ROUTES,
        *FILE_ROUTES,
        *PEER_ROUTES,
        *DECIDING_ROUTES,
    ]


@hookimpl
def commonweal_pages() -> Sequence[Any]:
    """Add the pages."""
    from commonweal_missions.pages.all_pages import MARKETPLACE_PAGES  # noqa: PLC0415

    return list(MARKETPLACE_PAGES)


@hookimpl
def commonweal_navigation() -> Sequence["NavigationItem"]:
    """Lead to the marketplace from every page."""
    from commonweal import NavigationItem  # noqa: PLC0415

    from commonweal_missions.permissions import ADMIN_EVIDENCE, ADMIN_MISSIONS, CLAIM, REVIEW  # noqa: PLC0415

    return [
        NavigationItem(label="missions-navigation", url="/missions", icon="pin", order=10),
        NavigationItem(
            label="missions-mine-title",
            url="/my-missions",
            icon="flag",
            order=10,
            area="account",
            permission=CLAIM,
        ),
        NavigationItem(
            label="missions-reviews",
            url="/reviews",
            icon="eye",
            order=20,
            area="account",
            permission=REVIEW,
        ),
        NavigationItem(
            label="missions-decisions",
            url="/admin/evidence",
            icon="camera",
            order=25,
            area="admin",
            permission=ADMIN_EVIDENCE,
        ),
        NavigationItem(
            label="missions-own-title",
            url="/missions/mine",
            icon="users",
            order=30,
            area="account",
            permission=CLAIM,
        ),
        NavigationItem(
            label="missions-templates-title",
            url="/admin/mission-templates",
            icon="document",
            order=60,
            area="admin",
            permission=ADMIN_MISSIONS,
        ),
    ]


@hookimpl
def commonweal_slots() -> "Sequence[SlotFill]":
    """Show what people have done, and the missions of agents, organisations, problems and solutions."""
    from commonweal_missions.slots import SLOTS  # noqa: PLC0415

    return SLOTS


@hookimpl
def commonweal_content_kinds() -> "Sequence[ContentKind]":
    """Let missions and their translations pass review."""
    from commonweal_missions.kinds import KINDS  # noqa: PLC0415

    return KINDS


@hookimpl
async def commonweal_check_evidence(context: "PluginContext", evidence: "CheckedEvidence") -> "Score | None":
    """Check evidence by place, time and originality."""
    from commonweal_missions.checking.looking import check  # noqa: PLC0415

    return await check(context, evidence)


@hookimpl
def commonweal_vector_collections() -> "list[Collection]":
    """Let missions be found by likeness."""
    from commonweal_missions.finding.collection import MISSIONS  # noqa: PLC0415

    return [MISSIONS]


@hookimpl
def commonweal_searchables() -> "list[Searchable]":
    """Let the search page find missions."""
    from commonweal_missions.finding.searchable import SEARCHABLES  # noqa: PLC0415

    return SEARCHABLES


@hookimpl
def commonweal_sample_data() -> list[SampleData]:
    """Offer the sample marketplace."""
    from commonweal_missions.sample.loading import load_sample  # noqa: PLC0415

    return [SampleData("missions", load_sample)]
