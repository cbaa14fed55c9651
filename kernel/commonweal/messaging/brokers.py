"""The brokers that carry word of waiting tasks to the workers: PostgreSQL, Redis or RabbitMQ, by dramatiq.

They lose nothing that matters: a request stays in PostgreSQL until its task is done, and is sent again when
no worker took it.
"""

from dramatiq import Broker

from commonweal.messaging.errors import BrokerError
from commonweal.messaging.settings import MessagingSettings
from commonweal.storage.connecting import dsn_of
from commonweal.storage.settings import DatabaseSettings

_LOST_AFTER_SECONDS = 20


def postgres_broker(settings: MessagingSettings, database: DatabaseSettings) -> Broker:
    """Queue in the same PostgreSQL, in a schema of its own, past any pooler."""
    import psycopg  # noqa: PLC0415 - only this driver needs it
    from dramatiq_postgres import PostgresBroker  # noqa: PLC0415
    from dramatiq_postgres.schema import init  # noqa: PLC0415

    url = settings.broker_url.reveal() if settings.broker_url else dsn_of(database, direct=True)
    try:
        with psycopg.connect(url) as connection, connection.cursor() as cursor:
            init(cursor)
    except psycopg.OperationalError as error:
        raise BrokerError(f"The broker's database cannot be reached: {error}") from error
    broker: Broker = PostgresBroker(
        url=url,
        middleware=[],
        results=False,
        heartbeat_interval=_LOST_AFTER_SECONDS / 4,
        heartbeat_ttl=_LOST_AFTER_SECONDS,
        maintenance_interval=_LOST_AFTER_SECONDS / 2,
    )
    return broker


def redis_broker(settings: MessagingSettings, _database: DatabaseSettings) -> Broker:
    """Queue in Redis, at ``redis://host:port/number``."""
    try:
        from dramatiq.brokers.redis import RedisBroker  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise BrokerError("The redis broker needs a part: install commonweal-kernel[redis].") from error
    broker: Broker = RedisBroker(  # type: ignore[no-untyped-call]  # dramatiq leaves its constructor untyped
        url=_address(settings, "redis://127.0.0.1:6379/0"),
        middleware=[],
        heartbeat_timeout=_LOST_AFTER_SECONDS * 1000,
        maintenance_chance=20_000,
    )
    return broker


def rabbitmq_broker(settings: MessagingSettings, _database: DatabaseSettings) -> Broker:
    """Queue in RabbitMQ, at ``amqp://user:password@host:port``; every message is confirmed."""
    try:
        from dramatiq.brokers.rabbitmq import RabbitmqBroker  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise BrokerError("The rabbitmq broker needs a part: install commonweal-kernel[rabbitmq].") from error
    return RabbitmqBroker(
        url=_address(settings, "amqp://127.0.0.1:5672"), middleware=[], confirm_delivery=True
    )


def _address(settings: MessagingSettings, example: str) -> str:
    if settings.broker_url is None:
        raise BrokerError(f"Set messaging.broker_url for the broker {settings.broker!r}, such as {example}.")
    return settings.broker_url.reveal()
