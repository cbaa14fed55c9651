"""The JSON API of mission templates: everybody who makes missions reads them, admins write them."""

from datetime import UTC, datetime
from uuid import UUID

from commonweal import Items, UnitOfWork, Visit, needs
from litestar import delete, get, post
from litestar.params import FromPath, JSONBody

from commonweal_missions.permissions import ADMIN_MISSIONS, MANAGE
from commonweal_missions.queries.templates import (
    MissionTemplate,
    NewTemplate,
    add_template,
    list_templates,
    remove_template,
)


@get("/templates", guards=[needs(MANAGE)], operation_id="listMissionTemplates", summary="List templates")
async def read_templates(request: Visit) -> Items[MissionTemplate]:
    """List what admins preset for missions."""
    async with request.web.database.read() as work:
        return Items(await list_templates(work))


@post(
    "/templates",
    guards=[needs(ADMIN_MISSIONS)],
    operation_id="addMissionTemplate",
    summary="Add a template",
)
async def make_template(request: Visit, data: JSONBody[NewTemplate]) -> MissionTemplate:
    """Add a template; its name must be new."""
    async with request.web.database.write() as work:
        return await keep(work, request, data)


@delete(
    "/templates/{template_id:uuid}",
    guards=[needs(ADMIN_MISSIONS)],
    operation_id="removeMissionTemplate",
    summary="Remove a template",
)
async def drop_template(request: Visit, template_id: FromPath[UUID]) -> None:
    """Remove a template; missions made with it stay as they are."""
    async with request.web.database.write() as work:
        await drop(work, request, template_id)


async def keep(work: UnitOfWork, visit: Visit, template: NewTemplate) -> MissionTemplate:
    """Add a template and record who did."""
    added = await add_template(work, template, visit.principal.account_id, datetime.now(UTC))
    await _audit(work, visit, "missions.template_added", added)
    return MissionTemplate(
        id=added,
        name=template.name,
        evidence=template.evidence,
        difficulty=template.difficulty,
        duration_min=template.duration_min,
        radius_km=template.radius_km,
    )


async def drop(work: UnitOfWork, visit: Visit, template_id: UUID) -> None:
    """Remove a template and record who did."""
    await remove_template(work, template_id)
    await _audit(work, visit, "missions.template_removed", template_id)


async def _audit(work: UnitOfWork, visit: Visit, action: str, template_id: UUID) -> None:
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    await identity.record_audit(
        work, visit.principal, action, subject_kind="missions.template", subject_id=template_id
    )


TEMPLATE_ROUTES = [read_templates, make_template, drop_template]
