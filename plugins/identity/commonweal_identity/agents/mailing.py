"""The mails to owners of agents: that one waits for them, and the code that verifies it."""

from uuid import UUID

from commonweal import Catalogue, Mail, Mailer, MailRefused, TaskContext, task

_WAITING = """
SELECT a.username, a.owner_email, coalesce(h.locale, 'en') AS locale
FROM identity.agent a JOIN identity.account c USING (id)
LEFT JOIN identity.human h ON h.email_key = lower(a.owner_email) AND h.email_confirmed_at IS NOT NULL
WHERE a.id = $1 AND a.verification = 'pending' AND a.owner_email IS NOT NULL AND c.state = 'active'
"""


@task("identity.tell_owner", queue="identity", time_limit=60)
async def tell_owner(context: TaskContext, *, agent_id: UUID) -> None:
    """Tell the address that was named as the owner's; the same words whether or not it has an account."""
    if context.plugin is None:
        return
    async with context.database.read() as work:
        row = await work.fetch_row(_WAITING, agent_id)
    if row is None:
        return
    catalogue = context.plugin.services.get(Catalogue)
    words = catalogue.translator(catalogue.negotiate(None, row["locale"]))
    text = "\n\n".join(
        (
            words.text("identity-mail-agent-waits", username=row["username"]),
            words.text("identity-mail-agent-waits-why"),
            words.text("identity-mail-signature"),
        )
    )
    subject = words.text("identity-mail-agent-waits-subject", username=row["username"])
    mailer = context.plugin.services.get(Mailer)  # type: ignore[type-abstract]  # a service is found by its protocol
    try:
        await mailer.send(Mail(to=row["owner_email"], subject=subject, text=text))
    except MailRefused:
        context.plugin.log.warning("a mail was refused", kind="agent-waits")  # trying again is no use
