"""What this part of identity contributes."""

from commonweal import NavigationItem, SlotFill

from commonweal_identity.part import Part
from commonweal_identity.profiles.http import ROUTES
from commonweal_identity.profiles.pages import OWN, PAGES, account_card
from commonweal_identity.profiles.permissions import PROFILE
from commonweal_identity.profiles.samples import sample_people

PART = Part(
    routes=ROUTES,
    pages=PAGES,
    navigation=[
        NavigationItem(
            label="identity-profile", url=OWN, icon="user", order=20, area="account", permission=PROFILE
        )
    ],
    slots=[SlotFill(slot="identity.account.cards", render=account_card, order=10)],
    samples=[sample_people],
)
