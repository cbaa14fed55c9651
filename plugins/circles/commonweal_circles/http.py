"""The JSON API of circles, room by room: ``/api/v1/circles``."""

from typing import Any

from commonweal_circles.board.http import ROUTES as BOARD
from commonweal_circles.finding.http import ROUTES as FINDING
from commonweal_circles.members.http import ROUTES as MEMBERS
from commonweal_circles.moderation.http import ROUTES as MODERATION
from commonweal_circles.opening.http import ROUTES as OPENING
from commonweal_circles.progress.http import ROUTES as PROGRESS
from commonweal_circles.talk.http import ROUTES as TALK
from commonweal_circles.words.http import ROUTES as WORDS

ROUTES: list[Any] = [
    *OPENING,
    *MEMBERS,
    *TALK,
    *WORDS,
    *BOARD,
    *PROGRESS,
    *FINDING,
    *MODERATION,
]
