"""Every hook, of the kernel and of our plugins, is documented, shown by example, and tried by a test."""

import ast
import doctest
import inspect
import re
from pathlib import Path

import pytest
from commonweal.plugin.settings import Settings
from commonweal.runtime import load_plugins

ROOT = Path(__file__).parent.parent
REFERENCE = (ROOT / "docs" / "reference" / "hooks.md").read_text()


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    return load_plugins(Settings.load({"COMMONWEAL_HOME": str(tmp_path_factory.mktemp("home"))}))


@pytest.fixture(scope="module")
def tried() -> set[str]:
    """Name the hooks that something implements which tests run: our plugins, and those made for tests."""
    folders = [ROOT / name for name in ("plugins", "locales", "kernel/tests", "tests", "examples")]
    files = [path for folder in folders for path in folder.rglob("*.py")]
    return {name for path in files for name in _implemented(path.read_text("utf-8"))}


def _implemented(source: str) -> set[str]:
    """Return the hooks that a module implements, or that a test writes down as code of a plugin."""
    written = set(re.findall(r"@hookimpl(?:\\n|\n)(?:async )?def (commonweal_\w+)", source))
    functions = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    marked = {
        each.name for each in functions if any("hookimpl" in ast.unparse(d) for d in each.decorator_list)
    }
    return written | {name for name in marked if name.startswith("commonweal_")}


def test_every_hook_is_documented_shown_and_tried(host, tried):
    faults = []
    for hook in host.hooks():
        text, _, example = hook.documentation.partition("Example:")
        if not re.match(r"[A-Z].+[.:;]", text):
            faults.append(f"{hook.name} needs a docstring that begins with a sentence")
        if not doctest.DocTestParser().get_examples(inspect.cleandoc(example)):
            faults.append(f"{hook.name} needs an example that can be run")
        if hook.name not in tried:
            faults.append(f"{hook.name} is implemented by nothing that a test runs")
        if f"### {hook.name}\n\n```python\n{hook.signature}\n```" not in REFERENCE:
            faults.append(f"{hook.name} is not in docs/reference/hooks.md as it is: run `make docs`")
    assert faults == []


def test_the_reference_has_no_hook_that_is_gone(host):
    assert set(re.findall(r"^### (\w+)$", REFERENCE, re.MULTILINE)) == {hook.name for hook in host.hooks()}


def test_the_examples_of_hooks_that_plugins_specify_run(host):
    report: list[str] = []
    for hook in host.hooks():
        specified = inspect.getsourcefile(host.book.specification(hook.name)) or ""
        if "/kernel/" in specified:
            continue  # those run in the kernel's tests
        example = doctest.DocTestParser().get_doctest(hook.documentation, {}, hook.name, None, None)
        doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=report.append, clear_globs=False)
        assert callable(example.globs.get(hook.name)), f"the example must define {hook.name}"
    assert not report, "".join(report)
