"""Which driver brings the database, and what is said when it is not installed."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import commonweal
import pytest
from commonweal.plugin.drivers import DriverError
from commonweal.storage.drivers import ExternalServer, database_driver
from commonweal.storage.settings import DatabaseSettings

INSTALLED = Path(sysconfig.get_path("purelib"))


def test_the_settings_name_the_driver(tmp_path: Path):
    external = database_driver(DatabaseSettings(driver="external"), tmp_path)
    assert isinstance(external, ExternalServer)
    assert external.directory is None
    assert database_driver(DatabaseSettings(), tmp_path).directory == tmp_path / "postgres"


def test_a_misspelt_driver_is_told_with_the_nearest(tmp_path: Path):
    with pytest.raises(DriverError, match="did you mean embedded"):
        database_driver(DatabaseSettings(driver="embeded"), tmp_path)


@pytest.fixture
def kernel_alone(tmp_path: Path) -> dict[str, str]:
    """An environment in which the kernel and all it needs are installed, and none of our other packages."""
    packages = tmp_path / "packages"
    packages.mkdir()
    for path in INSTALLED.iterdir():
        if not path.name.startswith("commonweal") or path.name.startswith("commonweal_kernel-"):
            (packages / path.name).symlink_to(path)
    kernel = Path(commonweal.__file__).parent.parent
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMMONWEAL_")}
    return kept | {
        "PYTHONPATH": f"{kernel}{os.pathsep}{packages}",
        "COMMONWEAL_HOME": str(tmp_path / "home"),
    }


@pytest.mark.parametrize("command", ["migrate", "web", "worker", "scheduler", "reset"])
def test_without_the_package_of_the_default_driver_one_sentence_names_it(
    kernel_alone: dict[str, str], command: str
):
    answer = subprocess.run(
        [sys.executable, "-S", "-P", "-m", "commonweal", command],
        capture_output=True,
        text=True,
        env=kernel_alone,
    )
    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1, answer.stderr
    assert "install the package commonweal-embedded" in answer.stderr
    assert "database.url" in answer.stderr
