"""Kinds are checked when they are collected; a plugin with a wrong one fails, and is told what to change."""

import msgspec
import pytest
from commonweal import Event, event_type
from commonweal_notifications.deciding.kinds import fault, kinds_of


@event_type("bells.cracked")
class Cracked(Event, frozen=True):
    """What no plugin declares."""


@pytest.fixture
def good(installed_bells):
    return installed_bells.KINDS[0]


@pytest.fixture
def emitted(installed_bells):
    return {"bells.rang": installed_bells.Rang}


def wrong(kind, **more):
    return msgspec.structs.replace(kind, **more)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"name": "gongs.rang"}, "must be written as bells.something"),
        ({"name": "bells.Rang"}, "must be written as bells.something"),
        ({"name": "bells"}, "must be written as bells.something"),
        ({"event_types": []}, "nobody would ever be told"),
        ({"event_types": [Cracked]}, "waits for bells.cracked, which no running plugin declares"),
        ({"samples": []}, "has no samples"),
        ({"audience": frozenset()}, "has no audience"),
    ],
)
def test_a_wrong_kind_is_named_with_what_to_change(good, emitted, more, told):
    assert told in fault("bells", wrong(good, **more), set(), emitted)


def test_a_good_kind_is_taken_and_its_name_is_taken_once(good, emitted):
    assert fault("bells", good, set(), emitted) == ""
    assert "declared twice" in fault("bells", good, {good.name}, emitted)


async def test_a_plugin_with_a_wrong_kind_fails_and_says_why(host_with, installed_bells, monkeypatch):
    twice = [*installed_bells.KINDS, installed_bells.KINDS[0]]
    monkeypatch.setattr(installed_bells, "KINDS", twice)
    with pytest.raises(AssertionError, match=r"the kind bells\.rang is declared twice"):
        async with host_with("bells"):
            pass


async def test_every_kind_of_the_plugins_that_run_is_known_and_acts_as_its_plugin(site, installed_bells):
    kinds = kinds_of(site.host.services)
    own = [name for name in kinds if name.startswith("bells.")]
    assert own == [kind.name for kind in installed_bells.KINDS]
    assert kinds is kinds_of(site.host.services)
    subscribed = site.runtime.registry.subscriptions
    assert {f"notifications.{name.replace('-', '_')}" for name in kinds} <= set(subscribed)
    assert not any(subscribed[f"notifications.{name}"].item.replay for name in own)
