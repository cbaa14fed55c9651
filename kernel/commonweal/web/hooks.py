"""The hooks of the web floor: routes, pages, navigation, slots, problem codes and authentication."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from commonweal.plugin.context import PluginContext
from commonweal.plugin.markers import hookspec, per_call
from commonweal.web.gateway import Gateway
from commonweal.web.pages import NavigationItem, SlotFill
from commonweal.web.principals import Principal


@hookspec
def commonweal_routes(context: PluginContext) -> Sequence[Any]:
    """Add Litestar handlers to the JSON API, below ``/api/v1/<plugin id>``.

    A handler asks for ``request: Visit`` to know who calls and to reach the services. Bodies are structs that
    forbid unknown fields; lists are answered as ``Items``; a refusal is raised as ``Refusal``.

    Example:
    >>> from litestar import get
    >>> from commonweal import hookimpl
    >>> @get("/", sync_to_thread=False)
    ... def forecast() -> dict[str, str]:
    ...     '''Tell tomorrow's weather.'''
    ...     return {"sky": "clear"}
    >>> @hookimpl
    ... def commonweal_routes(context):
    ...     return [forecast]
    >>> len(commonweal_routes(None))
    1

    """


@hookspec
def commonweal_gateways(context: PluginContext) -> Sequence[Gateway]:
    """Serve addresses whose connections stay open, in processes made for that (``commonweal gateway``).

    Example:
    >>> from contextlib import asynccontextmanager
    >>> from commonweal import Gateway, hookimpl
    >>> @asynccontextmanager
    ... async def serve(attached):
    ...     async def tell_time(scope, receive, send):
    ...         await send({"type": "http.response.start", "status": 200, "headers": []})
    ...         await send({"type": "http.response.body", "body": b"noon"})
    ...     yield tell_time
    >>> @hookimpl
    ... def commonweal_gateways(context):
    ...     return [Gateway(addresses=["/api/v1/weather/clock"], serve=serve)]
    >>> commonweal_gateways(None)[0].addresses
    ['/api/v1/weather/clock']

    """


@hookspec
def commonweal_pages(context: PluginContext) -> Sequence[Any]:
    """Add Litestar handlers that answer with a ``Page``, at the addresses they state.

    Example:
    >>> from litestar import get
    >>> from commonweal import Page, hookimpl
    >>> @get("/weather", sync_to_thread=False)
    ... def weather() -> Page:
    ...     '''Show tomorrow's weather.'''
    ...     return Page("weather/tomorrow.html", {"sky": "clear"})
    >>> @hookimpl
    ... def commonweal_pages(context):
    ...     return [weather]
    >>> len(commonweal_pages(None))
    1

    """


@hookspec
def commonweal_navigation(context: PluginContext) -> Sequence[NavigationItem]:
    """Add links to the layout of every page; ``label`` is a message id.

    Example:
    >>> from commonweal import NavigationItem, hookimpl
    >>> @hookimpl
    ... def commonweal_navigation(context):
    ...     return [NavigationItem(label="weather-navigation", url="/weather", icon="globe")]
    >>> commonweal_navigation(None)[0].area
    'main'

    """


@hookspec
def commonweal_sign_in() -> str:
    """Name the page where guests sign in; it is told in ``next`` where they wanted to go.

    Example:
    >>> from commonweal import hookimpl
    >>> @hookimpl
    ... def commonweal_sign_in():
    ...     return "/sign-in"
    >>> commonweal_sign_in()
    '/sign-in'

    """


@hookspec
def commonweal_slots(context: PluginContext) -> Sequence[SlotFill]:
    """Fill slots in the pages of others; a late or failing fill is left out and logged.

    Example:
    >>> import asyncio
    >>> from commonweal import Fragment, SlotFill, hookimpl
    >>> async def forecast(visit, mission):
    ...     return Fragment("weather/beside_mission.html", {"place": mission})
    >>> @hookimpl
    ... def commonweal_slots(context):
    ...     return [SlotFill(slot="missions.mission.aside", render=forecast)]
    >>> asyncio.run(commonweal_slots(None)[0].render(None, mission="Lima")).context
    {'place': 'Lima'}

    """


@hookspec
def commonweal_problem_codes() -> Mapping[str, int]:
    """Add codes of problem documents with their HTTP status.

    The words are the messages ``<plugin id>-problem-<code>-title`` and ``-detail``, underscores as dashes.

    Example:
    >>> from commonweal import hookimpl
    >>> @hookimpl
    ... def commonweal_problem_codes():
    ...     return {"station_offline": 503}
    >>> commonweal_problem_codes()
    {'station_offline': 503}

    """


@per_call(timeout=2.0, first_result=True)
async def commonweal_find_organisation(context: PluginContext, named: str) -> UUID | None:
    """Say which organisation is called so in addresses, by its slug or its id; None when none is.

    The kernel asks before it serves an address with ``{organisation}`` of a plugin that organisations switch
    on by themselves, and for ``--organisation`` on the command line.

    Example:
    >>> import asyncio
    >>> from uuid import UUID
    >>> from commonweal import hookimpl
    >>> KNOWN = {"clear-water": UUID(int=7)}
    >>> @hookimpl
    ... async def commonweal_find_organisation(named):
    ...     return KNOWN.get(named)
    >>> asyncio.run(commonweal_find_organisation("clear-water")).int
    7

    """


@per_call(timeout=2.0, first_result=True)
async def commonweal_authenticate(
    context: PluginContext,
    headers: Mapping[str, str],
    cookies: Mapping[str, str],
    answer: Callable[[str, str], None],
) -> Principal | None:
    """Say who makes a request, from its headers (names in lower case) and cookies; None when you cannot tell.

    Raise ``Refusal`` for credentials that are yours but not valid. Asked only when there are credentials.
    ``answer(name, value)`` adds a header to the answer, such as ``set-cookie`` for a renewed session.

    Example:
    >>> import asyncio
    >>> from commonweal import Principal, hookimpl
    >>> @hookimpl
    ... async def commonweal_authenticate(headers, cookies):
    ...     if headers.get("authorization") == "Bearer station-7":
    ...         return Principal(kind="service", id="station-7")
    >>> asyncio.run(commonweal_authenticate({"authorization": "Bearer station-7"}, {})).key
    'service:station-7'

    """
