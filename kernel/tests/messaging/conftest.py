import sys
from pathlib import Path

import pytest
from commonweal.messaging.settings import MessagingSettings
from commonweal.storage.database import Database

sys.path.insert(0, str(Path(__file__).parent))  # tests and the processes they start share `garden.py`


@pytest.fixture
def messaging_settings() -> MessagingSettings:
    return MessagingSettings(event_retry=0.05, task_retry=0.05)


@pytest.fixture
async def effects(database: Database) -> Database:
    """A database with a table for what handlers and tasks do: their effects, in order."""
    async with database.write() as work:
        await work.execute("CREATE TABLE effect (number bigserial, name text, value int, subject uuid)")
        await work.execute("GRANT ALL ON effect, effect_number_seq TO PUBLIC")  # it is no plugin's
    return database
