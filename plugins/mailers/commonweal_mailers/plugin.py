"""The wiring of the mailbox: what the plugin contributes to the kernel."""

from collections.abc import Sequence
from typing import Any

from commonweal import hookimpl

# Imports stand inside the hooks: the command line loads this module, and needs none of what they bring.


@hookimpl
def commonweal_pages() -> Sequence[Any]:
    """Add the page that shows kept mail."""
    from commonweal_mailers.pages import show_mailbox, take_mail  # noqa: PLC0415

    return [show_mailbox, take_mail]
