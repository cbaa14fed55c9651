"""What the orchard contributes."""

from collections.abc import Sequence
from typing import Any

from commonweal import NavigationItem, hookimpl


@hookimpl
def commonweal_event_types() -> list[Any]:
    """Declare what can happen to a tree."""
    from acme_orchard.api import TreePlanted

    return [TreePlanted]


@hookimpl
def commonweal_tasks() -> list[Any]:
    """Name the work that workers do."""
    from acme_orchard.tasks import water

    return [water]


@hookimpl
def commonweal_routes() -> Sequence[Any]:
    """Add the JSON API."""
    from acme_orchard.http import plant

    return [plant]


@hookimpl
def commonweal_pages() -> Sequence[Any]:
    """Add the page."""
    from acme_orchard.pages import show

    return [show]


@hookimpl
def commonweal_navigation() -> Sequence[NavigationItem]:
    """Lead to the page from every other."""
    return [NavigationItem(label="orchard-navigation", url="/orchard")]
