"""Plugins are switched while the app runs: what follows is named first, and decided at each call."""

from uuid import UUID, uuid4

import pytest
from commonweal.plugin.manifest import Manifest
from commonweal.plugin.selection import Switch, Switches
from commonweal.plugin.switching import SwitchRefused, plan_switch
from hypothesis import given
from hypothesis import strategies as st


@pytest.fixture
def host(host_of):
    """Five plugins: birch needs aspen, cedar needs birch; elm is required; fir is left to organisations."""
    return host_of(
        aspen=("", ""),
        birch=('requires = ["aspen"]', ""),
        cedar=('requires = ["birch"]', ""),
        douglas=("", ""),
        elm=('boot = "required"\nrequires = ["douglas"]', ""),
        fir=('scope = "organisation"', ""),
        ginkgo=('scope = "organisation"\nrequires = ["fir"]', ""),
    )


def test_a_plan_names_what_follows_and_changes_nothing(host):
    plan = plan_switch(host, "aspen", on=False)
    assert plan.follow == ("birch", "cedar")
    assert host.is_enabled("aspen")
    host.apply([plan.switch])
    assert [host.is_enabled(each) for each in ("aspen", "birch", "cedar", "douglas")] == [
        False,
        False,
        False,
        True,
    ]
    assert plan_switch(host, "aspen", on=True).follow == ("birch", "cedar")


def test_what_was_switched_off_by_itself_stays_off_when_its_requirement_comes_back(host):
    host.apply([Switch("aspen", None, on=False), Switch("birch", None, on=False)])
    assert plan_switch(host, "aspen", on=True).follow == ()
    host.apply([Switch("aspen", None, on=True), Switch("birch", None, on=False)])
    assert [host.is_enabled(each) for each in ("aspen", "birch", "cedar")] == [True, False, False]


@pytest.mark.parametrize(
    ("plugin_id", "on", "obstacle", "names", "words"),
    [
        ("elm", False, "required", ("elm",), "plugin elm is required"),
        ("douglas", False, "required", ("elm",), "because elm requires it"),
        ("apsen", False, "unknown", (), "did you mean aspen"),
    ],
)
def test_what_cannot_be_switched_says_why(host, plugin_id, on, obstacle, names, words):
    with pytest.raises(SwitchRefused, match=words) as refused:
        plan_switch(host, plugin_id, on=on)
    assert (refused.value.obstacle, refused.value.names) == (obstacle, names)


def test_a_plugin_cannot_be_on_without_what_it_requires(host):
    host.apply([Switch("aspen", None, on=False), Switch("birch", None, on=False)])
    with pytest.raises(SwitchRefused, match="requires aspen, which is off: switch that on first"):
        plan_switch(host, "birch", on=True)


def test_a_plugin_that_did_not_load_cannot_be_switched(host_of):
    host = host_of(aspen=("", "raise RuntimeError('no sap')"))
    with pytest.raises(SwitchRefused, match=r"not loaded \(failed_import: RuntimeError: no sap") as refused:
        plan_switch(host, "aspen", on=True)
    assert refused.value.obstacle == "not_running"


def test_organisations_switch_on_what_is_left_to_them(host):
    one, other = uuid4(), uuid4()
    assert [host.is_enabled("fir", who) for who in (one, other, None)] == [False, False, True]
    host.apply([plan_switch(host, "fir", on=True, organisation_id=one).switch])
    assert [host.is_enabled("fir", who) for who in (one, other)] == [True, False]
    host.apply([Switch("fir", one, on=True), Switch("fir", None, on=False)])
    assert not host.is_enabled("fir", one), "what is off for the deployment is off for everyone"


def test_what_an_organisation_has_on_needs_what_it_requires_to_be_on_there(host):
    one = uuid4()
    with pytest.raises(SwitchRefused, match="requires fir"):
        plan_switch(host, "ginkgo", on=True, organisation_id=one)
    host.apply([Switch("fir", one, on=True), Switch("ginkgo", one, on=True)])
    assert host.is_enabled("ginkgo", one)
    assert plan_switch(host, "fir", on=False, organisation_id=one).follow == ("ginkgo",)
    host.apply([Switch("fir", one, on=False), Switch("ginkgo", one, on=True)])
    assert not host.is_enabled("ginkgo", one)


def test_what_is_switched_for_the_deployment_is_not_switched_for_one_organisation(host):
    with pytest.raises(SwitchRefused, match="whole deployment") as refused:
        plan_switch(host, "aspen", on=False, organisation_id=uuid4())
    assert refused.value.obstacle == "scope"


def test_the_report_shows_what_was_switched_off_and_what_is_off_with_it(host):
    host.apply([Switch("birch", None, on=False)])
    shown = {each.id: (each.state, each.reason) for each in host.report()}
    assert shown["birch"] == ("disabled", "switched off; `commonweal plugins enable` switches it on")
    assert shown["cedar"] == ("disabled", "off with birch, which it requires")
    assert shown["aspen"] == ("running", "")


def test_parts_of_the_process_are_told_of_every_switch(host):
    told = []
    host.on_switch.append(lambda: told.append(host.is_enabled("aspen")))
    host.apply([Switch("aspen", None, on=False)])
    host.apply([])
    assert told == [False, True]


def test_what_is_under_way_is_counted_by_plugin(host):
    with host.at_work("aspen"), host.at_work("aspen"):
        assert host.under_way["aspen"] == 2
    with pytest.raises(RuntimeError), host.at_work("aspen"):
        raise RuntimeError
    assert host.under_way["aspen"] == 0


NAMES = ("aa", "bb", "cc", "dd", "ee")
ORGANISATIONS = (UUID(int=1), UUID(int=2))


@st.composite
def forests(draw):
    """Plugins that require some of those before them, each of either scope, and switches of them."""
    manifests = {}
    for number, name in enumerate(NAMES):
        scope = draw(st.sampled_from(["deployment", "organisation"]))
        requires = tuple(each for each in NAMES[:number] if draw(st.booleans()))
        manifests[name] = Manifest(id=name, name=name, plugin_api=">=1", scope=scope, requires=requires)
    one = st.builds(Switch, st.sampled_from(NAMES), st.sampled_from([None, *ORGANISATIONS]), st.booleans())
    return manifests, draw(st.lists(one, max_size=8))


@given(forests())
def test_a_plugin_is_on_where_it_and_all_it_requires_was_left_on_or_switched_on(forest):
    manifests, given_ = forest
    known = {(each.plugin_id, each.organisation_id): each.on for each in given_}

    def is_on(name, where):
        manifest = manifests[name]
        here = where is None or manifest.scope == "deployment" or known.get((name, where), False)
        return (
            known.get((name, None), True) and here and all(is_on(each, where) for each in manifest.requires)
        )

    switches = Switches(manifests)
    switches.replace(given_)
    for name in NAMES:
        for where in (None, *ORGANISATIONS):
            assert switches.is_off(name, where) is not is_on(name, where), (name, where)
