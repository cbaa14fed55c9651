"""The time zone of whoever reads or writes, as their account says."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from commonweal import Translator, UnitOfWork, Visit

UTC = ZoneInfo("UTC")


async def own_zone(work: UnitOfWork, visit: Visit) -> ZoneInfo:
    """Return the time zone of the human who makes the request; UTC when it is not known."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    human = await identity.find_human(work, visit.principal.account_id)
    try:
        return ZoneInfo(human.time_zone) if human and human.time_zone else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


async def own_words(work: UnitOfWork, visit: Visit) -> Translator:
    """Return the reader's words with moments in the time zone of their account."""
    return visit.web.catalogue.translator(visit.chain, await own_zone(work, visit))
