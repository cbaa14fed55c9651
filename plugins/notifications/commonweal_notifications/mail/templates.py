"""The templates of mail: ours, or those that a deployment or a brand puts in their place."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, select_autoescape

from commonweal_notifications.mail.words import MailBroken

OURS = Path(__file__).parent.parent / "templates" / "mail"


@lru_cache(maxsize=64)
def _environment(folders: tuple[str, ...]) -> Environment:
    return Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in (*folders, str(OURS))]),
        autoescape=select_autoescape(["html"], default=False),  # .txt is no HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


def render(name: str, folders: tuple[str, ...], locale: str, values: dict[str, Any]) -> str:
    """Write a template, the first that is found: in the folders, for the language first, then ours.

    Raises MailBroken for one that cannot be written.
    """
    try:
        template = _environment(folders).select_template([f"{locale}/{name}", name])
        return template.render(values)
    except MailBroken:
        raise
    except Exception as error:  # whatever a template does, only its own mail fails
        raise MailBroken(f"The template {name} fails in {locale}: {error}") from error
