"""The command group: finds commands when they are called, turns errors into a sentence and an exit code.

May import click and the plugin floor's manifests, nothing heavier: ``commonweal --help`` stays fast.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NoReturn

import click

from commonweal.errors import CommonwealError, OperatorError

# Each command with where it is defined and its line in the help; in the order of the help.
COMMANDS = {
    "up": ("cli.up:up", "Serve the whole app on this machine: database, web, gateway, worker and scheduler."),
    "web": ("cli.processes:web", "Serve HTTP, alone in this process."),
    "gateway": ("cli.processes:gateway", "Keep long-lived connections, alone in this process."),
    "worker": ("cli.processes:worker", "Run event handlers and background tasks, alone in this process."),
    "scheduler": ("cli.processes:scheduler", "Start periodic work when it is due, alone in this process."),
    "migrate": ("cli.data:migrate", "Bring the database's tables up to date."),
    "plugins": ("cli.inspect:plugins", "Show every plugin with its state; remove one."),
    "hooks": ("cli.inspect:hooks", "Show every hook, its signature and who implements it."),
    "settings": ("cli.inspect:settings", "Show every setting in effect and where it came from."),
    "events": ("cli.events:events", "Follow the event log; show and retry dead letters."),
    "new": ("testing.new.commands:new", "Begin a plugin, a locale pack or a vector store of your own."),
    "i18n": ("testing.commands:i18n", "Check the words of every plugin and language pack."),
    "check": ("testing.check.command:check", "Check plugins for what keeps them from being safe and good."),
    "sample": ("cli.data:sample", "Load the sample data that is not there yet."),
    "reset": ("cli.data:reset", "Delete all data of this machine's embedded database."),
}


class CommandGroup(click.Group):
    """The kernel's commands, and one group per plugin that offers commands of its own."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the kernel's commands, then the ids of the plugins that have some."""
        del ctx
        return [*COMMANDS, *sorted(set(plugin_groups()) - set(COMMANDS))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the one command that is called."""
        del ctx
        if cmd_name in COMMANDS:
            return load(f"commonweal.{COMMANDS[cmd_name][0]}")
        if cmd_name in plugin_groups():
            from commonweal.cli.inspect import plugin_commands  # noqa: PLC0415 - loads every plugin

            return plugin_commands(cmd_name)
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help from the table and the manifests, without importing the commands."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])
        if offered := plugin_groups():
            with formatter.section("Commands of plugins"):
                formatter.write_dl(sorted(offered.items()))

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the command line, and print the help if that is asked."""
        with _failures_told():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        with _failures_told():
            return super().invoke(ctx)


@contextmanager
def _failures_told() -> Iterator[None]:
    """Turn whatever goes wrong into one sentence, unless COMMONWEAL_DEBUG is set."""
    try:
        yield
    except OperatorError as error:
        leave(str(error), error.exit_code, error)
    except CommonwealError as error:
        leave(f"{error} [{error.code}]", 1, error)
    except (click.ClickException, click.exceptions.Exit, click.Abort, KeyboardInterrupt):
        raise
    except BrokenPipeError as error:  # whoever read has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is still to be flushed goes nowhere
        raise click.exceptions.Exit(128 + signal.SIGPIPE) from error
    except Exception as error:  # noqa: BLE001 - the terminal never shows a traceback unasked
        leave(
            f"unexpected {type(error).__name__}: {error}; "
            "set COMMONWEAL_DEBUG=1 to see where it happened, and please report it",
            70,
            error,
        )


def plugin_groups() -> dict[str, str]:
    """Return the ids of plugins that offer commands, with their descriptions, as their manifests say."""
    from commonweal.plugin.discovery import GROUP, find_plugins  # noqa: PLC0415 - most commands need no plugin

    manifests = [plugin.manifest for plugin in find_plugins(GROUP)]
    return {each.id: each.description for each in manifests if "commonweal_commands" in each.hooks}


def leave(sentence: str, exit_code: int, error: BaseException) -> NoReturn:
    """Print the sentence and end the process; with COMMONWEAL_DEBUG set, raise the error instead."""
    if os.environ.get("COMMONWEAL_DEBUG", "0") not in {"", "0"}:
        raise error
    click.echo(f"{click.style('commonweal:', fg='red', bold=True)} {sentence}", err=True)
    sys.exit(exit_code)


def load(reference: str) -> click.Command:
    """Import ``module:attribute``."""
    module, _, attribute = reference.partition(":")
    command: click.Command = getattr(import_module(module), attribute)
    return command


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="commonweal-kernel", prog_name="commonweal")
def run() -> None:
    """Commonweal: agents find real problems, people solve them, partners verify and pay.

    State lives in one directory, COMMONWEAL_HOME. Settings come from its commonweal.toml and the environment.
    """
