"""Plugins specify hooks of their own, and those that require them implement them."""

import sys

import pytest
from commonweal.plugin.executor import HookExecutor
from commonweal.plugin.loaded import PluginState

OAK = 'specifications = "oak_hooks.hooks"\nhooks = []\n'
HOOKS = '''
"""The hooks of the oak."""
from commonweal import PluginContext, hookspec, per_call

@hookspec
def commonweal_acorns(context: PluginContext) -> list[str]:
    """Name acorns."""

@per_call(timeout=1.0)
async def commonweal_taste(context: PluginContext, leaf: str) -> str:
    """Taste a leaf."""
'''
JAY = """
@hookimpl
def commonweal_acorns(context):
    return [f"from {context.id}"]

@hookimpl
async def commonweal_taste(context, leaf):
    return f"{context.id} likes {leaf}"
"""
JAY_MANIFEST = 'requires = ["oak"]\nhooks = ["commonweal_acorns", "commonweal_taste"]\n'


@pytest.fixture
def planted(host_of, tmp_path):
    """Start a host with an oak that specifies these hooks, and with others."""

    def start(hooks, **others):
        package = tmp_path / "leaves" / "oak_hooks"
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        (package / "hooks.py").write_text(hooks)
        sys.path.insert(0, str(package.parent))
        return host_of(oak=(OAK, ""), **others)

    yield start
    sys.path[:] = [entry for entry in sys.path if not entry.endswith("leaves")]
    for module in ("oak_hooks", "oak_hooks.hooks"):
        sys.modules.pop(module, None)


def test_a_plugin_that_requires_another_implements_its_hooks(planted):
    host = planted(HOOKS, jay=(JAY_MANIFEST, JAY))

    assert [plugin.state for plugin in host.plugins.values()] == [PluginState.RUNNING] * 2
    assert [(each.plugin.id, each.value) for each in host.collect("commonweal_acorns")] == [
        ("jay", ["from jay"])
    ]
    described = {hook.name: hook for hook in host.hooks()}
    assert described["commonweal_taste"].service == "oak_hooks"
    assert [use.plugin_id for use in described["commonweal_taste"].implementers] == ["jay"]


async def test_its_per_call_hooks_are_called_like_the_kernels(planted):
    host = planted(HOOKS, jay=(JAY_MANIFEST, JAY))
    [outcome] = await HookExecutor(host).call("commonweal_taste", leaf="oak leaves")

    assert (outcome.plugin_id, outcome.value) == ("jay", "jay likes oak leaves")


def test_without_requiring_it_a_plugin_does_not_know_its_hooks(planted):
    host = planted(HOOKS, jay=(JAY_MANIFEST.replace('requires = ["oak"]\n', ""), JAY))

    assert host.plugins["jay"].state is PluginState.INCOMPATIBLE
    assert "commonweal_acorns, which is not a hook" in host.plugins["jay"].reason


def test_a_misspelt_hook_is_told_with_the_nearest(planted):
    code = JAY.replace("commonweal_acorns", "commonweal_acorn")
    host = planted(HOOKS, jay=(JAY_MANIFEST.replace("commonweal_acorns", "commonweal_acorn"), code))

    assert host.plugins["jay"].state is PluginState.FAILED_SETUP
    assert "commonweal_acorns" in host.plugins["jay"].reason


@pytest.mark.parametrize(
    ("hooks", "words"),
    [
        ('"""No hooks."""', "specifies no hook"),
        (HOOKS.replace("commonweal_acorns", "commonweal_commands"), "specifies already"),
        ("raise RuntimeError('no leaves')", "no leaves"),
    ],
)
def test_wrong_specifications_fail_their_plugin_and_those_that_need_it(planted, hooks, words):
    host = planted(hooks, jay=(JAY_MANIFEST, JAY))

    assert host.plugins["oak"].state is PluginState.FAILED_IMPORT
    assert words in host.plugins["oak"].reason
    assert host.plugins["jay"].state is PluginState.MISSING_DEPENDENCY
