"""How notifications read: what each was about is looked up anew, in the reader's language."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import msgspec
from commonweal import Database, Host, Translator

from commonweal_notifications.deciding.kinds import is_on, message_of
from commonweal_notifications.hooks import Data, Kind

DESCRIBE_SECONDS = 3.0
log = logging.getLogger("commonweal.notifications")


class About(Protocol):
    """What can be put into words: a kind, and the data it was decided with."""

    @property
    def kind(self) -> str:
        """The name of the kind."""

    @property
    def data(self) -> Mapping[str, Any]:
        """Ids and codes."""


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """A notification in words: its kind, one line, a text, and where it leads; what is gone leads nowhere."""

    label: str
    title: str
    text: str = ""
    url: str = ""
    gone: bool = False


class Shower:
    """Puts notifications into words for one reader."""

    def __init__(
        self, database: Database, host: Host, kinds: Mapping[str, Kind], translator: Translator
    ) -> None:
        self._database, self._host, self._kinds, self._translator = database, host, kinds, translator

    def label(self, kind: str) -> str:
        """Return what a kind is called; for one whose plugin was taken away, that it is gone."""
        message = f"{message_of(kind)}-label"
        known = self._translator.has(message)
        return self._translator.text(message if known else "notifications-kind-gone")

    async def words(self, items: Sequence[About], counts: Sequence[int] = ()) -> list[Words]:
        """Put notifications into words, each for itself or as one of ``counts`` of its group."""
        described: list[Data | None] = [None] * len(items)
        of_kind: dict[str, list[int]] = defaultdict(list)
        for place, item in enumerate(items):
            of_kind[item.kind].append(place)
        for name, places in of_kind.items():
            found = await self._describe(name, [items[place].data for place in places])
            for place, data in zip(places, found, strict=True):
                described[place] = data
        return [
            self._write(item.kind, data, count)
            for item, data, count in zip(items, described, counts or [1] * len(items), strict=True)
        ]

    async def _describe(self, name: str, data: Sequence[Data]) -> Sequence[Data | None]:
        """Ask a kind what its notifications are about; of one that fails or is off, nothing is told."""
        kind = self._kinds.get(name)
        if kind is None or not is_on(self._host, name):
            return [None] * len(data)
        try:
            async with asyncio.timeout(DESCRIBE_SECONDS), self._database.read() as work:
                found = await kind.describe(work, self._translator.locale, data)
        except Exception:
            log.exception("notifications of the kind %s cannot be described", name)
            return [None] * len(data)
        if len(found) != len(data):
            log.error("the kind %s describes %d of %d notifications", name, len(found), len(data))
            return [None] * len(data)
        return found

    def _write(self, kind: str, data: Data | None, count: int) -> Words:
        label = self.label(kind)
        if data is None:
            return Words(label=label, title=label, gone=True)
        message, text = message_of(kind), self._translator.text
        grouped = count > 1 and self._translator.has(f"{message}-group")
        return Words(
            label=label,
            title=text(f"{message}-group", **data, count=count)
            if grouped
            else text(f"{message}-title", **data),
            text=text(f"{message}-text", **data),
            url=address_of(data),
        )


def address_of(data: Data) -> str:
    """Return where a notification leads: a path of this site, never another host."""
    url = str(data.get("url", ""))
    return url if url.startswith("/") and not url.startswith(("//", "/\\")) else ""
