"""The command ``new``: begins a plugin, a locale pack or a vector store, each passing its checks at once."""

import sys
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import click
from packaging.version import Version

from commonweal.i18n.sources import KERNEL
from commonweal.plugin.discovery import GROUP
from commonweal.plugin.manifest import PLUGIN_API_VERSION
from commonweal.testing.new.naming import NewNames, choose_names
from commonweal.testing.new.packs import pack_names, skeleton
from commonweal.testing.new.writing import licence, licences, render_tree, write_tree

STORES = "commonweal.vectorstores"

_namespace = click.option(
    "--namespace",
    default="community",
    show_default=True,
    help="Whose it is: what the distribution and the package begin with.",
)
_directory = click.option(
    "--directory",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Where its folder is made; here unless said otherwise.",
)
_licence = click.option(
    "--license", "terms", type=click.Choice(licences()), default="Apache-2.0", show_default=True
)


@click.group()
def new() -> None:
    """Begin a plugin, a locale pack or a vector store of your own."""


@new.command()
@click.argument("name")
@_namespace
@_directory
@_licence
def plugin(name: str, namespace: str, directory: Path, terms: str) -> None:
    """Begin a plugin called NAME: a page, an API, a table, an event, a task, words and tests."""
    names = choose_names(GROUP, name, namespace)
    description = f"{names.title}: short notes that people leave for each other."
    values = _values(names, terms, description=description, minute=sum(name.encode()) % 60)
    folder = _write(names, directory, {**render_tree("plugin", values), "LICENSE": licence(terms, values)})
    _tell(_install(folder), "commonweal up", f"pytest {folder}")
    click.echo(f"The page is at /{names.id}.")


@new.command()
@click.argument("tag")
@_namespace
@_directory
@_licence
def locale(tag: str, namespace: str, directory: Path, terms: str) -> None:
    """Begin a locale pack for the language TAG, with every message of what is installed, in English."""
    names, language = pack_names(tag, namespace)
    files = skeleton(language)
    owners = sorted({path.split("/")[1] for path in files} - {KERNEL})
    about = {"tag": language.tag, "language": language.name, "english": language.english, "owners": owners}
    values = _values(names, terms, description=f"The words of Commonweal in {language.english}.", **about)
    tree = {**render_tree("locale", values), "LICENSE": licence(terms, values)}
    folder = _write(
        names, directory, {**tree, **{f"{names.package}/{name}": text for name, text in files.items()}}
    )
    _tell(_install(folder), f"commonweal i18n check --unfinished {language.tag}", f"pytest {folder}")
    click.echo(
        f"Take the # from a message of {names.package}/ftl/ as you translate it; the rest shows in English."
    )


@new.command()
@click.argument("name")
@_namespace
@_directory
@_licence
def vectorstore(name: str, namespace: str, directory: Path, terms: str) -> None:
    """Begin a driver for vector stores called NAME: an exact one on plain PostgreSQL, to build on."""
    names = choose_names(STORES, name, namespace)
    values = _values(names, terms, description=f"Vectors of Commonweal in {names.title}.")
    folder = _write(
        names, directory, {**render_tree("vectorstore", values), "LICENSE": licence(terms, values)}
    )
    _tell(_install(folder), f"pytest {folder}", f"mypy --config-file {folder}/pyproject.toml")


def _values(names: NewNames, terms: str, **more: object) -> dict[str, object]:
    known = {name: getattr(names, name) for name in ("id", "namespace", "distribution", "package", "schema")}
    return {
        **known,
        "title": names.title,
        "pascal": names.pascal,
        "api_range": f">={PLUGIN_API_VERSION},<{Version(PLUGIN_API_VERSION).major + 1}",
        "license": terms,
        "year": datetime.now(UTC).year,
        "holder": f"the authors of {names.distribution}",
        **more,
    }


def _write(names: NewNames, directory: Path, files: dict[str, str]) -> Path:
    folder = directory / names.distribution
    write_tree(folder, files)
    click.echo(f"{len(files)} files in {folder}.")
    return folder


def _install(folder: Path) -> str:
    """Return the command that installs a folder into this environment, with whatever it has for that."""
    if find_spec("pip"):
        return f"pip install -e '{folder}[test]'"
    own = Path(sys.prefix).parent / ".uv" / "bin" / "uv"  # that of a checkout
    uv = own if own.exists() and not which("uv") else "uv"
    return f"{uv} pip install --python {sys.prefix} -e '{folder}[test]'"


def _tell(*commands: str) -> None:
    """Say what comes next."""
    click.echo("\nNext:\n" + "\n".join(f"  {command}" for command in commands) + "\n")
