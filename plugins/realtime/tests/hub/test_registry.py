"""Streams are checked when they are collected: what is wrong fails its own plugin, and says why."""

import sys

import pytest
from commonweal import Event, RecordedEvent, event_type
from commonweal_realtime.api import Part, Revocation, Stream, Told, Topic
from commonweal_realtime.hub.registry import Registry

PAIR = {"glade": "", "grove": ""}


@event_type("glade.lit")
class Lit(Event, frozen=True):
    pass


@event_type("glade.darkened")
class Darkened(Event, frozen=True):
    pass


class Nameless(Event, frozen=True):
    pass


async def anybody(work, principal, key):
    return True


async def nothing(work, keys):
    return {}


def tell(recorded: RecordedEvent):
    return []


def topic(name="glade", key="none", about="A glade."):
    return Topic(name=name, key=key, about=about, may_follow=anybody)


def told(where="glade", name="glade.lit", event_type=Lit):
    return Told(topic=where, name=name, event_type=event_type, tell=tell)


def part(where="glade", name="light"):
    return Part(topic=where, name=name, read=nothing)


GLADE = Stream(topics=[topic()], told=[told()], parts=[part()])


@pytest.fixture
def collect(tmp_path, settings_with):
    """Return what collects the streams of two plugins that were installed for it, and the plugins."""
    from commonweal.plugin.host import Host
    from commonweal_realtime import hooks

    def collect(glade, grove=None):
        folder = tmp_path / "installed"
        for name, stream in (("glade", glade), ("grove", grove)):
            _install(folder, name)
            sys.modules[f"{name}_streams"] = type(sys)(f"{name}_streams")
            sys.modules[f"{name}_streams"].stream = stream
        sys.path.insert(0, str(folder))
        try:
            host = Host(settings_with(COMMONWEAL_PLUGINS__ENABLED="glade,grove"), specifications=[hooks])
            host.load()
        finally:
            sys.path.remove(str(folder))
            for name in [each for each in sys.modules if each.partition(".")[0].startswith(tuple(PAIR))]:
                if not name.endswith("_streams"):
                    del sys.modules[name]
        registry = Registry.collect(host)
        return registry, host.plugins["glade"], host.plugins["grove"]

    return collect


@pytest.fixture
def settings_with(tmp_path):
    from commonweal.plugin.settings import Settings

    return lambda **environ: Settings.load({"COMMONWEAL_HOME": str(tmp_path / "home"), **environ})


def _install(folder, name):
    package, metadata = folder / f"{name}_plugin", folder / f"{name}_plugin-1.0.dist-info"
    package.mkdir(parents=True)
    metadata.mkdir()
    (package / "__init__.py").touch()
    (package / "manifest.toml").write_text(
        f'id = "{name}"\nname = "{name}"\nplugin_api = ">=1.0,<2"\nhooks = ["commonweal_streams"]\n'
    )
    (package / "plugin.py").write_text(
        "import sys\nfrom commonweal import hookimpl\n\n\n@hookimpl\ndef commonweal_streams(context):\n"
        f'    return sys.modules["{name}_streams"].stream\n'
    )
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}-plugin\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(f"[commonweal.plugins]\n{name} = {name}_plugin.plugin\n")


def test_plugins_tell_and_add_parts_in_each_others_topics(collect):
    grove = Stream(told=[told(name="grove.dark", event_type=Darkened)], parts=[part(name="shade")])
    registry, glade, other = collect(GLADE, grove)
    known = registry.topics["glade"]
    assert glade.state == other.state == "running"
    assert {name: each.owner for name, each in known.told.items()} == {
        "glade.lit": "glade",
        "glade.darkened": "grove",
    }
    assert list(known.parts) == ["light", "shade"]


def test_one_frame_may_be_made_of_several_events_of_its_plugin(collect):
    stream = Stream(topics=[topic()], told=[told(), told(event_type=Darkened)])
    registry, glade, _ = collect(stream)
    assert glade.state == "running", glade.reason
    assert len(registry.topics["glade"].told) == 2


WRONG = {
    "no name of a topic": Stream(topics=[topic("The Glade")]),
    "no name of a topic; ": Stream(topics=[topic("glade:one")]),
    "lacks the sentence": Stream(topics=[topic(about=" ")]),
    "the topic glade is declared twice": Stream(topics=[topic(), topic()]),
    "'forest' is declared by no running plugin": Stream(topics=[topic()], told=[told("forest")]),
    "'wood' is declared by no running plugin": Stream(topics=[topic()], parts=[part("wood")]),
    "'heath' is declared by no running plugin": Stream(
        revocations=[Revocation(topic="heath", event_type=Lit, whom=tell)]
    ),
    "no name of a frame": Stream(topics=[topic()], told=[told(name="Lit!")]),
    "'heartbeat' is no name of a frame": Stream(topics=[topic()], told=[told(name="heartbeat")]),
    "glade.lit is told twice in the topic glade": Stream(topics=[topic()], told=[told(), told(name="other")]),
    "is no event type": Stream(topics=[topic()], told=[told(event_type=Nameless)]),
    "no name of a part": Stream(topics=[topic()], parts=[part(name="")]),
    "the part light of glade is there already": Stream(topics=[topic()], parts=[part(), part()]),
    "gave str where Stream is expected": "a stream",
}


@pytest.mark.parametrize("reason", WRONG)
def test_a_wrong_stream_fails_its_own_plugin_and_no_other(collect, reason):
    healthy = Stream(topics=[topic("grove")], told=[told("grove")])
    registry, glade, grove = collect(WRONG[reason], healthy)
    assert glade.state == "failed_setup"
    assert reason in glade.reason
    assert grove.state == "running", grove.reason
    assert list(registry.topics) == ["grove"]


TAKEN = {
    "topic glade already belongs to glade": Stream(topics=[topic()]),
    "glade.lit in glade already belongs to glade": Stream(told=[told(event_type=Darkened)]),
    "glade.lit is told twice in the topic glade": Stream(told=[told(name="grove.lit")]),
    "the part light of glade is there already": Stream(parts=[part()]),
}


@pytest.mark.parametrize("reason", TAKEN)
def test_what_belongs_to_another_plugin_is_refused(collect, reason):
    registry, glade, grove = collect(GLADE, TAKEN[reason])
    assert glade.state == "running"
    assert grove.state == "failed_setup"
    assert reason in grove.reason
    assert {each.owner for each in registry.topics["glade"].told.values()} == {"glade"}
