"""What this part of identity contributes."""

from commonweal import NavigationItem, SlotFill

from commonweal_identity.events import EVENTS
from commonweal_identity.humans.http import ROUTES
from commonweal_identity.humans.mailing import send_code, send_notice
from commonweal_identity.humans.pages_account import PAGES as ACCOUNT
from commonweal_identity.humans.pages_entrance import PAGES as ENTRANCE
from commonweal_identity.humans.pages_factor import PAGES as FACTOR
from commonweal_identity.humans.pages_forgotten import PAGES as FORGOTTEN
from commonweal_identity.humans.pages_provider import PAGES as PROVIDERS
from commonweal_identity.humans.permissions import OWN_ACCOUNT
from commonweal_identity.humans.slots import register_link
from commonweal_identity.humans.states import MACHINES
from commonweal_identity.humans.tables import TABLES
from commonweal_identity.humans.upkeep import SCHEDULES, forget_what_is_over
from commonweal_identity.part import Part


def _item(label: str, url: str, icon: str, order: int) -> NavigationItem:
    return NavigationItem(
        label=label, url=url, icon=icon, order=order, area="account", permission=OWN_ACCOUNT
    )


PART = Part(
    tables=list(TABLES),
    events=list(EVENTS),
    machines=list(MACHINES),
    tasks=[send_code, send_notice, forget_what_is_over],
    schedules=list(SCHEDULES),
    routes=list(ROUTES),
    pages=[*ENTRANCE, *FORGOTTEN, *ACCOUNT, *FACTOR, *PROVIDERS],
    slots=[SlotFill(slot="kernel.header", render=register_link, order=90)],
    navigation=[
        _item("identity-account", "/account", "home", 10),
        _item("identity-account-security", "/account/security", "lock", 80),
        _item("identity-account-sessions", "/account/sessions", "list", 85),
        _item("identity-sign-out", "/sign-out", "logout", 900),
    ],
)
