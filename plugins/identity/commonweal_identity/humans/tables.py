"""The tables of people and sessions as Piccolo knows them; a test compares them with the migrations."""

from piccolo.columns import (
    UUID,
    Array,
    BigInt,
    Boolean,
    Bytea,
    DoublePrecision,
    Integer,
    SmallInt,
    Text,
    Timestamptz,
)
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

SCHEMA = "identity"


class Account(Table, tablename="account", schema=SCHEMA):
    """Whatever can act or own: humans, agents, organisations and services share one namespace of ids."""

    id = UUID(primary_key=True, default=None)
    kind = Text()
    state = Text(default="active")
    created_at = Timestamptz(default=TimestamptzNow())


class HumanRow(Table, tablename="human", schema=SCHEMA):
    """A person."""

    id = UUID(primary_key=True, default=None)
    kind = Text(default="human")
    email = Text()
    email_key = Text()
    email_confirmed_at = Timestamptz(null=True, default=None)
    password_hash = Text(null=True, default=None)
    password_changed_at = Timestamptz(null=True, default=None)
    is_admin = Boolean(default=False)
    accepted_terms = Text()
    accepted_at = Timestamptz(default=TimestamptzNow())
    invited_by = UUID(null=True, default=None)
    display_name = Text()
    bio = Text()
    skills = Array(base_column=Text())
    city = Text()
    country = Text()
    latitude = DoublePrecision(null=True, default=None)
    longitude = DoublePrecision(null=True, default=None)
    service_radius_km = Integer(default=10)
    languages = Array(base_column=Text())
    availability = Array(base_column=Text())
    time_zone = Text()
    locale = Text(default="en")
    portfolio = Text(default="public")
    accepts_reviews = Boolean(default=True)
    orientation_step = SmallInt(default=0)
    orientation_finished_at = Timestamptz(null=True, default=None)
    profile_version = Integer(default=1)


class Registration(Table, tablename="registration", schema=SCHEMA):
    """Whoever asked for an account and has not shown yet that the address is theirs."""

    id = UUID(primary_key=True, default=None)
    state = Text(default="pending")
    email = Text()
    email_key = Text()
    password_hash = Text(null=True, default=None)
    display_name = Text()
    locale = Text()
    time_zone = Text()
    accepted_terms = Text()
    invited_by = UUID(null=True, default=None)
    provider = Text(null=True, default=None)
    provider_subject = Text(null=True, default=None)
    created_at = Timestamptz(default=TimestamptzNow())


class EmailCode(Table, tablename="email_code", schema=SCHEMA):
    """A code on its way to an address."""

    id = UUID(primary_key=True, default=None)
    purpose = Text()
    subject_id = UUID(null=True, default=None)
    email = Text()
    email_key = Text()
    locale = Text()
    salt = Bytea(default=None)
    sending = SmallInt(default=1)
    expires_at = Timestamptz(null=True, default=None)
    guesses = SmallInt(default=0)
    used_at = Timestamptz(null=True, default=None)
    created_at = Timestamptz(default=TimestamptzNow())


class ProviderIdentity(Table, tablename="provider_identity", schema=SCHEMA):
    """A way to sign in through a provider; the key is provider and subject together."""

    provider = Text(primary_key=True)
    subject = Text()
    human_id = UUID(default=None)
    connected_at = Timestamptz(default=TimestamptzNow())


class Session(Table, tablename="session", schema=SCHEMA):
    """One sign-in of one person on one device."""

    id = UUID(primary_key=True, default=None)
    human_id = UUID(default=None)
    kind = Text()
    state = Text(default="active")
    is_secure = Boolean(default=False)
    device = Text()
    place = Text()
    created_at = Timestamptz(default=TimestamptzNow())
    used_at = Timestamptz(default=TimestamptzNow())
    rotated_at = Timestamptz(default=TimestamptzNow())
    expires_at = Timestamptz(default=None)
    authenticated_at = Timestamptz(default=TimestamptzNow())
    second_factor_at = Timestamptz(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)
    end_reason = Text(null=True, default=None)


class SessionSecret(Table, tablename="session_secret", schema=SCHEMA):
    """A token of a session, as a hash."""

    hash = Bytea(primary_key=True, default=None)
    session_id = UUID(default=None)
    made_at = Timestamptz(default=TimestamptzNow())
    first_used_at = Timestamptz(null=True, default=None)
    retired_at = Timestamptz(null=True, default=None)


class Attempt(Table, tablename="attempt", schema=SCHEMA):
    """Failed attempts to prove who one is, by a keyed hash of what was tried."""

    key = Bytea(primary_key=True, default=None)
    failed_at = Array(base_column=Timestamptz())
    locked_until = Timestamptz(null=True, default=None)


class SecondFactor(Table, tablename="second_factor", schema=SCHEMA):
    """The secret that a person's authenticator app shares with us."""

    human_id = UUID(primary_key=True, default=None)
    secret = Bytea(default=None)
    confirmed_at = Timestamptz(null=True, default=None)
    last_step = BigInt(default=0)


class RecoveryCode(Table, tablename="recovery_code", schema=SCHEMA):
    """A way in without the authenticator, once; the key is human and hash together."""

    human_id = UUID(primary_key=True, default=None)
    hash = Bytea(default=None)
    used_at = Timestamptz(null=True, default=None)


class ProviderVisit(Table, tablename="provider_visit", schema=SCHEMA):
    """A browser on its way to a provider of identities and back."""

    state = Bytea(primary_key=True, default=None)
    browser = Bytea(default=None)
    provider = Text()
    nonce = Text()
    verifier = Bytea(default=None)
    next = Text()
    human_id = UUID(null=True, default=None)
    created_at = Timestamptz(default=TimestamptzNow())


TABLES: list[type[Table]] = [
    Account,
    HumanRow,
    Registration,
    EmailCode,
    ProviderIdentity,
    Session,
    SessionSecret,
    Attempt,
    SecondFactor,
    RecoveryCode,
    ProviderVisit,
]
