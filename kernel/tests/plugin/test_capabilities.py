"""What the kernel hands to a plugin is what its manifest says that it uses."""

import pytest
from commonweal.plugin.acting import acting_as
from commonweal.plugin.context import CapabilityMissing, SecretMissing, ServiceMissing
from commonweal.plugin.names import Names
from commonweal.plugin.secret import Secret
from commonweal.plugin.settings import SettingsError


class Store:
    """A service that wants a capability."""


class Client:
    """A service of which each plugin has its own."""

    def __init__(self, context):
        self.owner = context.id


@pytest.fixture
def two(host_of):
    """A plugin that names its capabilities and one that does not."""
    host = host_of(aspen=('capabilities = ["blobs", "http"]', ""), birch=("", ""))
    host.services.provide(Store, Store(), capability="blobs")
    host.services.provide_each(Client, Client, capability="http")
    host.services.provide(dict, {"free": "for all"})
    return host


def context_of(host, plugin_id):
    return host.plugins[plugin_id].context


def test_a_capability_in_the_manifest_opens_its_service(two):
    aspen = context_of(two, "aspen").services
    assert aspen.get(Store) is two.services.get(Store)
    assert aspen.get(Client).owner == "aspen"
    assert aspen.get(Client) is aspen.get(Client)
    assert context_of(two, "birch").services.get(dict) == aspen.get(dict) == {"free": "for all"}


@pytest.mark.parametrize(("kind", "capability"), [(Store, "blobs"), (Client, "http")])
def test_without_it_the_plugin_is_told_what_to_add_where(two, kind, capability):
    refused = (
        f'plugin birch may not use {kind.__name__}: add "{capability}" to capabilities in its manifest.toml'
    )
    with pytest.raises(CapabilityMissing, match=refused):
        context_of(two, "birch").services.get(kind)
    with acting_as("birch"), pytest.raises(CapabilityMissing, match=refused):
        two.services.get(kind)  # the way round, through the host


def test_code_of_a_plugin_finds_its_own_whichever_way_it_asks(two):
    with acting_as("aspen"):
        assert two.services.get(Client) is context_of(two, "aspen").services.get(Client)
    with acting_as("birch"):
        assert context_of(two, "aspen").services.get(Client).owner == "aspen"
    with pytest.raises(ServiceMissing, match="no service Client"):
        two.services.get(Client)  # the kernel has none


def test_a_service_a_plugin_provides_is_found_by_all_and_not_provided_twice(two):
    context_of(two, "aspen").services.provide(list, [1])
    assert context_of(two, "birch").services.get(list) == two.services.get(list) == [1]
    for kind in (list, Client):
        with pytest.raises(ServiceMissing, match="already is a service"):
            context_of(two, "birch").services.provide(kind, object())


SECRETS = 'capabilities = ["secrets"]\nsecrets = ["stripe_key", "other"]'


def test_a_secret_comes_from_its_section_and_is_never_shown(host_of):
    host = host_of(settings='[secrets]\naspen__stripe_key = "sk_live_hush"', aspen=(SECRETS, ""))
    found = context_of(host, "aspen").secret("stripe_key")
    assert found == Secret("sk_live_hush")
    assert found.reveal() == "sk_live_hush"
    [shown, _] = [row for row in host.settings.effective() if row.section == "secrets"][::-1]
    assert (shown.key, shown.value) == ("aspen__stripe_key", "•••")
    assert "hush" not in f"{found} {found!r} {host.settings.effective()} {context_of(host, 'aspen')!r}"
    assert Names.of("pine-tree").secret_key("pin") == "pine_tree__pin"


def test_a_secret_of_the_environment_wins(host_of, settings_with):
    from commonweal.plugin.host import Host

    host = host_of(aspen=(SECRETS, ""))
    settings = settings_with(
        '[secrets]\naspen__stripe_key = "old"', COMMONWEAL_SECRETS__ASPEN__STRIPE_KEY="new"
    )
    again = Host(settings, group="test.plugins")
    again.load()
    assert context_of(again, "aspen").secret("stripe_key").reveal() == "new"
    with pytest.raises(SecretMissing, match="set COMMONWEAL_SECRETS__ASPEN__OTHER"):
        context_of(again, "aspen").secret("other")
    assert context_of(host, "aspen").id == "aspen"


def test_secrets_nobody_names_are_refused(host_of):
    host = host_of(aspen=(SECRETS, ""), birch=("", ""))
    with pytest.raises(CapabilityMissing, match=r'add "pin" to secrets in its manifest\.toml'):
        context_of(host, "aspen").secret("pin")
    with pytest.raises(CapabilityMissing, match='plugin birch may not use secrets: add "secrets" to capab'):
        context_of(host, "birch").secret("stripe_key")


def test_a_secret_in_the_settings_that_no_plugin_names_is_a_mistake_of_the_operator(host_of):
    with pytest.raises(SettingsError, match=r"secrets\.aspen__stripe_kee; did you mean aspen__stripe_key\?"):
        host_of(settings='[secrets]\naspen__stripe_kee = "sk"', aspen=(SECRETS, ""))
