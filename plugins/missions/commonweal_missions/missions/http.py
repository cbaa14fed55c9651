"""The JSON API for those who make missions: ``/api/v1/missions``."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork, Visit, limited, needs
from litestar import patch, post
from litestar.params import FromPath, JSONBody

from commonweal_missions.claims.ending import archive
from commonweal_missions.limits import of_agents
from commonweal_missions.missions.making import MAKING, MadeMission, edit_mission, make_missions
from commonweal_missions.permissions import ADMIN_MISSIONS, CREATE, MANAGE
from commonweal_missions.rules.drafting import MissionDraft

SETS_A_DAY = 10


class MissionSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The 3 to 8 missions that a solution is cut into."""

    missions: Annotated[list[MissionDraft], msgspec.Meta(min_length=3, max_length=8)]


class MissionEdit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mission written anew, and the ``version`` that was read before."""

    version: int
    mission: MissionDraft


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why an admin archives a mission; its creator need not say."""

    reason: Annotated[str, msgspec.Meta(max_length=2000)] = ""


@post("/", guards=[needs(CREATE), of_agents], operation_id="createMission", summary="Create a mission")
async def create_mission(request: Visit, data: JSONBody[MissionDraft]) -> MadeMission:
    """Create a mission of an agent or an organisation; it is shown to others once review approved it."""
    return (await make_missions(request, [data]))[0]


@post(
    "/sets",
    guards=[needs(CREATE), limited("mission-sets", SETS_A_DAY, 86_400), of_agents],
    operation_id="createMissions",
    summary="Create a set of missions",
)
async def create_missions(request: Visit, data: JSONBody[MissionSet]) -> list[MadeMission]:
    """Create 3 to 8 missions at once, or none of them; ten sets a day, each one of an agent's 20 an hour."""
    return await make_missions(request, data.missions)


@patch("/{mission_id:uuid}", guards=[needs(MANAGE)], operation_id="editMission", summary="Edit a mission")
async def change_mission(
    request: Visit, mission_id: FromPath[UUID], data: JSONBody[MissionEdit]
) -> MadeMission:
    """Write a mission anew while no claim is open; reward and evidence stay after the first."""
    try:
        return await edit_mission(request, mission_id, data.mission, data.version)
    except Refusal as refusal:
        raise refusal.beneath("/mission") from refusal


@post(
    "/{mission_id:uuid}/archive",
    guards=[needs(MANAGE)],
    operation_id="archiveMission",
    summary="Archive a mission",
    status_code=204,
)
async def archive_mission(request: Visit, mission_id: FromPath[UUID], data: JSONBody[Reason]) -> None:
    """Take a mission back: its creator while no claim is open, an admin at any time."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    by_admin = ADMIN_MISSIONS.allows(request.principal)
    async with request.web.database.write() as work:
        if not by_admin:
            await require_own(work, request, mission_id)
        await archive(work, mission_id, by_admin=by_admin, at=datetime.now(UTC))
        if by_admin:
            await identity.record_audit(
                work,
                request.principal,
                "missions.archived",
                subject_kind="missions.mission",
                subject_id=mission_id,
                reason=data.reason,
            )


async def require_own(work: UnitOfWork, visit: Visit, mission_id: UUID) -> None:
    """Raise ``Refusal("not_found")`` unless the mission belongs to whoever acts."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    row = await work.fetch_row(
        "SELECT creator_kind, creator_id FROM missions.mission WHERE id = $1", mission_id
    )
    if row is None:
        raise Refusal("not_found")
    if row["creator_kind"] == "organisation":
        await identity.require_member(work, visit.principal, row["creator_id"], *MAKING)
    elif row["creator_id"] != visit.principal.account_id:
        raise Refusal("not_found")


MISSION_ROUTES = [create_mission, create_missions, change_mission, archive_mission]
