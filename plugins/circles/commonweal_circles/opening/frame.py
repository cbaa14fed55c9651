"""What every page of a circle has around it: its name, its counts, what one may do, and its tabs."""

from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork, Visit

from commonweal_circles.opening.reading import CircleRead, find_circle
from commonweal_circles.seeing import Place, place_of, reader_of, require_inside

_UNREAD_MOST = 100
_UNREAD = f"""
SELECT count(*) FROM (
    SELECT FROM circles.member AS m JOIN circles.post AS p
        ON p.circle_id = m.circle_id AND p.number > m.read_to AND p.is_public AND p.author_id <> m.account_id
    WHERE m.circle_id = $1 AND m.account_id = $2 AND m.state = 'active' LIMIT {_UNREAD_MOST}
) AS unread
"""


class Tab(msgspec.Struct, frozen=True):
    """One part of a circle: its name, its address, the message that names it, and its icon."""

    name: str
    url: str
    label: str
    icon: str


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """A circle around one of its pages; ``unread`` counts to 100, which means that or more."""

    circle: CircleRead
    place: Place
    tab: str
    unread: int

    @property
    def url(self) -> str:
        """Where the circle is."""
        return f"/circles/{self.circle.id}"

    @property
    def may_write(self) -> bool:
        """Whether the reader may do in it what members do."""
        return self.place.is_member and self.circle.state == "active"

    @property
    def is_moderator(self) -> bool:
        """Whether the reader keeps order in it."""
        return self.place.has("moderator")

    @property
    def tabs(self) -> list[Tab]:
        """The parts of the circle that the reader sees."""
        about = Tab("about", f"{self.url}/about", "circles-tab-about", "info")
        if not self.place.sees_inside:
            return [about]
        found = [
            Tab("talk", self.url, "circles-tab-talk", "chat"),
            Tab("board", f"{self.url}/board", "circles-tab-board", "target"),
            Tab("progress", f"{self.url}/progress", "circles-tab-progress", "trophy"),
        ]
        if self.circle.has_place:
            found.append(Tab("nearby", f"{self.url}/nearby", "circles-tab-nearby", "map"))
        found += [Tab("members", f"{self.url}/members", "circles-tab-members", "users"), about]
        found.append(Tab("log", f"{self.url}/log", "circles-tab-log", "list"))
        if self.is_moderator:
            found.append(Tab("moderation", f"{self.url}/moderation", "circles-tab-moderation", "scales"))
        if self.place.has("admin"):
            found.append(Tab("settings", f"{self.url}/settings", "circles-tab-settings", "edit"))
        return found


async def frame(visit: Visit, work: UnitOfWork, circle_id: UUID, tab: str, *, inside: bool = True) -> Frame:
    """Return what stands around a page of a circle.

    Raises ``Refusal("not_found")`` for whoever does not see the inside, or with ``inside=False`` the face.
    """
    look = require_inside if inside else place_of
    place = await look(work, visit.principal, circle_id)
    circle = await find_circle(work, circle_id)
    if circle is None:
        raise Refusal("not_found")
    unread = 0
    if place.is_member:
        unread = await work.fetch_value(_UNREAD, circle_id, reader_of(visit.principal))
    return Frame(circle=circle, place=place, tab=tab, unread=unread)
