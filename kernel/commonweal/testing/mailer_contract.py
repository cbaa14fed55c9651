"""The contract of a mailer: subclass `MailerContract` and give it the fixtures it names.

``mailer`` sends; ``arrived()`` is awaited and returns what has arrived, as ``Mail``; ``mailer_that("wait")``
and ``mailer_that("refuse")`` return mailers whose server wants the mail later, or never.
"""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.messaging.mail import Mail, Mailer, MailRefused, MailUnavailable
from commonweal.storage.ids import new_id
from commonweal.testing.contract import Contract

Arrived = Callable[[], Awaitable[list[Mail]]]
MailerThat = Callable[[str], Mailer]
# What people write: no control characters, which mail does not carry, and no surrogates, which are no text.
_LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
_LINES = st.lists(st.text(_LETTERS, max_size=80).map(str.strip), min_size=1, max_size=5)


class MailerContract(Contract):
    """What every mailer must do."""

    @settings(
        deadline=None,
        max_examples=25,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    )
    @given(subject=st.text(_LETTERS, min_size=1, max_size=60).map(str.strip), lines=_LINES)
    async def test_a_mail_arrives_as_it_was_written(
        self, mailer: Mailer, arrived: Arrived, subject: str, lines: list[str]
    ) -> None:
        to, text = f"{new_id().hex}@example.org", "\n".join(lines)
        await mailer.send(Mail(to=to, subject=subject, text=text))
        [mail] = [each for each in await arrived() if each.to == to]
        assert mail.subject.split() == subject.split()  # long headers are folded at blanks
        assert mail.text.rstrip("\n") == text.rstrip("\n")

    async def test_the_same_as_html_goes_along(self, mailer: Mailer, arrived: Arrived) -> None:
        html = "<p>Häuser &amp; 房子</p>"
        await mailer.send(Mail(to="html@example.org", subject="s", text="Häuser & 房子", html=html))
        [mail] = [each for each in await arrived() if each.to == "html@example.org"]
        assert (mail.text.strip(), (mail.html or "").strip()) == ("Häuser & 房子", html)

    async def test_mails_at_the_same_time_all_arrive(self, mailer: Mailer, arrived: Arrived) -> None:
        mails = [Mail(to=f"many{number}@example.org", subject="s", text="t") for number in range(20)]
        await asyncio.gather(*map(mailer.send, mails))
        assert {mail.to for mail in await arrived()} >= {mail.to for mail in mails}

    async def test_a_server_that_wants_it_later_is_told_apart(self, mailer_that: MailerThat) -> None:
        with pytest.raises(MailUnavailable):
            await mailer_that("wait").send(Mail(to="a@example.org", subject="s", text="t"))

    async def test_a_server_that_will_not_have_it_is_told_apart(self, mailer_that: MailerThat) -> None:
        with pytest.raises(MailRefused):
            await mailer_that("refuse").send(Mail(to="a@example.org", subject="s", text="t"))
