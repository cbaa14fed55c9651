"""Calls sys.exit in a set-up hook."""

import sys

from commonweal import hookimpl


@hookimpl
def commonweal_locales(context):
    """Calls sys.exit in a set-up hook."""
    sys.exit("gone fishing")
