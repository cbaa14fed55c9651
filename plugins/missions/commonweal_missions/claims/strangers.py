"""Nobody claims a mission of their own, their agent or their organisation (DOMAIN §7.2, rule 6)."""

from uuid import UUID

from commonweal import Refusal, UnitOfWork

MANAGING = ("owner", "manager", "verifier")


async def require_stranger(work: UnitOfWork, mission_id: UUID, human_id: UUID) -> None:
    """Raise ``Refusal("forbidden")`` when a human has a part in the making of a mission."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    row = await work.fetch_row(
        "SELECT creator_kind, creator_id FROM missions.mission WHERE id = $1", mission_id
    )
    if row is None:
        raise Refusal("not_found")
    if row["creator_kind"] == "agent":
        agent = await identity.find_agent(work, row["creator_id"])
        if agent is not None and agent.owner_id == human_id:
            raise Refusal("forbidden")
        return
    memberships = await identity.memberships_of(work, human_id, roles=MANAGING)
    if any(each.organisation_id == row["creator_id"] for each in memberships):
        raise Refusal("forbidden")
