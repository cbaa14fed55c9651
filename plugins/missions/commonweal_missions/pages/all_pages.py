"""All pages of missions, put together."""

from commonweal_missions.appeals.pages import DECIDING_PAGES
from commonweal_missions.evidence.claim_page import CLAIMER_PAGES
from commonweal_missions.pages.claims import CLAIM_PAGES
from commonweal_missions.pages.for_you import for_you_page
from commonweal_missions.pages.landing import landing_page
from commonweal_missions.pages.making import MAKING_PAGES
from commonweal_missions.pages.market import market_page
from commonweal_missions.pages.mission import mission_page
from commonweal_missions.pages.translating import TRANSLATING_PAGES
from commonweal_missions.peers.pages import PEER_PAGES
from commonweal_missions.templating.pages import TEMPLATE_PAGES

MARKETPLACE_PAGES = [
    landing_page,
    market_page,
    for_you_page,
    mission_page,
    *CLAIM_PAGES,
    *CLAIMER_PAGES,
    *PEER_PAGES,
    *DECIDING_PAGES,
    *MAKING_PAGES,
    *TRANSLATING_PAGES,
    *TEMPLATE_PAGES,
]
