"""The zoo: small plugins that are broken, each in one way, and a healthy one.

``members/<name>`` holds a plugin's manifest and module; the functions here put chosen members on the path as
if they were installed, so that discovery finds them through real package metadata. See README.md.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

MEMBERS = Path(__file__).parent / "members"
ENTRY_POINTS = {"twin-a": "zoo-twin", "twin-b": "zoo-twin", "reserved-id": "web"}


class Expected(NamedTuple):
    """The state a member must end in once the app is up, and words its reason must contain."""

    state: str
    reason: str


EXPECTED = {
    "healthy": Expected("running", ""),
    "uses-deprecated": Expected("running", ""),
    "raises-at-import": Expected("failed_import", "RuntimeError: the lion is out (plugin.py, line 3)"),
    "hangs-at-import": Expected("failed_import", "did not finish within"),
    "exits-at-import": Expected("failed_import", "tried to end the process with sys.exit(3)"),
    "kills-at-import": Expected("failed_import", "ended the process at import (exit code 7)"),
    "crashes-at-import": Expected("failed_import", "ended the process at import (signal SIGSEGV)"),
    "raises-in-setup": Expected(
        "failed_setup", "commonweal_locales: RuntimeError: the zebra has lost its stripes"
    ),
    "hangs-in-setup": Expected("failed_setup", "commonweal_locales: did not finish within"),
    "exits-in-setup": Expected("failed_setup", "tried to end the process with sys.exit('gone fishing')"),
    "lacks-dependency": Expected("missing_dependency", "requires zoo-dodo, which is not installed"),
    "needs-the-lion": Expected("missing_dependency", "requires zoo-raises-at-import, which is not running"),
    "needs-the-zebra": Expected("missing_dependency", "requires zoo-raises-in-setup, which is not running"),
    "cycle-one": Expected("missing_dependency", "dependency cycle: "),
    "cycle-two": Expected("missing_dependency", "dependency cycle: "),
    "broken-toml": Expected("incompatible", "manifest.toml: line 2: not valid TOML"),
    "wrong-types": Expected("incompatible", "manifest.toml: requires: Expected a list, got text"),
    "no-manifest": Expected("incompatible", "manifest.toml: file: cannot be read: No such file"),
    "wrong-api": Expected("incompatible", "needs plugin API >=9,<10, this is 1.0"),
    "misspelt-hook": Expected("failed_setup", "did you mean commonweal_health_checks?"),
    "unknown-hook": Expected("incompatible", "commonweal_teleportation, which is not a hook"),
    "declared-only": Expected("failed_setup", "mark the function with @hookimpl"),
    "implemented-only": Expected("failed_setup", "its manifest does not list it"),
    "wrong-argument": Expected("failed_setup", "weather"),
    "wrong-answer": Expected("failed_setup", "gave str where HealthCheck is expected"),
    "twin-a": Expected("incompatible", "zoo-twin-a 1.0 and zoo-twin-b 1.0"),
    "twin-b": Expected("incompatible", "zoo-twin-a 1.0 and zoo-twin-b 1.0"),
    "impostor": Expected("incompatible", 'id: must be "zoo-impostor"'),
    "reserved-id": Expected("incompatible", '"web" is reserved'),
}
"""``required-fails`` is not here: with it the app must not start at all."""


def plugin_id(member: str) -> str:
    """Return the name under which the host lists a member."""
    name = ENTRY_POINTS.get(member, f"zoo-{member}")
    return f"{name} (zoo-{member} 1.0)" if name == "zoo-twin" else name


def install(folder: Path, *members: str) -> Path:
    """Put members into ``folder`` as an installer would, and return it; ``folder`` belongs on the path."""
    for member in members:
        package = f"zoo_{member.replace('-', '_')}"
        shutil.copytree(MEMBERS / member, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / package / "__init__.py").touch()
        metadata = folder / f"{package}-1.0.dist-info"
        metadata.mkdir()
        about = f"Metadata-Version: 2.1\nName: zoo-{member}\nVersion: 1.0\n"
        (metadata / "METADATA").write_text(about)
        name = ENTRY_POINTS.get(member, f"zoo-{member}")
        (metadata / "entry_points.txt").write_text(f"[commonweal.plugins]\n{name} = {package}.plugin\n")
    return folder


def environment(folder: Path, *members: str, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return ``environ`` with the members installed for a child process, and less time to load a plugin."""
    path = os.pathsep.join(filter(None, [str(install(folder, *members)), environ.get("PYTHONPATH", "")]))
    return {"COMMONWEAL_PLUGINS__LOAD_SECONDS": "5", **environ, "PYTHONPATH": path}


@contextmanager
def installed(folder: Path, *members: str) -> Iterator[None]:
    """Have the members installed in this very process for the length of the block."""
    sys.path.insert(0, str(install(folder, *members)))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for module in [name for name in sys.modules if name.startswith("zoo_")]:
            del sys.modules[module]
