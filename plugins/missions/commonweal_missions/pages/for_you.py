"""The page of the missions that suit whoever reads it."""

from datetime import UTC, datetime
from functools import partial

from commonweal import Page, Visit, needs
from litestar import get

from commonweal_missions.finding.suiting import find_suiting
from commonweal_missions.pages.address import MARKET
from commonweal_missions.permissions import CLAIM
from commonweal_missions.reader import reader_of
from commonweal_missions.skills import skill_name

PAGE_SIZE = 24


@get(MARKET + "/for-you", guards=[needs(CLAIM)])
async def for_you_page(request: Visit) -> Page:
    """Show the missions that suit a human best, or say what the profile lacks to find them."""
    suiting = await find_suiting(request, reader_of(request), datetime.now(UTC), PAGE_SIZE)
    context = {"suiting": suiting, "skill_name": partial(skill_name, request.translator)}
    return Page("missions/for_you.html", context)
