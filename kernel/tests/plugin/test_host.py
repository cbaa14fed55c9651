"""The host collects contributions in load order, each with its plugin, and decides at call time who is on."""

import sys

import pytest
from commonweal.plugin.contributions import Command
from commonweal.plugin.drivers import DriverError, driver
from commonweal.plugin.host import Host
from commonweal.plugin.settings import SettingsError
from commonweal.web import hooks as web_hooks
from commonweal.web.contributions import collect_handlers

COMMANDS = 'hooks = ["commonweal_commands"]\n'
HOME = "@hookimpl{}\ndef commonweal_commands():\n    return [Command({!r}, 'Help.', 'm:f')]\n"


def commands(name: str, marker: str = "") -> tuple[str, str]:
    return COMMANDS, HOME.format(marker, name)


def test_contributions_come_in_load_order_with_their_plugin(host_of):
    host = host_of(
        birch=(COMMANDS + 'requires = ["cedar"]', HOME.format("", "second")),
        cedar=commands("first"),
        aspen=(COMMANDS + 'after = ["birch"]', HOME.format("", "third")),
    )
    items = host.collect_each("commonweal_commands", Command)
    assert [(plugin.id, item.name) for plugin, item in items] == [
        ("cedar", "first"),
        ("birch", "second"),
        ("aspen", "third"),
    ]


def test_tryfirst_and_trylast_are_heeded(host_of):
    host = host_of(
        aspen=commands("last", "(trylast=True)"),
        birch=commands("middle"),
        cedar=commands("first", "(tryfirst=True)"),
    )
    names = [item.name for _, item in host.collect_each("commonweal_commands", Command)]
    assert names == ["first", "middle", "last"]


def test_a_wrapper_is_refused_since_nobody_would_call_it(host_of):
    code = "@hookimpl(wrapper=True)\ndef commonweal_commands():\n    return (yield)\n"
    host = host_of(aspen=(COMMANDS, code))
    assert "cannot be wrapped" in host.plugins["aspen"].reason


def test_a_context_is_the_plugins_own_with_its_settings_and_services(host_of):
    code = """
import msgspec
class Trees(msgspec.Struct):
    height: int = 3
@hookimpl
def commonweal_settings():
    return Trees
@hookimpl
def commonweal_health_checks(context):
    return [(context.id, context.settings.height, context.services.get(dict), context.package_path.name)]
"""
    hooks = 'hooks = ["commonweal_settings", "commonweal_health_checks"]'
    host = host_of(settings="[aspen]\nheight = 7", aspen=(hooks, code))
    host.services.provide(dict, {"a": "service"})
    [contribution] = host.collect("commonweal_health_checks")
    assert contribution.value == [("aspen", 7, {"a": "service"}, "site_aspen")]
    host.settings.finish()
    context = host.plugins["aspen"].context
    assert context is not None
    context.log.info("grown")


def test_a_wrong_setting_of_a_plugin_stops_the_start_with_its_name(host_of):
    code = """
import msgspec
class Trees(msgspec.Struct):
    height: int = 3
@hookimpl
def commonweal_settings():
    return Trees
"""
    with pytest.raises(SettingsError, match=r"aspen.height must be a whole number"):
        host_of(settings="[aspen]\nheight = 'tall'", aspen=('hooks = ["commonweal_settings"]', code))


def test_settings_that_are_no_struct_fail_the_plugin(host_of):
    host = host_of(
        aspen=(
            'hooks = ["commonweal_settings"]',
            "@hookimpl\ndef commonweal_settings():\n    return {'height': 3}\n",
        )
    )
    assert host.plugins["aspen"].state == "failed_setup"
    assert "msgspec.Struct" in host.plugins["aspen"].reason


def test_a_plugin_that_fails_late_takes_its_dependants_and_their_contributions_along(host_of):
    host = host_of(
        aspen=("", ""), birch=(COMMANDS + 'requires = ["aspen"]', HOME.format("", "b")), cedar=commands("c")
    )
    host.fail("aspen", "the bark beetle came")
    assert host.plugins["birch"].state == "missing_dependency"
    assert "the bark beetle came" in host.plugins["birch"].reason
    assert [plugin.id for plugin, _ in host.collect_each("commonweal_commands", Command)] == ["cedar"]


def test_a_rehearsal_finds_what_fails_in_set_up_and_forgives_that_services_are_missing(host_of):
    hook = 'hooks = ["commonweal_health_checks"]'
    code = "@hookimpl\ndef commonweal_health_checks(context):\n    "
    host = host_of(
        aspen=(hook, code + "raise RuntimeError('the bark beetle came')\n"),
        birch=(hook, code + "return context.services.get(dict)\n"),
        cedar=('requires = ["aspen"]', ""),
    )
    host.rehearse()
    assert [str(plugin.state) for plugin in host.plugins.values()] == [
        "failed_setup",
        "running",
        "missing_dependency",
    ]
    host.collect("commonweal_health_checks")
    assert "this process has no service dict" in host.plugins["birch"].reason


def test_a_name_claimed_twice_is_refused_with_both_owners(host_of):
    host = host_of(aspen=("", ""), birch=("", ""))
    assert host.claim("route", "/forest", "aspen")
    assert host.claim("route", "/forest", "aspen")
    assert host.claim("task", "/forest", "birch")
    assert not host.claim("route", "/forest", "birch")
    assert host.plugins["birch"].reason == (
        "route /forest already belongs to aspen; birch must choose another name"
    )


def test_an_address_goes_to_the_plugin_the_app_cannot_do_without(host_of):
    hooks = 'hooks = ["commonweal_pages"]'
    code = (
        "from litestar import get\n\n@get('/forest')\nasync def forest() -> None: ...\n\n"
        "@hookimpl\ndef commonweal_pages():\n    return [forest]\n"
    )
    host = host_of(web_hooks, aspen=(hooks, code), birch=(f'boot = "required"\n{hooks}', code))
    assert [served.manifest.id for served in collect_handlers(host)] == ["birch"]
    assert "GET /forest already belongs to birch" in host.plugins["aspen"].reason


def test_a_plugin_switched_off_is_off_at_once_with_those_that_need_it(host_of):
    host = host_of(aspen=("", ""), birch=('requires = ["aspen"]', ""), cedar=("", ""))
    host.switch("aspen", on=False)
    assert [host.is_enabled(name) for name in ("aspen", "birch", "cedar")] == [False, False, True]
    host.switch("aspen", on=True)
    assert host.is_enabled("birch")
    assert not host.is_enabled("nobody")


def test_only_enabled_plugins_are_imported(host_of):
    host = host_of(
        settings='[plugins]\nenabled = ["aspen"]', aspen=("", ""), birch=("", "import nothing_there")
    )
    assert [str(plugin.state) for plugin in host.plugins.values()] == ["running", "disabled"]
    assert "site_birch.plugin" not in sys.modules


def test_a_plugin_that_is_not_installed_cannot_be_chosen(host_of):
    with pytest.raises(
        SettingsError, match=r"plugins.disabled: there is no plugin 'apsen'; did you mean aspen\?"
    ):
        host_of(settings='[plugins]\ndisabled = ["apsen"]', aspen=("", ""))


def test_discovery_alone_imports_nothing(host_of, settings_with):
    host_of(settings='[plugins]\ndisabled = ["aspen"]', aspen=("", ""))
    host = Host(settings_with(), group="test.plugins")
    assert host.plugins["aspen"].state == "found"
    assert "site_aspen.plugin" not in sys.modules


def test_hooks_tell_who_implements_them_and_what_they_cost(host_of):
    host = host_of(aspen=commands("a"), birch=("", ""))
    host.collect("commonweal_commands")
    hook = next(hook for hook in host.hooks() if hook.name == "commonweal_commands")
    assert (hook.service, hook.signature) == ("plugin", "def commonweal_commands() -> list[Command]")
    assert hook.summary == "Add commands beside those of ``commonweal``."
    [use] = hook.implementers
    assert (use.plugin_id, use.calls, use.failures) == ("aspen", 1, 0)
    assert use.seconds > 0


def test_an_unknown_hook_is_the_callers_mistake(host_of):
    with pytest.raises(LookupError, match="did you mean commonweal_commands"):
        host_of().collect("commonweal_comands")


def test_a_driver_is_found_by_group_and_name():
    from commonweal.storage.drivers import ExternalServer

    assert driver("commonweal.databases", "external") is ExternalServer


def test_an_unknown_driver_is_named_with_the_nearest():
    with pytest.raises(
        DriverError, match=r"commonweal.databases has no driver 'embeded'; did you mean embedded"
    ):
        driver("commonweal.databases", "embeded")
    with pytest.raises(DriverError, match="the installed ones are: embedded, external"):
        driver("commonweal.databases", "xyz")


def test_a_driver_that_cannot_be_imported_says_so(host_of):
    host_of(aspen=("", "raise SystemExit(3)"))
    with pytest.raises(DriverError, match=r"driver 'aspen' of site-aspen 1.0 cannot be imported"):
        driver("test.plugins", "aspen")
