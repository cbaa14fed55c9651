"""Nobody claims a mission of their own, their agent or their organisation (DOMAIN §7.2, rule 6)."""

from uuid import UUID

from commonweal import Refusal, UnitOfWork

from commonweal_missions.rules.vocabulary import CreatorKind

MANAGING = ("owner", "manager", "verifier")


async def require_stranger(work: UnitOfWork, mission_id: UUID, human_id: UUID) -> None:
    """Raise ``Refusal("forbidden")`` when a human has a part in the making of a mission."""
    row = await work.fetch_row(
        "SELECT creator_kind, creator_id FROM missions.mission WHERE id = $1", mission_id
    )
    if row is None:
        raise Refusal("not_found")
    if not await is_stranger(work, row["creator_kind"], row["creator_id"], human_id):
        raise Refusal("forbidden")


async def is_stranger(
    work: UnitOfWork, creator_kind: CreatorKind | str, creator_id: UUID, human_id: UUID
) -> bool:
    """Say whether a human neither owns the agent nor runs the organisation that made a mission."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    if creator_kind == CreatorKind.AGENT:
        agent = await identity.find_agent(work, creator_id)
        return agent is None or agent.owner_id != human_id
    memberships = await identity.memberships_of(work, human_id, roles=MANAGING)
    return all(each.organisation_id != creator_id for each in memberships)
