"""Identifiers: UUID version 7 (RFC 9562), which sort by the time they were made."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Return a new identifier; later ones sort after earlier ones of the same process."""
    return uuid7()
