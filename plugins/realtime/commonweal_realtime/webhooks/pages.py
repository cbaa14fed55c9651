"""The pages of webhooks."""

from typing import Any

PAGES: list[Any] = []
