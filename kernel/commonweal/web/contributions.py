"""What plugins bring to the web floor, gathered once at start and checked before it is served."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from litestar import Router
from litestar.handlers import HTTPRouteHandler

from commonweal.plugin.host import Host
from commonweal.web.pages import NavigationItem, SlotFill
from commonweal.web.rendering import Owned


class Contributions:
    """Routes, pages, navigation, slots and rooms of every running plugin."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._taken: dict[tuple[str, str], str] = {}

    def routers(self) -> list[Router]:
        """Build the routers of all plugins; a plugin that claims another's route fails set-up."""
        routers = []
        for hook, page in (("commonweal_routes", False), ("commonweal_pages", True)):
            for contribution in self._host.collect(hook):
                plugin = contribution.plugin
                prefix = "/" if page else plugin.names.api_prefix
                handlers = list(contribution.value)
                if clash := self._clash(plugin.id, prefix, handlers):
                    self._host.fail(plugin.id, clash)
                    continue
                routers.append(
                    Router(
                        path=prefix,
                        route_handlers=handlers,
                        tags=[plugin.manifest.name],
                        opt={"plugin": plugin.id, "page": page},
                        include_in_schema=not page,
                    )
                )
        return routers

    def navigation(self) -> list[Owned]:
        """Gather the links of the layout."""
        return list(self._owned("commonweal_navigation", NavigationItem))

    def fills(self) -> list[Owned]:
        """Gather what plugins put into slots."""
        return list(self._owned("commonweal_slots", SlotFill))

    def rooms(self, name: str) -> dict[str, Path]:
        """Return the folders of one name, such as ``templates``, by plugin."""
        rooms = {plugin.id: plugin.package / name for plugin in self._host.running() if plugin.package}
        return {plugin_id: path for plugin_id, path in rooms.items() if path.is_dir()}

    def _owned(self, hook: str, kind: type) -> Iterable[Owned]:
        for contribution in self._host.collect(hook):
            plugin_id = contribution.plugin.id
            wrong = [each for each in contribution.value if not isinstance(each, kind)]
            if wrong:
                self._host.fail(plugin_id, f"{hook} gave {wrong[0]!r}, which is no {kind.__name__}")
                continue
            yield from (Owned(plugin_id, each) for each in contribution.value)

    def _clash(self, plugin_id: str, prefix: str, handlers: Sequence[Any]) -> str | None:
        """Claim the routes of a plugin; return who already has one of them."""
        claims = {
            (method, "/" + "/".join(part for part in f"{prefix}/{path}".split("/") if part))
            for handler in handlers
            if isinstance(handler, HTTPRouteHandler)
            for method in handler.http_methods
            for path in (handler.paths or {"/"})
        }
        for claim in sorted(claims):
            if owner := self._taken.get(claim):
                return f"{claim[0]} {claim[1]} is already served by plugin {owner}"
        self._taken.update(dict.fromkeys(claims, plugin_id))
        return None
