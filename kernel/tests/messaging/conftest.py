import sys
from pathlib import Path

import pytest
from commonweal.messaging.settings import MessagingSettings
from commonweal.storage.database import Database

sys.path.insert(0, str(Path(__file__).parent))  # tests and the processes they start share `garden.py`

from garden import make_effects


@pytest.fixture
def messaging_settings() -> MessagingSettings:
    return MessagingSettings(event_retry=0.05, task_retry=0.05)


@pytest.fixture
async def effects(database: Database) -> Database:
    """A database with a table for what handlers and tasks do: their effects, in order."""
    await make_effects(database)
    return database
