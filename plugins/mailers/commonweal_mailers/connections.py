"""Connections to the mail server: kept open for the next mail, and never more than the settings allow."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import aiosmtplib
from commonweal import MailSettings, MailUnavailable

IDLE_SECONDS = 10.0


class Connections:
    """The connections of one process to its mail server."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        self._places = asyncio.Semaphore(settings.connections)
        self._idle: dict[aiosmtplib.SMTP, asyncio.TimerHandle] = {}

    @asynccontextmanager
    async def one(self) -> AsyncIterator[aiosmtplib.SMTP]:
        """Lend a connection that works; one that something went wrong with is not used again.

        Raises MailUnavailable when there is none to be had.
        """
        async with self._places:
            client = await self._take() or await self._open()
            try:
                yield client
            except BaseException:
                client.close()
                raise
            self._keep(client)

    async def close(self) -> None:
        """Close what is kept open."""
        while self._idle:
            client, timer = self._idle.popitem()
            timer.cancel()
            client.close()

    async def _take(self) -> aiosmtplib.SMTP | None:
        """Return a kept connection whose server still answers; servers hang up on those who are silent."""
        while self._idle:
            client, timer = self._idle.popitem()
            timer.cancel()
            try:
                if client.is_connected:
                    await client.noop()
                    return client
            except (aiosmtplib.SMTPException, OSError):
                pass
            client.close()
        return None

    async def _open(self) -> aiosmtplib.SMTP:
        settings = self._settings
        client = aiosmtplib.SMTP(
            hostname=settings.host,
            port=settings.port,
            use_tls=settings.security == "tls",
            start_tls=settings.security == "starttls",
            username=settings.username or None,
            password=settings.password.reveal() if settings.password else None,
            timeout=settings.seconds,
        )
        try:
            await client.connect()
        except (aiosmtplib.SMTPException, OSError) as error:
            client.close()
            raise MailUnavailable(
                f"The mail server {settings.host}:{settings.port} does not let us in "
                f"({type(error).__name__}); look at the section mail."
            ) from error
        except BaseException:
            client.close()
            raise
        return client

    def _keep(self, client: aiosmtplib.SMTP) -> None:
        loop = asyncio.get_running_loop()
        self._idle[client] = loop.call_later(IDLE_SECONDS, partial(self._let_go, client))

    def _let_go(self, client: aiosmtplib.SMTP) -> None:
        if self._idle.pop(client, None):
            client.close()
