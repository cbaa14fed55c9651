"""Kinds are checked when they are collected; a plugin with a wrong one fails, and is told what to change."""

from pathlib import Path

import commonweal_locales
import msgspec
import pytest
from commonweal import Catalogue, Event, LocaleSource, event_type
from commonweal.i18n.sources import plugin_sources
from commonweal_notifications.deciding.kinds import fault, kinds_of


@event_type("bells.cracked")
class Cracked(Event, frozen=True):
    """What no plugin declares."""


@pytest.fixture
def good(installed_bells):
    return installed_bells.KINDS[0]


@pytest.fixture
def words(installed_bells):
    kernel = LocaleSource("kernel", "en", Path(commonweal_locales.__file__).parent / "en" / "ftl" / "kernel")
    catalogue = Catalogue([kernel, *plugin_sources("bells", Path(installed_bells.__file__).parent)])
    return catalogue.translator(catalogue.negotiate("en"))


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
        (
            {"name": "bells.broke_down"},
            "bells-broke-down-label, bells-broke-down-title, bells-broke-down-text in every language",
        ),
    ],
)
def test_a_wrong_kind_is_named_with_what_to_change(good, emitted, words, more, told):
    assert told in fault("bells", wrong(good, **more), set(), emitted, words)


def test_a_good_kind_is_taken_and_its_name_is_taken_once(good, emitted, words):
    assert fault("bells", good, set(), emitted, words) == ""
    assert "declared twice" in fault("bells", good, {good.name}, emitted, words)


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
