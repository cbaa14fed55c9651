"""The commands of those who write plugins and translate: ``i18n``."""

import click

from commonweal.cli.sections import load_settings
from commonweal.errors import OperatorError
from commonweal.runtime import load_plugins, locale_sources
from commonweal.testing.words import check


@click.group()
def i18n() -> None:
    """Look after the words that readers meet."""


@i18n.command("check")
def check_words() -> None:
    """Prove that every message exists in every language, with the same variables, plurals and markup."""
    sources = locale_sources(load_plugins(load_settings()))
    findings = check(sources)
    for finding in findings:
        click.echo(str(finding))
    if findings:
        raise OperatorError(f"{len(findings)} findings in the words: correct the files named above")
    locales = sorted({source.locale for source in sources})
    click.echo(f"{len(sources)} folders of words agree in {', '.join(locales)}.")
