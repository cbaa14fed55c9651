"""The pages of circles, room by room."""

from typing import Any

from commonweal_circles.board.pages import PAGES as BOARD
from commonweal_circles.finding.pages import PAGES as FINDING
from commonweal_circles.members.pages import PAGES as MEMBERS
from commonweal_circles.moderation.pages import PAGES as MODERATION
from commonweal_circles.opening.pages import PAGES as OPENING
from commonweal_circles.progress.pages import PAGES as PROGRESS
from commonweal_circles.talk.pages import PAGES as TALK
from commonweal_circles.words.pages import PAGES as WORDS

PAGES: list[Any] = [
    *OPENING,
    *MEMBERS,
    *TALK,
    *WORDS,
    *BOARD,
    *PROGRESS,
    *FINDING,
    *MODERATION,
]
