"""The wiring of the mailbox: what the plugin contributes to the kernel."""

from collections.abc import Sequence
from typing import Any

from commonweal import PluginContext, hookimpl

# Imports stand inside the hooks: the command line loads this module, and needs none of what they bring.


@hookimpl
def commonweal_pages(context: PluginContext) -> Sequence[Any]:
    """Add the page that shows kept mail."""
    from commonweal_mailers.pages import mail_file, mailbox_page  # noqa: PLC0415

    return [mailbox_page(context), mail_file(context)]
