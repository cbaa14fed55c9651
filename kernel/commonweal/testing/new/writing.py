"""Writing a tree of files from templates; what is there already is never touched."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from commonweal.errors import OperatorError

TEMPLATES = Path(__file__).parent / "templates"
_SUFFIX = ".jinja"
_PACKAGE = "__package__"


class WouldOverwrite(OperatorError):
    """There is something where the new files would go."""

    code = "would_overwrite"


def render_tree(kind: str, values: Mapping[str, object]) -> dict[str, str]:
    """Return the files of one kind of distribution, by their paths in it."""
    return {
        str(path).replace(_PACKAGE, str(values["package"])): render(text, values)
        for path, text in _templates(TEMPLATES / kind)
    }


def licence(name: str, values: Mapping[str, object]) -> str:
    """Return the text of a licence."""
    return render((TEMPLATES / "licenses" / f"{name}.txt").read_text("utf-8"), values)


def licences() -> list[str]:
    """Return the licences there are, by their SPDX names."""
    return sorted(path.stem for path in (TEMPLATES / "licenses").glob("*.txt"))


def render(text: str, values: Mapping[str, object]) -> str:
    """Fill a template; its marks are << and >>, because pages and messages have braces of their own."""
    environment = Environment(  # noqa: S701 - writes source files, not pages
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
    )
    return environment.from_string(text).render(values)


def write_tree(folder: Path, files: Mapping[str, str]) -> None:
    """Write files into a folder that is empty or not there yet; else raises ``WouldOverwrite``."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WouldOverwrite(f"{folder} is there already: choose another name, or another --directory")
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _templates(root: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(root.rglob(f"*{_SUFFIX}")):
        yield path.relative_to(root).with_name(path.name.removesuffix(_SUFFIX)), path.read_text("utf-8")
