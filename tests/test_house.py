"""The house keeps its measure (docs/decisions/0012 and 0015)."""

import ast
import tokenize
from pathlib import Path

KERNEL = Path(__file__).parent.parent / "kernel" / "commonweal"
MOST_LINES = 8_200
MOST_LINES_OF_A_MODULE = 350


def test_the_kernel_stays_small():
    """Without the testing kit, which is there for tests alone."""
    modules = [path for path in KERNEL.rglob("*.py") if path.relative_to(KERNEL).parts[0] != "testing"]
    assert len(modules) > 100
    lines = {path: logical_lines(path) for path in modules}
    assert sum(lines.values()) < MOST_LINES


def test_no_module_grows_beyond_what_a_reader_holds_in_mind():
    modules = [path for path in KERNEL.rglob("*.py") if "testing" not in path.parts]
    lengths = {str(path.relative_to(KERNEL)): len(path.read_text().splitlines()) for path in modules}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES_OF_A_MODULE} == {}


def logical_lines(path):
    """Count the logical lines of a module (Python reference, section 2.1) that are no docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = [node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, documented)]
    docstrings = sum(ast.get_docstring(node, clean=False) is not None for node in nodes)
    with path.open("rb") as source:
        tokens = list(tokenize.tokenize(source.readline))
    return sum(token.type == tokenize.NEWLINE for token in tokens) - docstrings
