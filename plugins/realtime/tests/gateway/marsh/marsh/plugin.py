"""Public pools, and nests that only their owners may follow."""

from uuid import UUID

from commonweal import Event, event_type, hookimpl
from commonweal_realtime.api import Part, Revocation, Stream, Told, Topic


@event_type("marsh.rippled")
class Rippled(Event, frozen=True):
    """Something moved in a pool; ``weight`` makes its frame heavy."""

    pool: str
    number: int
    weight: int = 0


@event_type("marsh.stirred")
class Stirred(Event, frozen=True):
    """Something moved in a nest."""

    nest: UUID
    number: int


@event_type("marsh.left")
class NestLeft(Event, frozen=True):
    """A nest is nobody's any more."""

    nest: UUID
    owner: UUID


LEFT = set()
NEWEST = {}


async def _anybody(work, principal, key):
    return True


async def _owner(work, principal, key):
    return principal.kind != "guest" and principal.id == str(key) and key not in LEFT


async def _counts(work, pools):
    return {pool: {"newest": NEWEST.get(pool, 0)} for pool in pools}


def _rippled(recorded):
    event = recorded.event
    more = {"filler": "~" * event.weight} if event.weight else {}
    return [(event.pool, {"number": event.number, **more})]


@hookimpl
def commonweal_event_types():
    return [Rippled, Stirred, NestLeft]


@hookimpl
def commonweal_streams(context):
    return Stream(
        topics=[
            Topic(name="pool", key="name", about="A pool.", may_follow=_anybody, presence=True),
            Topic(name="nest", key="uuid", about="A nest.", may_follow=_owner),
        ],
        told=[
            Told(topic="pool", name="pool.rippled", event_type=Rippled, tell=_rippled),
            Told(
                topic="nest",
                name="nest.stirred",
                event_type=Stirred,
                tell=lambda one: [(one.event.nest, {"number": one.event.number})],
            ),
        ],
        parts=[Part(topic="pool", name="newest", read=_counts)],
        revocations=[
            Revocation(
                topic="nest", event_type=NestLeft, whom=lambda one: [(one.event.nest, one.event.owner)]
            )
        ],
    )
