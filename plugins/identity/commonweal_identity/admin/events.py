"""What identity tells of admins and their acts."""

from uuid import UUID

from commonweal import Event, event_type


@event_type("identity.admin_granted")
class AdminGranted(Event, frozen=True):
    """A human became an admin."""

    human_id: UUID


@event_type("identity.admin_revoked")
class AdminRevoked(Event, frozen=True):
    """A human is an admin no longer."""

    human_id: UUID


@event_type("identity.password_reset_forced")
class PasswordResetForced(Event, frozen=True):
    """An admin took a password away; its owner must choose another."""

    human_id: UUID


EVENTS: list[type[Event]] = [AdminGranted, AdminRevoked, PasswordResetForced]
