"""A forest that everybody may follow, and trees that only their keepers may."""

from uuid import UUID

from commonweal import Event, event_type, hookimpl
from commonweal_realtime.api import Revocation, Stream, Told, Topic


@event_type("grove.leaf_fell")
class LeafFell(Event, frozen=True):
    """A leaf fell from a tree."""

    tree: UUID
    number: int


@event_type("grove.keeper_left")
class KeeperLeft(Event, frozen=True):
    """Somebody looks after a tree no longer."""

    tree: UUID
    account: UUID


@event_type("grove.storm_came")
class StormCame(Event, frozen=True):
    """A storm, of which nobody can tell what it did."""

    tree: UUID


async def _everybody(work, principal, key):
    return True


async def _keepers(work, principal, key):
    if principal.kind == "guest":
        return False
    sql = "SELECT true FROM grove.keeper WHERE tree = $1 AND account = $2"
    return bool(await work.fetch_value(sql, key, principal.account_id))


LOST = set()
"""Fogs of which nobody can say who may follow them."""


async def _lost(work, principal, key):
    if key in LOST:
        await work.execute("SELECT 1 / 0")
    return True


async def _admins(work, principal, key):
    return "admin" in principal.roles


def _broken(recorded):
    raise ValueError("the storm took the words away")


@hookimpl
def commonweal_event_types():
    return [LeafFell, KeeperLeft, StormCame]


@hookimpl
def commonweal_streams():
    return Stream(
        topics=[
            Topic(name="forest", key="none", about="The whole forest.", may_follow=_everybody),
            Topic(name="tree", key="uuid", about="A tree.", may_follow=_keepers),
            Topic(name="canopy", key="none", about="What admins see.", may_follow=_admins),
            Topic(name="fog", key="name", about="A fog.", may_follow=_lost),
        ],
        told=[
            Told(
                topic="forest",
                name="leaf.fell",
                event_type=LeafFell,
                tell=lambda one: [(None, {"number": one.event.number})],
            ),
            Told(
                topic="tree",
                name="leaf.fell",
                event_type=LeafFell,
                tell=lambda one: [(one.event.tree, {"number": one.event.number})],
            ),
            Told(
                topic="tree",
                name="keeper.left",
                event_type=KeeperLeft,
                tell=lambda one: [(one.event.tree, {"account": one.event.account})],
            ),
            Told(
                topic="fog",
                name="leaf.lost",
                event_type=LeafFell,
                tell=lambda one: [("valley", {"number": one.event.number})],
            ),
            Told(topic="tree", name="storm.came", event_type=StormCame, tell=_broken),
            Told(
                topic="forest",
                name="storm.came",
                event_type=StormCame,
                tell=lambda one: [(None, {"tree": one.event.tree})],
            ),
        ],
        revocations=[
            Revocation(
                topic="tree", event_type=KeeperLeft, whom=lambda one: [(one.event.tree, one.event.account)]
            )
        ],
    )
