"""The wiring of the ledger: what the plugin contributes to the kernel."""

from typing import TYPE_CHECKING, Any

from commonweal import Command, hookimpl

if TYPE_CHECKING:
    from commonweal import Event, NavigationItem, Schedule, SlotFill

# Imports stand inside the hooks: the command line loads this module, and needs none of what they bring.


@hookimpl
def commonweal_tables() -> list[type[Any]]:
    """Name the tables."""
    from commonweal_ledger.tables import TABLES  # noqa: PLC0415

    return list(TABLES)


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


@hookimpl
def commonweal_routes() -> list[Any]:
    """Add the JSON API."""
    from commonweal_ledger.http import ROUTES  # noqa: PLC0415
    from commonweal_ledger.referrals import referrals  # noqa: PLC0415

    return [*ROUTES, referrals]


@hookimpl
def commonweal_pages() -> list[Any]:
    """Add the statement, inviting people, and the books for admins."""
    from commonweal_ledger import admin, pages  # noqa: PLC0415
    from commonweal_ledger.referrals import invite_page  # noqa: PLC0415

    return [*pages.PAGES, invite_page, *admin.PAGES]


@hookimpl
def commonweal_navigation() -> "list[NavigationItem]":
    """Lead to the statement from the account, and to the books from the administration."""
    from commonweal import NavigationItem  # noqa: PLC0415

    from commonweal_ledger.admin import ADMIN  # noqa: PLC0415
    from commonweal_ledger.pages import STATEMENT  # noqa: PLC0415
    from commonweal_ledger.permissions import ADMIN_LEDGER, READ  # noqa: PLC0415
    from commonweal_ledger.referrals import INVITE  # noqa: PLC0415

    return [
        NavigationItem(
            label="ledger-statement", url=STATEMENT, icon="token", order=40, area="account", permission=READ
        ),
        NavigationItem(
            label="ledger-invite", url=INVITE, icon="users", order=45, area="account", permission=READ
        ),
        NavigationItem(
            label="ledger-admin", url=ADMIN, icon="scales", order=60, area="admin", permission=ADMIN_LEDGER
        ),
    ]


@hookimpl
def commonweal_slots() -> "list[SlotFill]":
    """Show the balance in the header and on the account page."""
    from commonweal import SlotFill  # noqa: PLC0415

    from commonweal_ledger.pages import account_card, header_balance  # noqa: PLC0415

    return [
        SlotFill(slot="kernel.header", render=header_balance, order=10),
        SlotFill(slot="identity.account.cards", render=account_card, order=20),
    ]


@hookimpl
def commonweal_orientation_finished() -> Any:
    """Pay whoever finishes the orientation."""
    from commonweal_ledger.orientation import reward_orientation  # noqa: PLC0415

    return reward_orientation
