"""The mails of signing in: written in the reader's language, sent from tasks."""

from uuid import UUID

from commonweal import (
    Catalogue,
    Mail,
    Mailer,
    MailRefused,
    PluginContext,
    TaskContext,
    UnitOfWork,
    enqueue,
    task,
)

from commonweal_identity.humans.codes import Code
from commonweal_identity.services import identity_of

_SENDING = """
UPDATE identity.email_code SET expires_at = now() + interval '15 minutes'
WHERE id = $1 AND sending = $2 AND used_at IS NULL AND coalesce(expires_at, 'infinity') > now()
RETURNING id, purpose, subject_id, email, email_key, locale, salt, sending, true AS is_sent
"""
_KNOWN = "SELECT id FROM identity.human WHERE email_key = $1"
_READER = "SELECT email, locale, display_name FROM identity.human WHERE id = $1"


@task("identity.send_code", queue="identity", time_limit=60)
async def send_code(context: TaskContext, *, code_id: UUID, sending: int) -> None:
    """Send a code; or, to an address that is known already, what to do instead. Expired ones are not sent."""
    plugin = _plugin(context)
    async with context.database.write() as work:
        row = await work.fetch_row(_SENDING, code_id, sending)
        known = row and await work.fetch_value(_KNOWN, row["email_key"])
    if row is None:
        return
    code = Code(**dict(row))
    if code.purpose == "reset" and code.subject_id is None:
        return  # nobody here has this address
    is_taken = known is not None and code.purpose in {"register", "email"}
    kind = f"{code.purpose}-known" if is_taken else code.purpose
    digits = "" if is_taken else code.digits(identity_of(plugin).keys)
    await _send(plugin, code.email, code.locale, kind, code=digits)


@task("identity.send_notice", queue="identity", time_limit=60)
async def send_notice(context: TaskContext, *, human_id: UUID, kind: str, email: str = "") -> None:
    """Tell a person that something about the way in was changed; ``email`` is an address they had before."""
    async with context.database.read() as work:
        reader = await work.fetch_row(_READER, human_id)
    if reader is not None:
        await _send(_plugin(context), email or reader["email"], reader["locale"], kind)


async def ask_for_code(work: UnitOfWork, code_id: UUID) -> None:
    """Ask for the mail with a code, in the unit of work that made it."""
    sending = await work.fetch_value("SELECT sending FROM identity.email_code WHERE id = $1", code_id)
    await enqueue(work, send_code, code_id=code_id, sending=sending)


async def tell(work: UnitOfWork, human_id: UUID, kind: str, email: str = "") -> None:
    """Ask for the mail about a change, in the unit of work of the change."""
    await enqueue(work, send_notice, human_id=human_id, kind=kind, email=email)


async def _send(plugin: PluginContext, email: str, locale: str, kind: str, **words: object) -> None:
    catalogue = plugin.services.get(Catalogue)
    translator = catalogue.translator(catalogue.negotiate(None, locale, None))
    text = "\n\n".join(
        (
            translator.text(f"identity-mail-{kind}", **words),
            translator.text(f"identity-mail-{kind}-why"),
            translator.text("identity-mail-signature"),
        )
    )
    subject = translator.text(f"identity-mail-{kind}-subject", **words)
    mailer = plugin.services.get(Mailer)  # type: ignore[type-abstract]  # a service is found by its protocol
    try:
        await mailer.send(Mail(to=email, subject=subject, text=text))
    except MailRefused:
        plugin.log.warning("a mail was refused", kind=kind)  # trying again is no use


def _plugin(context: TaskContext) -> PluginContext:
    if context.plugin is None:
        raise LookupError("this task belongs to identity")
    return context.plugin
