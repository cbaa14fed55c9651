"""The JSON API of rate limits for admins: who was cut back, an end to it, and an agent's own rate."""

from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import Items, Visit, needs
from litestar import get, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from commonweal_identity.admin.acts import Reason
from commonweal_identity.admin.http import Limit
from commonweal_identity.admin.limits import Penalty, PerMinute, lift_penalty, list_penalties, set_agent_rate
from commonweal_identity.admin.permissions import ADMIN_ACCOUNTS
from commonweal_identity.admin.reading import Account, read_account


class Lifting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose penalty ends, as the list names the principal, and why; it stays in the audit log."""

    principal: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    reason: Reason


class AgentRate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Requests a minute; null means those of the agent's verification. And why."""

    per_minute: PerMinute | None
    reason: Reason


@get(
    "/penalties",
    guards=[needs(ADMIN_ACCOUNTS)],
    operation_id="listPenalties",
    summary="List the penalties of rate limits",
)
async def penalties(
    request: Visit, cursor: FromQuery[str | None] = None, limit: Limit = 20
) -> Items[Penalty]:
    """List whose allowances are cut after repeated breaches, the suspended first."""
    return await penalties_for(request, cursor, limit)


@post(
    "/penalties/lifting",
    status_code=204,
    guards=[needs(ADMIN_ACCOUNTS)],
    operation_id="liftPenalty",
    summary="Lift a penalty of rate limits",
)
async def lift(request: Visit, data: JSONBody[Lifting]) -> None:
    """Let a principal have its whole allowances again; never oneself or an agent of one's own. Audited."""
    async with request.web.database.write() as work:
        await lift_penalty(work, request.principal, data.principal, data.reason)


@put(
    "/accounts/{account_id:uuid}/rate",
    guards=[needs(ADMIN_ACCOUNTS)],
    operation_id="setAgentRate",
    summary="Give an agent a rate of its own",
)
async def set_rate(request: Visit, account_id: FromPath[UUID], data: JSONBody[AgentRate]) -> Account:
    """Let an agent make more or fewer requests a minute than others; never one of one's own. Audited."""
    async with request.web.database.write() as work:
        await set_agent_rate(work, request.principal, account_id, data.per_minute, data.reason)
        return await read_account(work, account_id)


async def penalties_for(request: Visit, cursor: str | None, limit: int) -> Items[Penalty]:
    """Return a part of the list of penalties."""
    bound = {"list": "penalties"}
    after = request.web.cursors.read(cursor, bound, tuple[str, int]) if cursor else None
    async with request.web.database.read() as work:
        found = await list_penalties(work, after, limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    more = request.web.cursors.write((last.principal, last.kept), bound) if last else None
    return Items(found[:limit], more)


ROUTES = [penalties, lift, set_rate]
