"""The wiring of the ledger: what the plugin contributes to the kernel."""

from typing import TYPE_CHECKING, Any

from commonweal import Command, hookimpl

if TYPE_CHECKING:
    from commonweal import Event, Schedule

# Imports stand inside the hooks: the command line loads this module, and needs none of what they bring.


@hookimpl
def commonweal_settings() -> type[Any]:
    """Name the section ``ledger``."""
    from commonweal_ledger.settings import LedgerSettings  # noqa: PLC0415

    return LedgerSettings


@hookimpl
def commonweal_event_types() -> "list[type[Event]]":
    """Add what the ledger tells."""
    from commonweal_ledger.issuance import IssuanceReached  # noqa: PLC0415
    from commonweal_ledger.model import TokensPosted  # noqa: PLC0415
    from commonweal_ledger.tasks import BooksDiffer  # noqa: PLC0415

    return [TokensPosted, IssuanceReached, BooksDiffer]


@hookimpl
def commonweal_tasks() -> list[Any]:
    """Add the hourly work."""
    from commonweal_ledger.tasks import look_at_books, look_at_issuance  # noqa: PLC0415

    return [look_at_books, look_at_issuance]


@hookimpl
def commonweal_schedules() -> "list[Schedule]":
    """Ask for the hourly work."""
    from commonweal_ledger.tasks import SCHEDULES  # noqa: PLC0415

    return SCHEDULES


@hookimpl
def commonweal_commands() -> list[Command]:
    """Add ``commonweal ledger verify`` and ``commonweal ledger issuance``."""
    return [
        Command(
            "verify", "Recompute the books and report every difference.", "commonweal_ledger.commands:verify"
        ),
        Command(
            "issuance", "Show what was credited to humans week by week.", "commonweal_ledger.commands:weeks"
        ),
    ]
