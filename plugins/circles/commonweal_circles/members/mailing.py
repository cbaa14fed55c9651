"""The mail of an invitation: in the language chosen, the same whether or not the address has an account."""

from typing import Any
from uuid import UUID

from commonweal import Catalogue, Mail, Mailer, MailRefused, TaskContext, task
from commonweal_notifications.api import site_of

from commonweal_circles.members.people import Person, people
from commonweal_circles.members.tokens import hash_of, new_token

_OPEN = """
SELECT i.email, i.locale, i.invited_by, i.expires_at, c.name FROM circles.invitation AS i
JOIN circles.circle AS c ON c.id = i.circle_id AND c.state = 'active'
WHERE i.id = $1 AND i.email IS NOT NULL AND i.used_at IS NULL AND i.revoked_at IS NULL
    AND i.expires_at > now()
"""
_TOKEN = "UPDATE circles.invitation SET token_hash = $2 WHERE id = $1"  # noqa: S105 - no password


@task("circles.send_invitation", time_limit=60)
async def send_invitation(context: TaskContext, *, invitation_id: UUID) -> None:
    """Send the mail with the link that accepts; one that is over by now is left alone.

    Each attempt makes another token: what is kept is a hash, and only the mail has the token itself.
    """
    if context.plugin is None:
        return
    token = new_token()
    async with context.database.write() as work:
        row: Any = await work.fetch_row(_OPEN, invitation_id)
        if row is None:
            return
        inviter = (await people(work, [row["invited_by"]]))[row["invited_by"]]
        await work.execute(_TOKEN, invitation_id, hash_of(token))
    services = context.plugin.services
    site = site_of(services)
    mail = _written(services.get(Catalogue), row, inviter, f"{site}/circles/invitations/{token}")
    mailer = services.get(Mailer)  # type: ignore[type-abstract]  # a service is found by its protocol
    try:
        await mailer.send(mail)
    except MailRefused as refused:  # trying again is no use
        context.plugin.log.warning(
            "invitation_refused", invitation_id=str(invitation_id), reason=refused.code
        )


def _written(catalogue: Catalogue, row: Any, inviter: Person, link: str) -> Mail:
    words = catalogue.translator(catalogue.negotiate(None, row["locale"]))
    circle = _one_line(row["name"])
    name = _one_line(inviter.name) or words.text("circles-mail-somebody")
    if inviter.kind == "agent":
        name = words.text("circles-mail-agent", name=name)
    parts = (
        words.text("circles-mail-invitation-text", inviter=name, circle=circle),
        link,
        words.text("circles-mail-invitation-once", date=words.date(row["expires_at"])),
        words.text("circles-mail-invitation-why"),
    )
    return Mail(
        to=row["email"],
        subject=words.text("circles-mail-invitation-subject", inviter=name, circle=circle),
        text="\n\n".join(parts),
    )


def _one_line(text: str) -> str:
    """Return a name as it may stand in a header."""
    return " ".join(text.split())
