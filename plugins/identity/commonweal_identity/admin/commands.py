"""``commonweal identity``: the role admin given and taken away, and people let in who were locked out."""

from uuid import UUID

import click
from commonweal import Database, OperatorError, PluginContext, Refusal, UnitOfWork, with_plugin

from commonweal_identity.admin.acts import OPERATOR, grant_admin, reset_second_factor, revoke_admin
from commonweal_identity.admin.limits import lift_as
from commonweal_identity.humans.second_factor import second_factor_state
from commonweal_identity.passwords import normal_address
from commonweal_identity.services import identity_of

_FIND = "SELECT id FROM identity.human WHERE email_key = $1"


@click.command()
@click.argument("email")
def grant(email: str) -> None:
    """Make the person with an address an admin; the act is audited."""

    async def act(context: PluginContext) -> bool:
        async with context.services.get(Database).write() as work:
            return await grant_admin(work, OPERATOR, await _human(work, email))

    changed = with_plugin("identity", act)
    click.echo(
        f"{email} is an admin{'' if changed else ' already'}; sessions of admins need a second factor."
    )


@click.command()
@click.argument("email")
@click.option("--force", is_flag=True, help="Even when no other admin is left.")
def revoke(email: str, *, force: bool) -> None:
    """Take the role admin from the person with an address; their sessions end, and the act is audited."""

    async def act(context: PluginContext) -> bool:
        async with context.services.get(Database).write() as work:
            return await revoke_admin(work, OPERATOR, await _human(work, email), last_too=force)

    try:
        changed = with_plugin("identity", act)
    except Refusal as refusal:
        raise OperatorError(
            "No other admin is left; grant the role to another first, or add --force."
        ) from refusal
    click.echo(f"{email} is {'no longer' if changed else 'not'} an admin.")


@click.command()
@click.argument("email")
@click.argument("reason")
def lift(email: str, reason: str) -> None:
    """Give the person with an address the whole allowances of the rate limits again; the act is audited.

    For when no other admin can: one who asked for too much too often is suspended like everybody else.
    """

    async def act(context: PluginContext) -> None:
        async with context.services.get(Database).write() as work:
            await lift_as(work, OPERATOR, f"human:{await _human(work, email)}", reason)

    try:
        with_plugin("identity", act)
    except Refusal as refusal:
        raise OperatorError(f"Nothing is cut back for {email}.") from refusal
    click.echo(f"{email} has the whole allowances again.")


@click.command()
@click.argument("email")
@click.option("--yes", is_flag=True, help="Do not ask.")
def reset_factor(email: str, *, yes: bool) -> None:
    """Switch off the second factor of the person with an address, who lost it and the recovery codes.

    All their sessions end, a mail tells them, and the act is audited. The password stays as it is; an admin
    is led to set up another second factor at the next sign-in. Be sure that it is they who ask.
    """

    async def act(context: PluginContext) -> int | None:
        database = context.services.get(Database)
        async with database.read() as work:
            human_id = await _human(work, email)
            has_factor, _ = await second_factor_state(work, human_id)
        if not has_factor:
            return None
        if not yes:
            click.confirm(f"Let {email} sign in without a second factor?", abort=True)
        async with database.write() as work:
            return await reset_second_factor(work, identity_of(context).keys, OPERATOR, human_id)

    ended = with_plugin("identity", act)
    if ended is None:
        click.echo(f"{email} has no second factor; nothing was changed.")
        return
    sessions = "1 session has" if ended == 1 else f"{ended} sessions have"
    click.echo(f"The second factor of {email} is switched off; {sessions} ended, and a mail tells of it.")


async def _human(work: UnitOfWork, email: str) -> UUID:
    try:
        _, key = normal_address(email)
    except Refusal as refusal:
        raise OperatorError(f"{email!r} is no e-mail address.") from refusal
    found: UUID | None = await work.fetch_value(_FIND, key)
    if found is None:
        raise OperatorError(f"Nobody here has the address {email}; they register first.")
    return found
