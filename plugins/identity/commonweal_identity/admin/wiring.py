"""What this part of identity contributes."""

from commonweal import Command, NavigationItem, Permission

from commonweal_identity.admin.desk import ORGANISATIONS, TOKENS
from commonweal_identity.admin.desk import PAGES as DESK
from commonweal_identity.admin.events import EVENTS
from commonweal_identity.admin.http import ROUTES
from commonweal_identity.admin.http_limits import ROUTES as LIMIT_ROUTES
from commonweal_identity.admin.pages import ACCOUNTS, AUDIT, HOME, PAGES
from commonweal_identity.admin.pages_limits import LIMITS
from commonweal_identity.admin.pages_limits import PAGES as LIMIT_PAGES
from commonweal_identity.admin.permissions import (
    ADMIN,
    ADMIN_ACCOUNTS,
    ADMIN_TOKENS,
    AUDIT_READ,
)
from commonweal_identity.admin.states import ACCOUNT
from commonweal_identity.admin.tables import TABLES
from commonweal_identity.organisations.permissions import ADMIN_ORGANISATIONS
from commonweal_identity.part import Part


def _item(label: str, url: str, icon: str, order: int, permission: Permission) -> NavigationItem:
    return NavigationItem(label=label, url=url, icon=icon, order=order, area="admin", permission=permission)


PART = Part(
    tables=TABLES,
    events=EVENTS,
    routes=[*ROUTES, *LIMIT_ROUTES],
    pages=[*PAGES, *DESK, *LIMIT_PAGES],
    navigation=[
        _item("identity-admin-home", HOME, "home", 0, ADMIN),
        _item("identity-admin-accounts", ACCOUNTS, "users", 20, ADMIN_ACCOUNTS),
        _item("identity-admin-organisations", ORGANISATIONS, "building", 30, ADMIN_ORGANISATIONS),
        _item("identity-admin-limits", LIMITS, "clock", 75, ADMIN_ACCOUNTS),
        _item("identity-admin-audit", AUDIT, "list", 80, AUDIT_READ),
        _item("identity-admin-tokens", TOKENS, "key", 85, ADMIN_TOKENS),
    ],
    commands=[
        Command("grant-admin", "Make a person an admin.", "commonweal_identity.admin.commands:grant"),
        Command("revoke-admin", "Take the role admin away.", "commonweal_identity.admin.commands:revoke"),
        Command(
            "lift-penalty",
            "Lift a person's penalty of rate limits.",
            "commonweal_identity.admin.commands:lift",
        ),
        Command(
            "reset-second-factor",
            "Let a person in who lost the second factor.",
            "commonweal_identity.admin.commands:reset_factor",
        ),
    ],
    machines=[ACCOUNT],
)
