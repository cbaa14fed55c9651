"""Each point of docs/security names tests that exist, so that none of them goes unnoticed."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs" / "security").glob("*.md"))
NONE = "\N{EN DASH}"
_ROW = re.compile(r"^\|(?P<point>[^|]+)\|(?P<how>[^|]+)\|(?P<tests>[^|]+)\|$", re.MULTILINE)
_NAMED = re.compile(r"`(?P<file>[^`]+)`(?::(?P<sentences>[^`]*))?")
_FOLDER = re.compile(r"Tests are in\s+`(?P<folder>[^`]+)`")


class Named(NamedTuple):
    """A file of tests that a point names, with parts of the names of tests in it."""

    point: str
    file: str
    sentences: list[str]


def named_in(page: Path) -> list[Named]:
    """Return what the tables of a page name; a point without a test says so with a dash."""
    found = []
    for row in _ROW.finditer(page.read_text()):
        point = row["point"].strip()
        if point[0].isdigit() and row["tests"].strip() != NONE:
            named = list(_NAMED.finditer(row["tests"]))
            assert named, f"{page.name}: {point} names no test"
            found += [Named(point, each["file"], sentences_of(each["sentences"])) for each in named]
    return found


def sentences_of(text: str | None) -> list[str]:
    """Return the sentences that are told of a file, without what stands in brackets."""
    plain = re.sub(r"\([^)]*\)", "", text or "").strip(" ,;")
    return [part.strip() for part in plain.split(";") if part.strip()]


def is_named(sentence: str, names: list[str]) -> bool:
    """Say whether a test is called like a sentence, or tests like its parts between commas."""
    whole, *parts = (
        re.sub(r"[^a-z0-9]+", "_", part.lower()).strip("_") for part in (sentence, *sentence.split(","))
    )
    return any(whole in name for name in names) or all(any(part in name for name in names) for part in parts)


def files_of(page: Path, name: str) -> list[Path]:
    """Return the files a name means: a path, one anywhere in the repository, or one of the page's folder."""
    folder = _FOLDER.search(page.read_text())
    path = ROOT / name
    if path.is_dir():
        return sorted(path.glob("test_*.py"))
    if path.exists():
        return [path]
    inside = ROOT / folder["folder"] if folder else ROOT
    places = [ROOT / "kernel", ROOT / "plugins", ROOT / "tests"] if inside == ROOT else [inside]
    file = f"test_{name.removeprefix('test_').removesuffix('.py')}.py"
    return [found for place in places for found in place.rglob(file)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_test_that_a_point_of_security_names_exists(page):
    named = named_in(page)
    assert len(named) > 5
    missing = []
    for point, file, sentences in named:
        found = files_of(page, file)
        names = re.findall(r"def test_(\w+)", "\n".join(each.read_text() for each in found))
        missing += [f"{point}: {file}"] if not names else []
        missing += [f"{point}: {file}: {each}" for each in sentences if not is_named(each, names)]
    assert not missing, "\n".join(missing)
