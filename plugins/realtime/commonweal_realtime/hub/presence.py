"""How many follow a topic, here and at other gateways, for topics that want it counted.

Each gateway writes its own counts into a small table, and reads the sums of what it has followers for. One
principal counts once at a gateway, however many connections it has. Who follows what is written nowhere.
"""

import asyncio
import logging
from collections.abc import Collection, Mapping

from commonweal import Database, new_id

from commonweal_realtime.hub.flow import Flow
from commonweal_realtime.hub.seats import Seat

_LOG = logging.getLogger(__name__)
LOOK_SECONDS = 1.0
_ALL_SECONDS = 5.0
_GONE_SECONDS = 20
_TOLD_A_SECOND = 500  # followers who are told of a new count; where there are more, it is told less often

_WRITE = """
    INSERT INTO realtime.presence (topic, gateway, followers) SELECT topic, $1, followers
    FROM unnest($2::text[], $3::integer[]) AS counted (topic, followers)
    ON CONFLICT (topic, gateway) DO UPDATE
    SET followers = excluded.followers, seen_at = excluded.seen_at, changed_at = CASE
        WHEN presence.followers = excluded.followers THEN presence.changed_at ELSE excluded.changed_at END
"""
_SEEN = "UPDATE realtime.presence SET seen_at = clock_timestamp() WHERE gateway = $1"
_PURGE = """
    DELETE FROM realtime.presence WHERE seen_at < clock_timestamp() - make_interval(secs => $1)
    OR followers = 0 AND changed_at < clock_timestamp() - make_interval(secs => $1)
"""
_LEAVE = "DELETE FROM realtime.presence WHERE gateway = $1"
_CHANGED = """
    SELECT DISTINCT topic FROM realtime.presence
    WHERE changed_at > clock_timestamp() - make_interval(secs => $1)
"""
_SUMS = """
    SELECT topic, sum(followers) AS followers FROM realtime.presence
    WHERE topic = ANY ($1) AND seen_at > clock_timestamp() - make_interval(secs => $2) GROUP BY topic
"""


class PresenceCount:
    """Keeps the counts of one gateway, and tells followers of the sums."""

    def __init__(self, database: Database, flow: Flow, look_seconds: float = LOOK_SECONDS) -> None:
        self._database = database
        self._seats = flow.seats
        self._flow = flow
        self._look_seconds = look_seconds
        self._gateway = new_id()
        self._told: dict[str, tuple[int, float]] = {}
        self._all_due = 0.0

    async def run(self) -> None:
        """Count and tell for ever; without a database, nobody is told anything."""
        while True:
            await asyncio.sleep(self._look_seconds)
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - a count is not worth a stream
                _LOG.info("presence is not counted for a moment: %r", error)
                self._all_due = 0.0

    async def look(self) -> None:
        """Write what has changed here, read what has changed anywhere, and tell."""
        now = asyncio.get_running_loop().time()
        looks_at_all = now >= self._all_due
        here, joined = self._counted(every=looks_at_all), self._seats.take_joined()
        if not (here or joined or self._told):
            return
        async with self._database.write() as work:
            if here:
                await work.execute(_WRITE, self._gateway, list(here), list(here.values()))
            if looks_at_all:
                await work.execute(_SEEN, self._gateway)
                await work.execute(_PURGE, _GONE_SECONDS)
        if looks_at_all:
            self._all_due = now + _ALL_SECONDS
        await self._tell(joined, now, every=looks_at_all)

    async def leave(self) -> None:
        """Count for nothing any more."""
        async with self._database.write() as work:
            await work.execute(_LEAVE, self._gateway)

    def _counted(self, *, every: bool) -> dict[str, int]:
        """Return how many principals follow each topic here: where that has changed, or everywhere."""
        changed = self._seats.take_changed()
        if every:
            changed |= {text for text in self._seats.live if self._seats.places[text].known.topic.presence}
        return {
            text: len({seat.principal.key for seat in self._seats.live.get(text, ())}) for text in changed
        }

    async def _tell(self, joined: Mapping[str, list[Seat]], now: float, *, every: bool) -> None:
        async with self._database.read() as work:
            recent = 2 * self._look_seconds + 1
            changed = {row["topic"] for row in await work.fetch(_CHANGED, recent)}
            mine = {text for text in self._seats.live if self._seats.places[text].known.topic.presence}
            wanted = mine if every else (changed | joined.keys()) & mine
            sums = {
                row["topic"]: row["followers"] for row in await work.fetch(_SUMS, list(wanted), _GONE_SECONDS)
            }
        for text in wanted:
            self._tell_one(text, int(sums.get(text, 0)), joined.get(text, ()), now)
        for text in self._told.keys() - mine:
            del self._told[text]

    def _tell_one(self, text: str, count: int, joined: Collection[Seat], now: float) -> None:
        """Tell everybody of a count that has changed, unless that was just done; or those who are new."""
        there = self._seats.live.get(text, {})
        before, due = self._told.get(text, (-1, 0.0))
        if count != before and now >= due:
            self._told[text] = (count, now + len(there) / _TOLD_A_SECOND)
            joined = list(there)
        for seat in joined:
            if seat in there:
                self._flow.tell(seat, seat.follower.presence, text, count)
