"""The public API: its names are there, and importing it is cheap."""

import json
import subprocess
import sys

import commonweal
import pytest

HEAVY = {"asyncpg", "babel", "dramatiq", "jinja2", "litestar", "piccolo", "pluggy", "rich", "structlog"}


def in_a_fresh_process(code: str, **environment: str) -> object:
    """Return what ``code`` prints as JSON."""
    shown = subprocess.run(
        [sys.executable, "-P", "-c", code], env=environment, capture_output=True, check=True
    )
    return json.loads(shown.stdout)


def test_importing_it_imports_nothing_heavy():
    loaded = in_a_fresh_process("import json, sys, commonweal; print(json.dumps(list(sys.modules)))")
    assert not HEAVY & set(loaded)


def test_every_name_is_there():
    names = in_a_fresh_process(
        "import json, commonweal; print(json.dumps([n for n in dir(commonweal) if n in vars(commonweal)]))",
        EAGER_IMPORT="1",
    )
    assert names == sorted(commonweal.__all__)
    assert {"PLUGIN_API_VERSION", "Page", "Secret", "UnitOfWork", "VectorStore", "emit", "hookimpl"} <= set(
        names
    )


def test_a_name_it_does_not_have_is_refused():
    with pytest.raises(AttributeError, match="Paige"):
        _ = commonweal.Paige
