"""The command ``plugins rehearse``: what installing or upgrading plugins would change and break."""

import json
from importlib.metadata import version
from pathlib import Path

import click
import msgspec

from commonweal.cli.sections import load_settings
from commonweal.errors import OperatorError
from commonweal.plugin.discovery import GROUP, find_plugins
from commonweal.plugin.rehearsal import KERNEL, Finding, rehearse
from commonweal.plugin.wheels import installed_plugin, read_wheel
from commonweal.runtime import kernel_hooks


@click.command("rehearse")
@click.option(
    "--with",
    "wheels",
    multiple=True,
    required=True,
    metavar="WHEEL",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A wheel that would be installed; may be given several times.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def rehearse_plugins(wheels: tuple[Path, ...], *, as_json: bool) -> None:
    """Say what installing or upgrading plugins would break, by their manifests: nothing is imported."""
    load_settings()
    coming = [plugin for wheel in wheels for plugin in read_wheel(wheel, GROUP)]
    installed = [installed_plugin(plugin) for plugin in find_plugins(GROUP)]
    findings = rehearse(installed, coming, hooks=kernel_hooks(), kernel_version=version(KERNEL))
    if as_json:
        click.echo(json.dumps(msgspec.to_builtins(findings), indent=2, ensure_ascii=False))
    else:
        for finding in findings:
            _print(finding)
    breaking = [each for each in findings if each.kind == "breaks"]
    if breaking:
        raise OperatorError(f"{len(breaking)} things would break: do not install these wheels as they are")
    if not as_json:
        click.echo("Nothing would break.")


def _print(finding: Finding) -> None:
    colour = "red" if finding.kind == "breaks" else "cyan"
    click.echo(f"{click.style(finding.kind, fg=colour)}  {finding.plugin_id}: {finding.sentence}")
