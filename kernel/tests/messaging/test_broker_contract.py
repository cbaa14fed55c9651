"""Our brokers keep the contract; one with a fault does not."""

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from commonweal.messaging.brokers import postgres_broker, rabbitmq_broker, redis_broker
from commonweal.messaging.settings import MessagingSettings
from commonweal.testing import broker_contract
from commonweal.testing.broker_contract import BrokerContract
from dramatiq.brokers.stub import StubBroker
from test_brokers import broker as server


@contextmanager
def connecting(make, settings, database_settings):
    """Give what connects, and close what was connected while the server is still there."""
    opened = []

    def connect():
        opened.append(make(settings, database_settings))
        return opened[-1]

    yield connect
    for broker in opened:
        broker.close()


class TestPostgres(BrokerContract):
    @pytest.fixture
    def connect(self, database_settings):
        with connecting(postgres_broker, MessagingSettings(), database_settings) as connect:
            yield connect


@pytest_asyncio.fixture(scope="class", loop_scope="session")
async def served(request):
    home = Path(tempfile.mkdtemp(prefix="commonweal-broker-", dir="/tmp"))
    home.chmod(0o755)  # the server is somebody else than these tests, where they are root
    async with server(request.cls.name, home) as (settings, _process):
        yield settings
    shutil.rmtree(home, ignore_errors=True)


class WithServer(BrokerContract):
    """One server for all tests of a class: each takes what it sent."""

    @pytest.fixture
    def connect(self, served, database_settings):
        with connecting(self.make, served, database_settings) as connect:
            yield connect


@pytest.mark.debian
class TestRedis(WithServer):
    name, make = "redis", staticmethod(redis_broker)


@pytest.mark.debian
class TestRabbitmq(WithServer):
    name, make = "rabbitmq", staticmethod(rabbitmq_broker)


def test_a_broker_that_keeps_messages_to_itself_is_found(monkeypatch):
    monkeypatch.setattr(broker_contract, "_PATIENCE_SECONDS", 1)
    with pytest.raises(AssertionError):
        BrokerContract().test_a_message_waits_until_somebody_listens(connect=StubBroker)
