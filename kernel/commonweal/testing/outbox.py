"""Mail in tests: kept by the process instead of being sent, after the checks of the real mailer."""

from commonweal.messaging.mail import Mail


class Outbox:
    """A mailer that keeps what was sent; ``mails`` are in the order of sending."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []
        self._failures: list[Exception] = []

    async def send(self, mail: Mail) -> None:
        """Keep a mail, or fail as was asked for."""
        if self._failures:
            raise self._failures.pop(0)
        self.mails.append(mail)

    def fail_next(self, *errors: Exception) -> None:
        """Let the next sendings raise these errors, such as ``MailUnavailable("away")``, one each."""
        self._failures += errors

    def to(self, address: str) -> list[Mail]:
        """Return the mails to one address."""
        return [mail for mail in self.mails if mail.to == address]
