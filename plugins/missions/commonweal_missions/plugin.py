"""The wiring of the mission marketplace: what the plugin contributes to the kernel."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from commonweal import SampleData, hookimpl

if TYPE_CHECKING:
    from commonweal import NavigationItem

# Imports stand inside the hooks: the command line loads this module, and needs none of what they bring.


@hookimpl
def commonweal_tables() -> Sequence[type[Any]]:
    """Name the tables of the marketplace."""
    from commonweal_missions.tables import Claim, Mission, MissionTranslation, Place  # noqa: PLC0415

    return [Place, Mission, MissionTranslation, Claim]


@hookimpl
def commonweal_routes() -> Sequence[Any]:
    """Add the JSON API."""
    from commonweal_missions.http import list_open_missions, read_mission  # noqa: PLC0415

    return [list_open_missions, read_mission]


@hookimpl
def commonweal_pages() -> Sequence[Any]:
    """Add the pages."""
    from commonweal_missions.pages import marketplace_pages  # noqa: PLC0415

    return marketplace_pages()


@hookimpl
def commonweal_navigation() -> Sequence["NavigationItem"]:
    """Lead to the marketplace from every page."""
    from commonweal import NavigationItem  # noqa: PLC0415

    return [NavigationItem(label="missions-navigation", url="/missions", icon="pin", order=10)]


@hookimpl
def commonweal_sample_data() -> list[SampleData]:
    """Offer the sample marketplace."""
    from commonweal_missions.sample.loading import load_sample  # noqa: PLC0415

    return [SampleData("missions", load_sample)]
