"""``commonweal notifications``: which addresses get no mail, and how they get some again."""

from collections.abc import Sequence
from uuid import UUID

import click
import msgspec
from commonweal import Database, OperatorError, PluginContext, UnitOfWork, with_plugin
from commonweal_identity import api as identity

from commonweal_notifications.mail.lifting import OPERATOR, Suppressed, lift, list_suppressed
from commonweal_notifications.mail.service import mailing_of
from commonweal_notifications.mail.suppressing import Scope

_SCOPES: dict[Scope, str] = {"all": "all mail", "bulk": "bulk mail"}
_REASONS = {"bounce": "came back", "complaint": "complained", "refused": "refused by its server"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def suppressions(*, as_json: bool) -> None:
    """Show which addresses get no mail, or no bulk mail.

    Each with since when, why, and whose it is, the newest first. Only a hash of an address is
    kept, so that one which no active account has now is not shown.
    """

    async def read(context: PluginContext) -> list[Suppressed]:
        async with context.services.get(Database).read() as work:
            return await list_suppressed(work, mailing_of(context).keys)

    found = with_plugin("notifications", read)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found)))
        return
    _print(found)
    click.echo("1 suppression." if len(found) == 1 else f"{len(found)} suppressions.")


@click.command()
@click.argument("whose", metavar="ADDRESS|ACCOUNT")
@click.argument("reason")
@click.option("--scope", type=click.Choice(list(_SCOPES)), help="Lift this one only; otherwise both.")
def lift_suppression(whose: str, reason: str, scope: Scope | None) -> None:
    """Let an address get mail again; the act is audited.

    An account stands for the address that it has now. What was skipped meanwhile is not sent. Whoever
    complained about bulk mail asked for none: lift that when they ask for it again.
    """
    if not reason.strip():
        raise OperatorError("Say in a few words why it is lifted; the audit log keeps that.")

    async def act(context: PluginContext) -> tuple[str, list[Suppressed]]:
        async with context.services.get(Database).write() as work:
            address = await _address(work, whose.strip())
            keys = mailing_of(context).keys
            return address, await lift(work, keys, OPERATOR, address, reason.strip(), scope)

    address, lifted = with_plugin("notifications", act)
    if not lifted:
        what = f" for {_SCOPES[scope]}" if scope else ""
        click.echo(f"{address} is not suppressed{what}; nothing was changed.")
    for each in lifted:
        click.echo(
            f"{address} gets {_SCOPES[each.scope]} again; it was suppressed since "
            f"{each.since:%Y-%m-%d %H:%M} UTC ({_REASONS.get(each.reason, each.reason)})."
        )


async def _address(work: UnitOfWork, whose: str) -> str:
    if "@" in whose:
        return whose
    try:
        account = UUID(whose)
    except ValueError as error:
        raise OperatorError(
            f"{whose!r} is neither an e-mail address nor the id of an account; "
            "`commonweal notifications suppressions` shows both."
        ) from error
    found = (await identity.find_addresses(work, [account])).get(account)
    if found is None:
        raise OperatorError(f"No person with the id {account} has a confirmed address; name the address.")
    return found


def _print(found: Sequence[Suppressed]) -> None:
    """Print a line for each, with what is as long as it likes at the end."""
    for each in found:
        whose = f"{each.account}  {each.address}" if each.account else "an address that no active account has"
        reason = _REASONS.get(each.reason, each.reason)
        click.echo(f"{each.since:%Y-%m-%d %H:%M} UTC  {_SCOPES[each.scope]:9}  {reason:21}  {whose}")
