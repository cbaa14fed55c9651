"""What a third party makes, run as they would run it."""

import os
import subprocess
import sys
from pathlib import Path


class Made:
    """Something that was made and installed beside the checkout's own environment."""

    def __init__(self, folder: Path, site: Path, told: str = "") -> None:
        self.folder, self.site, self.told = folder, site, told
        path = os.pathsep.join(filter(None, [str(site), os.environ.get("PYTHONPATH", "")]))
        self.environment = {**os.environ, "PYTHONPATH": path, "COMMONWEAL_HOME": str(folder / ".home")}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a module's command in the folder."""
        return subprocess.run(
            [sys.executable, "-P", "-m", *arguments],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )


def passes(made: Made, *commands: str) -> None:
    for command in commands:
        done = made.run(*command.split())
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
