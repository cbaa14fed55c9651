"""Write the reference pages from the code, render all documentation into site/, and check every link.

Leaves with exit code 1 when a link leads nowhere.
"""

import ast
import os
import re
import sys
import tempfile
from html import escape
from importlib import import_module
from importlib.util import find_spec
from inspect import getdoc, getsource
from pathlib import Path
from textwrap import dedent
from types import ModuleType
from typing import Any

import commonweal
from click import Context
from commonweal.cli.group import COMMANDS, run
from commonweal.cli.sections import load_settings
from commonweal.plugin.hookbook import HookDescription
from commonweal.plugin.host import Host
from commonweal.plugin.manifest import manifest_schema
from commonweal.plugin.settings import EffectiveSetting
from commonweal.runtime import load_plugins
from commonweal.testing.check.registry import FAMILIES, MEANINGS, Grade, rules
from markdown_it import MarkdownIt
from msgspec import Struct

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"
REQUIRED = "For plugins that name `{0}` in `requires`, and its distribution among their dependencies."
NOTE = "<!-- Written by `make docs` from the code; change the code, not this page. -->\n\n"
STYLE = "body{font:1.05rem/1.6 system-ui;max-width:52rem;margin:2rem auto;padding:0 1rem}pre{overflow:auto}\
table{border-collapse:collapse}td,th{border:1px solid #8884;padding:.3rem .6rem;text-align:start}"


def main() -> int:
    """Build everything and return the exit code."""
    with tempfile.TemporaryDirectory() as home:
        for name in [name for name in os.environ if name.startswith("COMMONWEAL_")]:
            del os.environ[name]
        os.environ["COMMONWEAL_HOME"] = home
        settings = load_settings()
        host = load_plugins(settings)
        reference = {
            "hooks": hooks(host) + types(host),
            "settings": settings_page(settings.effective()),
        }
        reference["states"] = states(host)
    reference |= {"manifest": manifest(manifest_schema()), "commands": commands()}
    folder = ROOT / "docs" / "reference"
    for name, text in reference.items():
        (folder / f"{name}.md").write_text(NOTE + text)
    (ROOT / "docs" / "checks" / "README.md").write_text(NOTE + checks())
    parts = [(ROOT / "docs").rglob("*.md"), (ROOT / "examples").rglob("README.md")]
    pages = sorted([*ROOT.glob("*.md"), *(page for part in parts for page in part)])
    broken = [problem for page in pages for problem in broken_links(page)]
    for page in pages:
        render(page)
    print(*broken, f"{len(pages)} pages in {SITE.name}/, {len(broken)} broken links.", sep="\n")
    return 1 if broken else 0


def hooks(host: Host) -> str:
    """Describe every hook, by service."""
    found = host.hooks()
    lines = [
        "# Hooks",
        "",
        "A plugin implements those it lists in its manifest. Examples are run by the tests.",
    ]
    lines += ["What the types of arguments and answers hold stands [below](#types)."]
    for service in dict.fromkeys(hook.service for hook in found):
        lines += ["", f"## {service}"]
        for hook in [one for one in found if one.service == service]:
            text, _, example = hook.documentation.partition("Example:")
            lines += ["", f"### {hook.name}", "", f"```python\n{hook.signature}\n```", "", text.strip()]
            lines += [] if face_of(host, hook) is commonweal else ["", REQUIRED.format(service)]
            lines += ["", f"```python\n{dedent(example).strip()}\n```"] if example else []
    return "\n".join(lines) + "\n"


def face_of(host: Host, hook: HookDescription) -> ModuleType:
    """Return the module from which the types of a hook are imported: the kernel's, or a plugin's ``api``."""
    package = host.book.specification(hook.name).__module__.partition(".")[0]
    return commonweal if package == commonweal.__name__ else import_module(f"{package}.api")


def types(host: Host) -> str:
    """Describe the structs that hooks take and give, and those these are made of."""
    waiting = []
    for hook in host.hooks():
        face = face_of(host, hook)
        own = vars(sys.modules[host.book.specification(hook.name).__module__])
        names = [*re.findall(r"[A-Z]\w+", hook.signature), *(own.keys() & getattr(face, "__all__", ()))]
        waiting += [(face, name) for name in names]
    found: dict[str, list[str]] = {}
    for near, name in waiting:
        face = near if hasattr(near, name) else commonweal
        kind = getattr(face, name, None)
        if name in found or not isinstance(kind, type) or not issubclass(kind, Struct):
            continue
        source = dedent(getsource(kind))
        [written] = ast.parse(source).body
        assert isinstance(written, ast.ClassDef)
        head = "\n".join(source.splitlines()[written.lineno - 1 : written.body[0].lineno - 1])
        own_fields = [each for each in written.body if isinstance(each, ast.AnnAssign)]
        fields = [ast.get_source_segment(source, each) or "" for each in own_fields]
        code = "\n    ".join([f"from {face.__name__} import {name}\n\n\n{head}", *(fields or ["pass"])])
        text = re.sub(r" \((?:DOMAIN|ARCHITECTURE) §[\d.]+\)", "", getdoc(kind) or "")
        found[name] = ["", f"#### {name}", "", f"```python\n{code}\n```", "", text]
        waiting += [(near, word) for field in fields for word in re.findall(r"[A-Z]\w+", field)]
    return "\n".join(["", "## Types", *(line for name in sorted(found) for line in found[name])]) + "\n"


def states(host: Host) -> str:
    """Draw the state machines of every plugin, from the data its rules follow."""
    lines = ["# States", "", "What a thing can be, and what leads from one state to the next."]
    for plugin in host.running():
        package = plugin.module.__name__.rpartition(".")[0]
        if find_spec(f"{package}.states") is None:
            continue
        for machine in import_module(f"{package}.states").MACHINES:
            lines += ["", f"## {machine.name}", "", f"```mermaid\n{machine.drawing()}\n```"]
            lines += ["", "| From | To | When |", "|---|---|---|"]
            lines += [f"| `{e.source}` | `{e.target}` | {cell(e.when)} |" for e in machine.transitions]
    return "\n".join(lines) + "\n"


def settings_page(rows: list[EffectiveSetting]) -> str:
    """List every setting with its type and default."""
    lines = ["# Settings", "", "In `commonweal.toml` below `[section]`, or in the environment as"]
    lines += [
        "`COMMONWEAL_<SECTION>__<KEY>`; the environment wins.",
        "",
        "| Setting | Type | Default |",
        "|---|---|---|",
    ]
    for row in rows:
        default = re.sub(r"^/tmp/\S*?(?=/|$)", "$COMMONWEAL_HOME", row.value)
        lines.append(
            f"| `{row.section}.{row.key}` | {cell(row.type)} | {f'`{cell(default)}`' if default else ''} |"
        )
    return "\n".join(lines) + "\n"


def manifest(schema: dict[str, Any]) -> str:
    """List the fields of a manifest."""
    lines = [
        "# Manifest",
        "",
        "`manifest.toml` lies in the plugin's package. `commonweal plugins schema` prints its",
    ]
    lines += ["JSON Schema.", "", "| Field | Meaning | Default |", "|---|---|---|"]
    for name, field in schema["properties"].items():
        default = "required" if name in schema["required"] else f"`{field.get('default')}`"
        lines.append(f"| `{name}` | {cell(field['description'])} | {default} |")
    return "\n".join(lines) + "\n"


def commands() -> str:
    """Show the help of every command of the kernel."""
    lines = ["# Commands"]
    with Context(run, info_name="commonweal") as context:
        for name in COMMANDS:
            command = run.get_command(context, name)
            assert command is not None
            with Context(command, info_name=name, parent=context) as own:
                lines += ["", f"## commonweal {name}", "", f"```text\n{command.get_help(own)}\n```"]
    return "\n".join(lines) + "\n"


def checks() -> str:
    """List the rules of ``commonweal check`` by family."""
    lines = [
        "# Checks",
        "",
        "`commonweal check` reads a plugin, imports nothing of it, and says what keeps it",
    ]
    lines += ["from each grade. Each page has an example that breaks the rule, and one that keeps it; the"]
    lines += ["tests run both.", "", "| Grade | A plugin of this grade |", "|---|---|"]
    lines += [f"| {grade} | {meaning} |" for grade, meaning in MEANINGS.items() if grade is not Grade.NONE]
    for letters, (_, family) in FAMILIES.items():
        lines += ["", f"## {family}", "", "| Rule | Grade | |", "|---|---|---|"]
        lines += [
            f"| [{rule.id}]({rule.id}.md) | {rule.grade} | {cell(rule.title)} |"
            for rule in rules().values()
            if rule.family == letters
        ]
    return "\n".join(lines) + "\n"


def cell(text: str) -> str:
    """Make a text fit for a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def broken_links(page: Path) -> list[str]:
    """Return a line for every relative link of a page that leads nowhere."""
    found = []
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        aim = (page.parent / path).resolve() if path else page
        if not aim.exists():
            found.append(f"{page.relative_to(ROOT)}: {target} does not exist")
        elif anchor and aim.suffix == ".md" and anchor not in anchors(aim.read_text()):
            found.append(f"{page.relative_to(ROOT)}: {target} has no such heading")
    return found


def anchors(text: str) -> set[str]:
    """Return the anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def render(page: Path) -> None:
    """Write a page as HTML, with links to the other pages' HTML, and headings to link to."""
    text = page.read_text()
    body = MarkdownIt("commonmark").enable("table").render(text)
    body = re.sub(r'href="([^":]+)\.md(#[^"]*)?"', r'href="\1.html\2"', body)
    title = escape(next(iter(re.findall(r"^# (.+)$", text, re.MULTILINE)), page.stem))
    target = SITE / page.relative_to(ROOT).with_suffix(".html")
    target.parent.mkdir(parents=True, exist_ok=True)
    head = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
    )
    target.write_text(f'{head}<meta name="viewport" content="width=device-width">{body}</html>\n')


if __name__ == "__main__":
    sys.exit(main())
