"""Planted faults: each page of docs/checks holds one, with its clean twin, on top of the orchard."""

import re
import shutil
from pathlib import Path

PAGES = Path(__file__).parents[3] / "docs" / "checks"
_BASE = Path(__file__).parent / "orchard"
_FILE = re.compile(r"^`([^`]+\.\w+)`(, these lines)?:\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_WITHOUT = re.compile(r"^Without `([^`]+)`\.$", re.MULTILINE)
_WITHOUT_TABLE = re.compile(r"^Without the table `(\[[^`]+\])` of `pyproject.toml`\.$", re.MULTILINE)
_LONG = re.compile(r"^`([^`]+\.py)`, (\d+) lines long\.$", re.MULTILINE)


def plant(folder: Path, example: str = "") -> Path:
    """Copy the orchard and lay an example over it."""
    shutil.copytree(_BASE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name, some_lines, text in _FILE.findall(example):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(merged(path.read_text(), text) if some_lines else text)
    for name in _WITHOUT.findall(example):
        (folder / name).unlink()
        if not any(path.is_file() for path in (folder / name).parent.iterdir()):
            (folder / name).parent.rmdir()
    for header in _WITHOUT_TABLE.findall(example):
        path = folder / "pyproject.toml"
        path.write_text(
            re.sub(rf"^{re.escape(header)}\n.*?(?=^\[)", "", path.read_text(), flags=re.MULTILINE | re.DOTALL)
        )
    for name, lines in _LONG.findall(example):
        (folder / name).write_text('"""Long."""\n' + "ONE = 1\n" * (int(lines) - 2))
    return folder


def merged(whole: str, lines: str) -> str:
    """Lay some lines of TOML over a file: keys of a table take the place of those that are there."""
    table = ""
    for line in lines.splitlines():
        if line.startswith("["):
            table = line
            if table not in whole:
                whole = f"{whole.rstrip()}\n\n{table}\n"
        elif "=" in line:
            whole = _with_line(whole, table, line)
    return whole


def _with_line(whole: str, table: str, line: str) -> str:
    start = whole.index(table) + len(table) if table else 0
    following = re.search(r"^\[", whole[start:], re.MULTILINE)
    end = start + following.start() if following else len(whole)
    part, key = whole[start:end], line.partition("=")[0].strip()
    known = re.compile(rf"^{re.escape(key)} *=.*$", re.MULTILINE)
    if known.search(part):
        part = known.sub(lambda _: line, part)
    else:
        part = f"\n{part.strip()}\n{line}\n\n" if part.strip() else f"\n{line}\n\n"
    return whole[:start] + part + whole[end:]


def examples(rule_id: str) -> tuple[str, str]:
    """Return the bad and the good example of a rule's page."""
    text = (PAGES / f"{rule_id}.md").read_text()
    bad, good = re.search(
        r"^## Bad\n(.*?)^## Good\n(.*?)^## Exempt\n", text, re.MULTILINE | re.DOTALL
    ).groups()
    return bad, good
