"""Every hook of every service is documented, and its example runs."""

import doctest
import inspect
from importlib import import_module
from importlib.resources import files

import pytest
from commonweal.plugin.markers import HOOK_PREFIX, hookimpl

SERVICES = sorted(
    room.name
    for room in files("commonweal").iterdir()
    if room.is_dir() and room.joinpath("hooks.py").is_file()
)
SPECIFICATIONS = {
    name: function
    for service in SERVICES
    for name, function in vars(import_module(f"commonweal.{service}.hooks")).items()
    if hasattr(function, "commonweal_spec")
}


def test_the_services_with_hooks_are_found():
    assert {"plugin", "storage", "i18n", "web"} <= set(SERVICES)


@pytest.mark.parametrize("name", SPECIFICATIONS)
def test_a_hook_is_typed_and_documented(name):
    function = SPECIFICATIONS[name]
    signature = inspect.signature(function)
    assert name.startswith(HOOK_PREFIX)
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(parameter.annotation is not parameter.empty for parameter in signature.parameters.values())
    first_line = (inspect.getdoc(function) or "").partition("\n")[0]
    assert first_line.endswith("."), f"{name} needs a docstring whose first line is a sentence"


@pytest.mark.parametrize("name", SPECIFICATIONS)
def test_a_hook_has_an_example_that_implements_it_and_runs(name):
    function = SPECIFICATIONS[name]
    assert "Example:" in (function.__doc__ or "")
    example = doctest.DocTestParser().get_doctest(inspect.getdoc(function), {}, name, None, None)
    report: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=report.append, clear_globs=False)
    assert not report, "".join(report)
    implementation = example.globs.get(name)
    assert hasattr(implementation, "commonweal_impl"), f"the example must define {name} with @hookimpl"
    assert set(inspect.signature(implementation).parameters) <= set(inspect.signature(function).parameters)
    asynchronous = hasattr(function, "commonweal_per_call")
    assert (
        inspect.iscoroutinefunction(function) is inspect.iscoroutinefunction(implementation) is asynchronous
    )


def test_the_markers_are_those_plugin_authors_import():
    import commonweal

    assert commonweal.hookimpl is hookimpl
