"""The command line starts fast because it imports nothing that a command does not need."""

import subprocess
import sys

HEAVY = ("litestar", "asyncpg", "piccolo", "dramatiq", "babel", "jinja2", "uvicorn", "psycopg", "rich")

PROGRAM = """
import sys
sys.argv = ["commonweal", *{arguments!r}]
try:
    from commonweal.cli import main
    main()
except SystemExit as end:
    assert not end.code, end.code
print("imported:", *sys.modules)
"""


def modules_after(*arguments: str) -> set[str]:
    program = PROGRAM.format(arguments=arguments)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("imported:")[2].split())


def test_help_imports_nothing_heavy():
    assert not modules_after("--help").intersection(HEAVY)


def test_the_version_imports_nothing_heavy():
    assert not modules_after("--version").intersection(HEAVY)


def test_the_public_package_imports_nothing_heavy():
    program = "import sys, commonweal; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()).intersection(HEAVY)


def test_help_lists_every_command_of_the_kernel():
    done = subprocess.run(
        [sys.executable, "-P", "-m", "commonweal", "--help"], capture_output=True, text=True, check=True
    )
    for name in (
        "up",
        "web",
        "worker",
        "scheduler",
        "migrate",
        "plugins",
        "hooks",
        "settings",
        "events",
        "i18n",
        "sample",
    ):
        assert f"\n  {name} " in done.stdout


def test_an_unknown_command_is_refused_in_one_line():
    done = subprocess.run(
        [sys.executable, "-P", "-m", "commonweal", "upp"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "No such command 'upp'" in done.stderr
    assert "Traceback" not in done.stderr
