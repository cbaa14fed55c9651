"""Positions as clients see them: a place in the log, written ``transaction.sequence``."""

import re
from datetime import datetime, timedelta

from commonweal import Database, Position, Refusal, newest_position

BEGINNING = Position(0, 0)
_TEXT = re.compile(r"(0|[1-9][0-9]{0,18})\.(0|[1-9][0-9]{0,18})")
_MOST = 2**63 - 1


def read_position(text: object) -> Position:
    """Read a position that came from outside; raises ``Refusal("position_invalid")``.

    Only the form is judged here: whether the log has come so far is known to whoever looks into it.
    """
    match = _TEXT.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise Refusal("position_invalid")
    position = Position(int(match[1]), int(match[2]))
    if max(position) > _MOST:
        raise Refusal("position_invalid")
    return position


async def position_ago(database: Database, age: timedelta) -> Position:
    """Return the position of the newest event of at least some age.

    The database tells the time, as it dated the events: the clock of this machine may be another.
    """
    async with database.read() as work:
        now: datetime = await work.fetch_value("SELECT now()")
    return await newest_position(database, now - age)
