"""The hooks of the beacon, and what it does."""

import asyncio
from datetime import timedelta

from commonweal import (
    Event,
    Fragment,
    HealthCheck,
    NavigationItem,
    Page,
    RecordedEvent,
    Schedule,
    SlotFill,
    Subscription,
    TaskContext,
    UnitOfWork,
    Visit,
    emit,
    enqueue,
    event_type,
    hookimpl,
    task,
)
from litestar import get, post
from litestar.params import FromQuery

FLASH = "INSERT INTO beacon.flash (what) VALUES ($1)"


@event_type("beacon.lit")
class Lit(Event, frozen=True):
    """The beacon was lit."""

    number: int


async def hear(work: UnitOfWork, _recorded: RecordedEvent[Lit]) -> None:
    """Count an event."""
    await work.execute(FLASH, "handler")


@task("beacon.burn")
async def burn(context: TaskContext, *, seconds: float) -> None:
    """Burn for a while and count it."""
    await asyncio.sleep(seconds)
    async with context.database.write() as work:
        await work.execute(FLASH, "task")


@task("beacon.tick")
async def tick(context: TaskContext) -> None:
    """Count a second."""
    async with context.database.write() as work:
        await work.execute(FLASH, "tick")


@get("/", sync_to_thread=False)
def look() -> dict[str, str]:
    """Say that it is lit."""
    return {"light": "on"}


@get("/slow")
async def slow(seconds: FromQuery[float]) -> dict[str, str]:
    """Say so after a while."""
    await asyncio.sleep(seconds)
    return {"light": "on"}


@post("/lit", status_code=201)
async def light(request: Visit, seconds: FromQuery[float] = 0) -> dict[str, str]:
    """Emit an event and ask for a task."""
    async with request.web.database.write() as work:
        await emit(work, Lit(number=1))
        await enqueue(work, burn, seconds=seconds)
    return {"light": "on"}


@get("/beacon", sync_to_thread=False)
def show() -> Page:
    """Show it."""
    return Page("beacon/beacon.html")


async def seen(_visit: Visit, **_arguments: object) -> Fragment:
    """Tell the reader of a mission that the beacon is seen."""
    return Fragment("beacon/seen.html")


async def check() -> None:
    """Be well."""


@hookimpl
def commonweal_event_types() -> list[type[Event]]:
    """Declare the event."""
    return [Lit]


@hookimpl
def commonweal_subscriptions() -> list[Subscription]:
    """Hear of it."""
    return [Subscription(name="beacon.hear", event_types=[Lit], handler=hear)]


@hookimpl
def commonweal_tasks() -> list[object]:
    """Offer the tasks."""
    return [burn, tick]


@hookimpl
def commonweal_schedules() -> list[Schedule]:
    """Tick every second."""
    return [Schedule(name="beacon.ticking", task=tick, every=timedelta(seconds=1))]


@hookimpl
def commonweal_routes() -> list[object]:
    """Add the API."""
    return [look, slow, light]


@hookimpl
def commonweal_pages() -> list[object]:
    """Add the page."""
    return [show]


@hookimpl
def commonweal_navigation() -> list[NavigationItem]:
    """Lead to it."""
    return [NavigationItem(label="beacon-navigation", url="/beacon")]


@hookimpl
def commonweal_slots() -> list[SlotFill]:
    """Stand beside missions."""
    return [SlotFill(slot="missions.mission.aside", render=seen)]


@hookimpl
def commonweal_health_checks() -> list[HealthCheck]:
    """Have a check."""
    return [HealthCheck("light", check)]
