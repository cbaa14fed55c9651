"""A process that sends mail until it is killed; test_crashes.py starts it."""

import asyncio
import os
import sys
from pathlib import Path

sys.path.insert(0, os.environ["COMMONWEAL_TEST_BELLS"])

from commonweal import Mailer, Secret
from commonweal.storage.settings import DatabaseSettings
from commonweal.testing.sites import running_site
from commonweal_notifications.mail.sending import send_due
from commonweal_notifications.mail.service import mailing_of


async def main():
    database = DatabaseSettings(driver="external", url=Secret(os.environ["COMMONWEAL_TEST_DATABASE"]))
    changes = {
        "COMMONWEAL_MAIL__DRIVER": "smtp",
        "COMMONWEAL_MAIL__HOST": "127.0.0.1",
        "COMMONWEAL_MAIL__PORT": os.environ["COMMONWEAL_TEST_PORT"],
        "COMMONWEAL_MAIL__SECURITY": "none",
        "COMMONWEAL_MAIL__DOMAIN_CONNECTIONS": "4",
    }
    home = Path(os.environ["COMMONWEAL_TEST_HOME"])
    async with running_site(home, database, ["bells"], changes) as site:
        site.host.services.get(Mailer)._driver = None  # the real one, which the settings name
        mailing = mailing_of(site.context("notifications"))
        sys.stdout.write("sending\n")
        sys.stdout.flush()
        while True:
            await send_due(site.database, mailing, is_bulk=False, seconds=60)
            await asyncio.sleep(0.05)


asyncio.run(main())
