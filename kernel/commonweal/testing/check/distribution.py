"""A distribution under check, read from its source folder, from a wheel, or from where it is installed."""

import tomllib
from configparser import ConfigParser
from email import message_from_string
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from commonweal.errors import OperatorError
from commonweal.plugin.discovery import GROUP

PROJECT_FILE = "pyproject.toml"
DRIVER_GROUPS = (
    "commonweal.brokers",
    "commonweal.vectorstores",
    "commonweal.embedders",
    "commonweal.blobstores",
    "commonweal.mailers",
    "commonweal.payments",
    "commonweal.databases",
)


class CheckRefused(OperatorError):
    """Something that cannot be checked; the message says what to name instead."""

    code = "check_refused"


class Distribution(msgspec.Struct, frozen=True, dict=True):
    """What a distribution says about itself; ``root`` is what the files of findings are relative to.

    ``has_source`` says whether this is the folder with the project file, the tests and the README.
    """

    root: Path
    name: str
    project: dict[str, Any]
    entry_points: dict[str, dict[str, str]]
    has_source: bool
    tool: dict[str, Any] = {}

    @property
    def plugins(self) -> dict[str, str]:
        """Return the plugins, each with its module."""
        return self.entry_points.get(GROUP, {})

    @property
    def drivers(self) -> dict[str, str]:
        """Return the drivers of services, each with its module; there may be no plugin beside them."""
        return {
            name: value.partition(":")[0]
            for group in DRIVER_GROUPS
            for name, value in self.entry_points.get(group, {}).items()
        }

    @property
    def file(self) -> Path:
        """Return the file that says all this, for findings about it."""
        return self.root / PROJECT_FILE

    @cached_property
    def text(self) -> str:
        """Return that file as it is written; empty where there is none."""
        return self.file.read_text("utf-8") if self.has_source else ""

    @property
    def dependencies(self) -> list[str]:
        """Return the requirements it has whatever extras are chosen."""
        return [each for each in self.project.get("dependencies", []) if "extra ==" not in each]

    def line_of(self, start: str) -> int:
        """Return the line of the project file that begins with some text, or the first."""
        for number, line in enumerate(self.text.splitlines(), 1):
            if line.strip().startswith(start):
                return number
        return 1

    def package_folder(self, package: str) -> Path | None:
        """Return the folder of a package, where the usual layouts have it."""
        steps = package.split(".")
        configured = self.tool.get("hatch", {}).get("build", {}).get("targets", {}).get("wheel", {})
        parents = [
            self.root,
            self.root / "src",
            *(self.root / Path(p).parent for p in configured.get("packages", [])),
        ]
        return next((each for each in (p.joinpath(*steps) for p in parents) if each.is_dir()), None)


def read_source(folder: Path) -> Distribution | None:
    """Read a source folder; None where its project file has no entry points of ours, or there is none."""
    file = folder / PROJECT_FILE
    if not file.is_file():
        return None
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CheckRefused(f"{file}: cannot be read as TOML: {error}") from error
    project = data.get("project", {})
    found = Distribution(
        root=folder,
        name=str(project.get("name", folder.name)),
        project=project,
        entry_points=project.get("entry-points", {}),
        has_source=True,
        tool=data.get("tool", {}),
    )
    return found if found.plugins or found.drivers else None


def read_installed(root: Path, metadata: str, entry_points: str) -> Distribution:
    """Read what an installer or a wheel keeps of a distribution."""
    message = message_from_string(metadata)
    parser = ConfigParser(delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their case
    parser.read_string(entry_points)
    project = {
        "name": message.get("Name", ""),
        "version": message.get("Version", ""),
        "description": message.get("Summary", ""),
        "requires-python": message.get("Requires-Python", ""),
        "license": message.get("License-Expression") or message.get("License") or "",
        "dependencies": message.get_all("Requires-Dist", []),
        "urls": message.get_all("Project-URL", []),
    }
    groups = {section: dict(parser.items(section)) for section in parser.sections()}
    return Distribution(root, str(project["name"]), project, groups, has_source=False)


def workspace_members(folder: Path) -> list[Path]:
    """Return the members of the workspace that a folder is the root of, if it is one."""
    file = folder / PROJECT_FILE
    if not file.is_file():
        return []
    workspace = tomllib.loads(file.read_text("utf-8")).get("tool", {}).get("uv", {}).get("workspace", {})
    left_out = {path for pattern in workspace.get("exclude", []) for path in folder.glob(pattern)}
    found = {path for pattern in workspace.get("members", []) for path in folder.glob(pattern)}
    return sorted(found - left_out)
