"""The mail that tells of an invitation; the same words whether or not the address has an account."""

from uuid import UUID

from commonweal import Catalogue, Mail, Mailer, MailRefused, TaskContext, task

_FIND = """
SELECT o.name, m.role, coalesce(m.email, invited.email) AS email,
    coalesce(invited.locale, known.locale, inviter.locale, 'en') AS locale
FROM identity.membership m
JOIN identity.organisation o ON o.id = m.organisation_id
LEFT JOIN identity.human invited ON invited.id = m.human_id
LEFT JOIN identity.human known ON known.email_key = m.email_key AND known.email_confirmed_at IS NOT NULL
LEFT JOIN identity.human inviter ON inviter.id = m.invited_by
WHERE m.id = $1 AND m.state = 'invited'
"""


@task("identity.send_invitation", time_limit=60)
async def send_invitation(context: TaskContext, *, membership_id: UUID) -> None:
    """Tell an invited person where to answer; an invitation that ended in between is left alone."""
    if context.plugin is None:
        return
    async with context.database.read() as work:
        row = await work.fetch_row(_FIND, membership_id)
    if row is None:
        return
    catalogue = context.plugin.services.get(Catalogue)
    words = catalogue.translator(catalogue.negotiate(None, row["locale"]))
    role = words.text(f"identity-role-{row['role']}")
    mail = Mail(
        to=row["email"],
        subject=words.text("identity-invitation-subject", organisation=_one_line(row["name"])),
        text=words.text("identity-invitation-text", organisation=row["name"], role=role),
    )
    try:
        mailer = context.plugin.services.get(Mailer)  # type: ignore[type-abstract]  # found by its protocol
        await mailer.send(mail)
    except MailRefused as refused:
        context.plugin.log.warning(
            "invitation_refused", membership_id=str(membership_id), reason=refused.code
        )


def _one_line(text: str) -> str:
    return " ".join(text.split())
