"""The JSON API of this room: ``/api/v1/circles``."""

from typing import Any

ROUTES: list[Any] = []
