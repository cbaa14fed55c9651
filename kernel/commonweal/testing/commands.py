"""The commands of those who write plugins and translate: ``i18n``."""

import click

from commonweal.cli.sections import load_settings
from commonweal.errors import OperatorError
from commonweal.i18n.sources import REFERENCE
from commonweal.plugin.extensions import instead
from commonweal.runtime import load_plugins, locale_sources
from commonweal.testing.words import check, progress


@click.group()
def i18n() -> None:
    """Look after the words that readers meet."""


@i18n.command("check")
@click.option("--unfinished", multiple=True, metavar="TAG", help="A language that may lack messages still.")
def check_words(unfinished: tuple[str, ...]) -> None:
    """Prove that every message exists in every language, with the same variables, plurals and markup.

    Of a language that is unfinished, what there is must be right, and the share that is there is shown.
    """
    sources = locale_sources(load_plugins(load_settings()))
    locales = sorted({source.locale for source in sources})
    for tag in unfinished:
        if tag not in locales:
            raise OperatorError(f"there are no words in {tag!r}; {instead(tag, locales, 'languages')}")
        done, total = progress(sources, tag)
        click.echo(
            f"{tag}: {100 * done // total} % ({done} of {total} messages); the rest shows in {REFERENCE}."
        )
    findings = check(sources, unfinished=unfinished)
    for finding in findings:
        click.echo(str(finding))
    if findings:
        raise OperatorError(f"{len(findings)} findings in the words: correct the files named above")
    click.echo(f"{len(sources)} folders of words agree in {', '.join(locales)}.")
