"""Raises in a set-up hook."""

from commonweal import hookimpl


@hookimpl
def commonweal_locales(context):
    """Raises in a set-up hook."""
    raise RuntimeError("the zebra has lost its stripes")
