"""The pages of this room, under ``/circles``."""

from typing import Any

PAGES: list[Any] = []
