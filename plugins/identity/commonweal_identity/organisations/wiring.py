"""What this part of identity contributes."""

from commonweal import NavigationItem

from commonweal_identity.organisations.events import EVENTS
from commonweal_identity.organisations.http import ROUTES
from commonweal_identity.organisations.mailing import send_invitation
from commonweal_identity.organisations.pages import MINE, PAGES
from commonweal_identity.organisations.permissions import ACT
from commonweal_identity.organisations.rules import MEMBERSHIP
from commonweal_identity.organisations.samples import sample_organisations
from commonweal_identity.organisations.tables import TABLES
from commonweal_identity.part import Part

PART = Part(
    tables=TABLES,
    events=EVENTS,
    tasks=[send_invitation],
    routes=ROUTES,
    pages=PAGES,
    navigation=[
        NavigationItem(
            label="identity-organisations",
            url=MINE,
            icon="building",
            order=50,
            area="account",
            permission=ACT,
        )
    ],
    samples=[sample_organisations],
    machines=[MEMBERSHIP],
)
