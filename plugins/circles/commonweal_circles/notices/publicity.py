"""The notice that a private circle was made public: every member must hear of it, and who wrote and left."""

from commonweal import RecordedEvent, UnitOfWork
from commonweal_notifications.api import Data, Kind, Notice

from commonweal_circles.events import CircleMadePublic, CircleReadByAll
from commonweal_circles.notices.belonging import EVERYBODY
from commonweal_circles.notices.showing import Reading, Showing
from commonweal_circles.notices.telling import EVERY_LEVEL, members, to_insiders, wrote_and_left

_APPROVED = "SELECT review_status = 'approved' FROM circles.circle WHERE id = $1"


async def made_public(
    work: UnitOfWork, recorded: RecordedEvent[CircleMadePublic | CircleReadByAll]
) -> list[Notice]:
    """Tell all members that others read their words, whatever they want to hear; not who decided it.

    Those who left but wrote are told once everybody, and so they, can read the circle.
    """
    event = recorded.event
    if isinstance(event, CircleReadByAll):
        authors = await wrote_and_left(work, event.circle_id) - {event.by}
        return await to_insiders(work, event.circle_id, authors, by=event.by, when="left")
    told = await members(work, event.circle_id, EVERY_LEVEL) - {event.by}
    when = "now" if await work.fetch_value(_APPROVED, event.circle_id) else "review"
    return await to_insiders(work, event.circle_id, told, by=event.by, when=when)


def _made_public(reading: Reading) -> Data | None:
    if not reading.circle.inside:
        return None
    names = {"circle": reading.circle.name, "by": reading.name("by")}
    when = reading.data["when"]
    return {**names, "when": when, "url": f"{reading.url}/own" if when == "left" else reading.url}


def kinds(showing: Showing) -> list[Kind]:
    """Return the kind about who may read a circle."""
    address = "/circles/0198c0de-0000-7000-8000-000000000009"
    sample = {"circle": "Friends of the river", "by": "Ana Prado", "url": address}
    return [
        Kind(
            name="circles.made_public",
            event_types=[CircleMadePublic, CircleReadByAll],
            decide=made_public,
            describe=showing.describer(_made_public),
            samples=[{**sample, "when": when} for when in ("now", "review", "left")],
            email="now",
            can_be_off=False,
            audience=EVERYBODY,
        )
    ]
