"""The pages of the marketplace: its front page, the list with its map, and one mission."""

from typing import Any

from commonweal_missions.pages.claims import CLAIM_PAGES
from commonweal_missions.pages.landing import landing_page
from commonweal_missions.pages.market import market_page
from commonweal_missions.pages.mission import mission_page
from commonweal_missions.queries.figures import FiguresBoard


def marketplace_pages() -> list[Any]:
    """Make the handlers of all pages; they share the figures of this process."""
    board = FiguresBoard()
    return [landing_page(board), market_page(board), mission_page, *CLAIM_PAGES]
