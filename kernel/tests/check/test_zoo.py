"""The zoo of broken plugins: none breaks the check, none is imported, and what can be read is found."""

import sys
import zipfile

import pytest
import zoo
from commonweal.testing.check.registry import Grade

FOUND = {
    "broken-toml": "CWM001",
    "wrong-types": "CWM001",
    "no-manifest": "CWM001",
    "impostor": "CWM001",
    "reserved-id": "CWM001",
    "wrong-api": "CWM003",
    "misspelt-hook": "CWH001",
    "unknown-hook": "CWH001",
    "declared-only": "CWH002",
    "implemented-only": "CWH002",
    "wrong-argument": "CWH003",
}


@pytest.mark.parametrize("member", sorted(path.name for path in zoo.MEMBERS.iterdir() if path.is_dir()))
def test_a_member_is_read_from_a_wheel(member, tmp_path, look):
    folder = zoo.install(tmp_path / "site", member)
    wheel = tmp_path / f"zoo_{member}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for file in folder.rglob("*"):
            archive.write(file, file.relative_to(folder))
    report = look(wheel)
    assert not [name for name in sys.modules if name.startswith("zoo_")]
    if member in FOUND:
        assert FOUND[member] in {finding.rule for finding in report.findings}
        assert report.grade is Grade.NONE
    elif member == "healthy":
        assert report.grade >= Grade.BRONZE
